"""What `frontier` and `alternatives` have in common: to wait, to write and to show."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, TypeVar

import typer

from planner.cli.leaving import Code
from planner.cli.naming import as_options
from planner.cli.progress import ProgressLine, run_with_progress
from planner.cli.terminal import mention, tell, wrapped

if TYPE_CHECKING:
    from models.analysis import Alternatives, Frontier
    from planner.api import AnalysisResult
    from planner.exports.table import Table

    AnyResult = AnalysisResult[Frontier] | AnalysisResult[Alternatives]

FoundT = TypeVar("FoundT")

_CODES = {"infeasible": Code.INFEASIBLE, "no_plan_in_time": Code.NO_PLAN_IN_TIME}


def find_with_progress(work: Callable[[], FoundT], task: str, stop: Event) -> FoundT:
    """Do work while people see how long it takes; Ctrl-C ends it with what has been found."""
    with as_options(stop="--deterministic"):
        return run_with_progress(work, ProgressLine(task, stop))


def show(found: AnyResult, files: Sequence[Path], *, shown: Collection[str], as_json: bool) -> None:
    """Write what was found to files and show it.

    Parameters
    ----------
    found
        The result.
    files
        Where to write; nothing is written if there is no plan.
    shown
        Columns of the first table to show.
    as_json
        Whether to print the document instead of the tables.

    Raises
    ------
    RuntimeError
        The audit refused the plan: nothing is shown.
    """
    if found.status.value == "invalid":
        raise RuntimeError("the plan that the solver returned did not pass the audit")
    written = files if found.parts else ()
    for path in written:
        found.write(path)
    tell(json.dumps(found.document(), indent=2) if as_json else _words(found, shown))
    if written:
        mention("\n".join(["", *(f"Written: {path}" for path in written)]))
    if found.status.value in _CODES:
        raise typer.Exit(_CODES[found.status.value])


def _words(found: AnyResult, shown: Collection[str]) -> str:
    from planner.exports.words import status_words

    if not found.parts:
        return wrapped(f"{status_words(found.record)}. `relocate plan` says more.")
    first, *others = found.parts
    return "\n\n".join([_first(first, shown), *map(_other, others)])


def _first(table: Table, shown: Collection[str]) -> str:
    from planner.cli.tables import table_words

    return table_words(table, shown, notes=len(table.notes))


def _other(table: Table) -> str:
    from planner.cli.tables import table_words

    return table_words(table)
