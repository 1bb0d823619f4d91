"""``relocate check``: whether the files can be planned with, and what it costs if nobody moves."""

from __future__ import annotations

import json
import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from models.errors import InputError, Problem, TryAgainError
from models.readable import counted
from planner.cli.leaving import Code
from planner.cli.mistakes import error_words, mistakes_document
from planner.cli.naming import as_options
from planner.cli.options import (
    JsonOption,
    OverlayOption,
    ScenarioArgument,
    SettingOption,
    scenario_of,
)
from planner.cli.terminal import mention, tell

EveryPlaceOption = Annotated[
    bool, typer.Option("--all", help="List every place of each mistake, and not only the first.")
]

MarkedOption = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="Write a copy of the workbook in which cells with mistakes are coloured, with a "
        "comment on what to do.",
        show_default=False,
    ),
]


def check(
    source: ScenarioArgument,
    *,
    overlays: OverlayOption = None,
    settings: SettingOption = None,
    every_place: EveryPlaceOption = False,
    marked: MarkedOption = None,
    as_json: JsonOption = False,
) -> None:
    """Check a scenario and price staying put.

    Mistakes in its files are listed by cause, all at once; where there is none, it says what it
    costs if nobody moves, which limits are close, and what is worth a second look.
    """
    from planner import api
    from planner.cli.check_report import check_document, check_report

    if marked:
        with as_options(copy="--marked"):
            api.expect_copy(source, marked)
    try:
        scenario = scenario_of(source, overlays, settings)
    except InputError as error:
        if as_json:
            tell(json.dumps(mistakes_document(error), indent=2))
        if (every_place or marked) and not isinstance(error, TryAgainError):
            mention(error_words(error, every_place=every_place))
            if marked:
                _mark(source, error.problems, marked)
            raise SystemExit(int(Code.INPUT)) from error
        raise
    if marked:
        mention(f"No mistake to mark: {marked} was not written.\n")
    baselines, remarks = api.check(scenario), api.lint(scenario)
    if as_json:
        tell(json.dumps(check_document(scenario, baselines, remarks), indent=2))
        return
    tell(check_report(scenario, baselines, remarks))
    mention(f"\nNext: {plan_command(source, overlays or (), settings or ())}")


def _mark(source: str, problems: Sequence[Problem], file: Path) -> None:
    from planner import api

    with as_options(copy="--marked"):
        made = api.mark_mistakes(source, problems, file)
    if made is None:
        mention(f"\nNo mistake is in a cell: {file} was not written.")
        return
    elsewhere = f"; {counted(made.elsewhere, 'mistake')} in no cell" if made.elsewhere else ""
    mention(f"\n{file}  your workbook with {counted(made.cells, 'cell')} marked{elsewhere}")


def plan_command(
    source: str, overlays: Sequence[str], settings: Sequence[str], others: Sequence[str] = ()
) -> str:
    """The command that plans a scenario with overlays, settings and other options."""
    pairs = [("--with", overlay) for overlay in overlays] + [("--set", each) for each in settings]
    words = [word for pair in pairs for word in pair]
    return shlex.join(["relocate", "plan", source, *words, *others])
