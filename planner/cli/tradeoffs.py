"""What `frontier` and `alternatives` have in common: what is tried, to write and to show."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from planner.cli.outputs import check_folders
from planner.cli.searching import exit_without_plan, expect_lawful
from planner.cli.terminal import mention, tell, wrapped

if TYPE_CHECKING:
    from models.analysis import Alternatives, Frontier
    from models.choices import Audience
    from models.scenario import Scenario
    from planner.api import AnalysisResult
    from planner.cli.what_if import Trial

    AnyResult = AnalysisResult[Frontier] | AnalysisResult[Alternatives]


def tried(source: str, scenario: Scenario, trial: Trial, files: Sequence[Path]) -> Scenario:
    """The scenario with what is to be tried, which is saved once all files can be written.

    Raises
    ------
    InputError
        A file cannot be written, or what is to be tried cannot be read, saved or changes nothing.
    """
    from planner import api

    overlay = trial.on(scenario)
    check_folders(files)
    trial.save(source, overlay)
    return scenario if overlay is None else api.with_overlay(scenario, overlay)


def show(
    found: AnyResult,
    files: Sequence[Path],
    audience: Audience,
    *,
    shown: Collection[str],
    as_json: bool,
) -> None:
    """Write what was found to files and show it.

    Parameters
    ----------
    found
        The result.
    files
        Where to write; nothing is written if there is no plan.
    audience
        Whom the files are for; the screen is the planner's.
    shown
        Columns of the first table to show.
    as_json
        Whether to print the document instead of the tables.

    Raises
    ------
    RuntimeError
        The audit refused the plan: nothing is shown.
    """
    expect_lawful(found.status)
    written = files if found.parts else ()
    for path in written:
        found.write(path, audience)
    tell(json.dumps(found.document(), indent=2) if as_json else _words(found, shown))
    if written:
        mention("\n".join(["", *(f"Written: {path}" for path in written)]))
    exit_without_plan(found.status)


def _words(found: AnyResult, shown: Collection[str]) -> str:
    from planner.cli.tables import table_words

    if not found.parts:
        return "\n".join(wrapped(line) for line in _no_plan(found))
    first, *others = found.parts
    head = table_words(first, shown, notes=len(first.notes))
    return "\n\n".join([head, *map(table_words, others)])


def _no_plan(found: AnyResult) -> Iterator[str]:
    from planner.exports.clash import clash_lines
    from planner.wording.outcomes import status_words

    yield f"{status_words(found.record)}."
    if found.record.clash is not None:
        yield from clash_lines(found.record.clash, found.scenario)
