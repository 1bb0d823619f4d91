"""``relocate alternatives``: plans that cost little more and truly differ."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from models.choices import Audience
from models.defaults import ALTERNATIVES
from planner.cli.options import (
    PLAN_GAP,
    PLAN_SECONDS,
    SLACK,
    DeterministicOption,
    FirstTimeLimitOption,
    GapOption,
    JsonOption,
    OverlayOption,
    ScenarioArgument,
    SeedOption,
    SettingOption,
    scenario_of,
    share,
)
from planner.cli.outputs import alternatives_files
from planner.cli.readers import AudienceOption
from planner.cli.searching import effort, find
from planner.cli.tradeoffs import show, tried
from planner.cli.what_if import Trial, takes_what_if
from planner.exports.formats import suffix_words
from planner.exports.tradeoffs.files import ALTERNATIVES_FORMATS

_SHOWN = ("plan", "money", "expected_loss", "one_off_cash", "dismissals", "posts", "more")


@takes_what_if
def alternatives(
    source: ScenarioArgument,
    *,
    overlays: OverlayOption = None,
    settings: SettingOption = None,
    trial: Trial,
    number: Annotated[
        int, typer.Option(min=1, max=10, metavar="N", help="How many alternatives to find at most.")
    ] = ALTERNATIVES,
    within: Annotated[
        float,
        typer.Option(
            parser=share,
            metavar="SHARE",
            help="How much more than the best plan they may cost, as a share of its total; "
            "at most half of what it saves, if it saves anything.",
        ),
    ] = SLACK,
    out: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE",
            callback=alternatives_files,
            help="Also write the alternatives to a file: "
            f"{suffix_words(ALTERNATIVES_FORMATS)}; may be repeated.",
        ),
    ] = None,
    audience: AudienceOption = Audience.BOARD,
    gap: GapOption = PLAN_GAP,
    time_limit: FirstTimeLimitOption = PLAN_SECONDS,
    seed: SeedOption = 0,
    deterministic: DeterministicOption = False,
    as_json: JsonOption = False,
) -> None:
    """Find other plans of nearly the same cost.

    They differ from the best plan and from each other: in where posts go, in dismissals or in
    one-off cash. What all of them share is listed. Three take at most three times as long as one
    plan.
    """
    from planner import api

    scenario = tried(source, scenario_of(source, overlays, settings), trial, out or ())
    work = partial(
        api.alternatives,
        scenario,
        number=number,
        within=within,
    )
    stop = effort(time_limit, gap, deterministic=deterministic)
    found = find(work, f"Looking for alternatives for {scenario.name}", stop=stop, seed=seed)
    show(found, out or (), audience, shown=_SHOWN, as_json=as_json)
