"""``relocate check``: whether the files can be planned with, and what it costs if nobody moves."""

from __future__ import annotations

import json
import shlex
from collections.abc import Sequence
from typing import Annotated

import typer

from models.errors import InputError, TryAgainError
from planner.cli.leaving import Code
from planner.cli.mistakes import mistakes_document, problems_words
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


def check(
    source: ScenarioArgument,
    *,
    overlays: OverlayOption = None,
    settings: SettingOption = None,
    every_place: EveryPlaceOption = False,
    as_json: JsonOption = False,
) -> None:
    """Check a scenario and price staying put.

    Mistakes in its files are listed by cause, all at once; where there is none, it says what it
    costs if nobody moves, which limits are close, and what is worth a second look.
    """
    from planner import api
    from planner.cli.check_report import check_document, check_report

    try:
        scenario = scenario_of(source, overlays, settings)
    except InputError as error:
        if as_json:
            tell(json.dumps(mistakes_document(error), indent=2))
        if every_place and not isinstance(error, TryAgainError):
            mention(problems_words(error.problems, every_place=True))
            raise SystemExit(int(Code.INPUT)) from error
        raise
    baselines, remarks = api.check(scenario), api.lint(scenario)
    if as_json:
        tell(json.dumps(check_document(scenario, baselines, remarks), indent=2))
        return
    tell(check_report(scenario, baselines, remarks))
    mention(f"\nNext: {plan_command(source, overlays or (), settings or ())}")


def plan_command(
    source: str, overlays: Sequence[str], settings: Sequence[str], others: Sequence[str] = ()
) -> str:
    """The command that plans a scenario with overlays, settings and other options."""
    pairs = [("--with", overlay) for overlay in overlays] + [("--set", each) for each in settings]
    words = [word for pair in pairs for word in pair]
    return shlex.join(["relocate", "plan", source, *words, *others])
