"""``relocate replay``: a history played again; what came in, and what was recommended."""

from __future__ import annotations

import sys
import time
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.options import (
    GapOption,
    OverlayOption,
    ScenarioArgument,
    SettingOption,
    TimeLimitOption,
)
from planner.cli.outputs import check_folders
from planner.cli.screen import mention, tell
from planner.cli.watching import Watching, watched

if TYPE_CHECKING:
    from streams.replay import Day


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
            help="Last day that is played.  [default: that of the last event]",
            show_default=False,
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write every day here, as JSON, one a line."),
    ] = None,
    deterministic: Annotated[
        bool,
        typer.Option("--deterministic", help="The same file each time; the gap ends a search."),
    ] = False,
    overlays: OverlayOption = None,
    settings: SettingOption = None,
    gap: GapOption = 0.005,
    time_limit: TimeLimitOption = 20.0,
    pause: Annotated[
        float,
        typer.Option(
            min=0.0, max=60.0, metavar="SECONDS", help="Wait after each day, on a terminal only."
        ),
    ] = 0.0,
) -> None:
    """Play a history again: what came in, what was recommended, changed, lapsed and decided."""
    from planner import api
    from planner.cli.history import History

    scenario = api.load(source, overlays or (), settings or ())
    check_folders([out] if out is not None else [])
    days = api.replay(
        scenario,
        events,
        until=until.date() if until else None,
        gap=gap,
        time_limit_seconds=time_limit,
        deterministic=deterministic,
    )
    history, played = History(scenario), list["Day"]()
    while (day := watched(partial(next, days, None), Watching("Planning"))) is not None:
        played.append(day)
        lines = history.told(day)
        if lines:
            tell(lines)
            time.sleep(pause if sys.stdout.isatty() else 0.0)
    tell(f"\n{history.summary()}")
    if out is not None:
        api.write_replay(played, out)
        mention(f"Written: {out}")
