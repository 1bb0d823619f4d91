"""``relocate publish``: events for the host of a journal, or for the workers of a broker."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from models.readable import counted
from planner.cli.options import (
    BrokerChoice,
    JournalChoice,
    OverlayOption,
    SettingOption,
    log_place,
    scenario_of,
)
from planner.cli.terminal import tell

if TYPE_CHECKING:
    from planner.api.logs import Log


def publish(
    events: Annotated[
        str | None,
        typer.Argument(
            metavar="FILE|-",
            help="A file of events, as JSON, one a line; - for standard input.",
            show_default=False,
        ),
    ] = None,
    *,
    scenario: Annotated[
        str | None,
        typer.Option(
            metavar="SCENARIO",
            help="Publish a scenario, in place of events; its programme begins with it.",
            show_default=False,
        ),
    ] = None,
    overlays: OverlayOption = None,
    settings: SettingOption = None,
    journal: JournalChoice = None,
    broker: BrokerChoice = None,
) -> None:
    """Hand events to the host of a journal or broker.

    Events are scenarios, what has happened to accepted moves, counts of posts, and signals.
    """
    from planner.api.logs import open_log
    from planner.cli.changes import reading_words

    log = open_log(log_place(journal, broker))
    if scenario is not None and events is None:
        said = _publish_scenario(scenario, overlays or (), settings or (), log)
    elif events is None or scenario is not None:
        raise typer.BadParameter("Give either FILE or --scenario.")
    elif overlays or settings:
        raise typer.BadParameter("--with and --set go with --scenario.")
    else:
        said = _publish_events(events, log)
    tell(f"Published {said}.{reading_words(log)}")


def _publish_scenario(
    scenario: str, overlays: Sequence[str], settings: Sequence[str], log: Log
) -> str:
    from planner.api.event_files import scenario_event

    found = scenario_of(scenario, overlays, settings)
    log.publish([scenario_event(found)])
    return f"the scenario of {found.programme}"


def _publish_events(file: str, log: Log) -> str:
    from planner.api.event_files import submissions

    events = submissions(file)
    log.publish(events)
    return counted(len(events), "event")
