"""``relocate replay``: a history played again, day by day."""

from __future__ import annotations

import sys
import time
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.naming import as_options
from planner.cli.options import (
    REPLAN_GAP,
    REPLAN_SECONDS,
    OverlayOption,
    ReplanGapOption,
    ReplanLimitOption,
    ScenarioArgument,
    SettingOption,
    scenario_of,
)
from planner.cli.outputs import check_folders
from planner.cli.progress import ProgressLine, run_with_progress
from planner.cli.terminal import mention, tell, wrapped

if TYPE_CHECKING:
    from planner.api.logs import Day
    from planner.narration.history import Narrated


def replay(
    source: ScenarioArgument,
    events: Annotated[
        Path,
        typer.Argument(
            metavar="EVENTS",
            help="A file of events or of signals, one a line, or a folder of such files.",
            show_default=False,
        ),
    ],
    *,
    until: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"],
            metavar="DATE",
            help="Stop after this day.",
            show_default="the day of the last event",
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Also write every day to this file, as JSON, one a line."
        ),
    ] = None,
    deterministic: Annotated[
        bool,
        typer.Option(
            "--deterministic",
            help="End a search by the gap, not by time: the same result on every machine.",
        ),
    ] = False,
    overlays: OverlayOption = None,
    settings: SettingOption = None,
    gap: ReplanGapOption = REPLAN_GAP,
    time_limit: ReplanLimitOption = REPLAN_SECONDS,
    pause: Annotated[
        float,
        typer.Option(
            min=0, max=60, metavar="SECONDS", help="Wait after each day; on a terminal only."
        ),
    ] = 0,
) -> None:
    """Play a history again, day by day.

    It shows what came in, and what was recommended, changed, expired and decided.
    """
    from planner import api
    from planner.narration.history import History

    scenario = scenario_of(source, overlays, settings)
    check_folders([out] if out is not None else [])
    effort = api.FixedEffort() if deterministic else api.MaxRuntime(time_limit)
    with as_options(until="--until"):
        days = api.replay(
            scenario,
            events,
            until=until.date() if until else None,
            stop=effort | api.Gap(gap),
        )
    history, played = History(scenario), list["Day"]()
    while (
        day := run_with_progress(partial(next, days, None), ProgressLine("Planning"))
    ) is not None:
        played.append(day)
        narrated = history.narrate(day)
        if narrated.facts or narrated.changes:
            tell(_lines(narrated))
            time.sleep(pause if sys.stdout.isatty() else 0.0)
    tell(f"\n{wrapped(history.summary())}")
    if out is not None:
        api.write_replay(played, out)
        mention(f"Written: {out}")


def _lines(narrated: Narrated) -> str:
    facts = [wrapped(line, indent=2, hanging=2) for line in narrated.facts]
    changes = [wrapped(line, indent=4, hanging=2) for line in narrated.changes]
    return "\n".join(["", str(narrated.day), *facts, *changes])
