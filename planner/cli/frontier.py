"""``relocate frontier``: plans between which nothing is free."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from models.choices import Audience, FrontierAxis
from models.defaults import FRONTIER_POINTS
from planner.cli.check import plan_command
from planner.cli.options import (
    PLAN_GAP,
    PLAN_SECONDS,
    DeterministicOption,
    FirstTimeLimitOption,
    GapOption,
    JsonOption,
    OverlayOption,
    ScenarioArgument,
    SeedOption,
    SettingOption,
    scenario_of,
)
from planner.cli.outputs import frontier_files
from planner.cli.readers import AudienceOption
from planner.cli.searching import effort, find
from planner.cli.terminal import mention
from planner.cli.tradeoffs import show, tried
from planner.cli.what_if import Trial, takes_what_if
from planner.exports.formats import suffix_words
from planner.exports.tradeoffs.files import FRONTIER_FORMATS

_SHOWN = ("plan", "expected_loss", "one_off_cash", "dismissals", "posts", "mark")


@takes_what_if
def frontier(
    source: ScenarioArgument,
    *,
    overlays: OverlayOption = None,
    settings: SettingOption = None,
    trial: Trial,
    points: Annotated[
        int, typer.Option(min=3, max=50, metavar="N", help="How many plans to find at most.")
    ] = FRONTIER_POINTS,
    against: Annotated[
        FrontierAxis,
        typer.Option(help="What cost is set against; beside loss, cost is money alone."),
    ] = FrontierAxis.LOSS,
    out: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE",
            callback=frontier_files,
            help="Also write the frontier to a file: "
            f"{suffix_words(FRONTIER_FORMATS)}; may be repeated.",
        ),
    ] = None,
    audience: AudienceOption = Audience.BOARD,
    gap: GapOption = PLAN_GAP,
    time_limit: FirstTimeLimitOption = PLAN_SECONDS,
    seed: SeedOption = 0,
    deterministic: DeterministicOption = False,
    as_json: JsonOption = False,
) -> None:
    """Find the middle ground: less expected loss for more money.

    Each plan is the cheapest found with no more expected loss than it has; what changes from one
    to the next is listed. Eight take at most four times as long as one plan.
    """
    from planner import api

    scenario = tried(source, scenario_of(source, overlays, settings), trial, out or ())
    work = partial(
        api.frontier,
        scenario,
        points=points,
        against=against,
    )
    stop = effort(time_limit, gap, deterministic=deterministic)
    found = find(work, f"Looking for {points} plans of {scenario.name}", stop=stop, seed=seed)
    cost = "money" if against is FrontierAxis.LOSS else "total"
    show(found, out or (), audience, shown=(*_SHOWN, cost), as_json=as_json)
    points_found, knee = found.record.points, found.record.knee
    if knee is not None and points_found[knee].settings and not as_json:
        pairs = [f"{name}={value}" for name, value in points_found[knee].settings.items()]
        command = plan_command(source, overlays or (), [*(settings or ()), *pairs], trial.options)
        mention(f"\nNext, to plan like the knee: {command}")
