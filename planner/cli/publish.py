"""``relocate publish``: events for the host of a journal, or for the workers of a broker."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from planner.cli.options import (
    BrokerChoice,
    JournalChoice,
    OverlayOption,
    SettingOption,
    one_of,
)
from planner.cli.screen import counted, tell


def publish(
    events: Annotated[
        str | None,
        typer.Argument(metavar="FILE|-", help="Events, one a line, as JSON.", show_default=False),
    ] = None,
    *,
    scenario: Annotated[
        str | None,
        typer.Option(
            metavar="SCENARIO",
            help="In place of events: a scenario, by which its programme begins.",
            show_default=False,
        ),
    ] = None,
    overlays: OverlayOption = None,
    settings: SettingOption = None,
    journal: JournalChoice = None,
    broker: BrokerChoice = None,
) -> None:
    """Hand events to the host: scenarios, what happened to accepted moves, counts, signals."""
    where = one_of(journal, broker)
    if (events is None) == (scenario is None):
        raise typer.BadParameter("Say one of FILE and --scenario.")
    if scenario is not None:
        _publish_scenario(scenario, overlays or (), settings or (), where)
    elif overlays or settings:
        raise typer.BadParameter("--with and --set go with --scenario.")
    elif events is not None:
        _publish_events(events, where)


def _publish_scenario(
    scenario: str, overlays: Sequence[str], settings: Sequence[str], where: Path | str
) -> None:
    from planner import api
    from planner.cli.changes import waiting_words

    found = api.load(scenario, overlays, settings)
    said = f"the scenario of {found.programme}"
    if isinstance(where, str):
        from planner.api import kafka

        kafka.publish_scenario(found, where)
        tell(f"Published {said}.")
    else:
        from planner.api import embedded

        host_at_work = embedded.publish_scenario(found, where)
        tell(f"Left {said}. {waiting_words(host_at_work=host_at_work)}")


def _publish_events(events: str, where: Path | str) -> None:
    from planner.cli.changes import waiting_words

    if isinstance(where, str):
        from planner.api import kafka

        tell(f"Published {counted(kafka.publish(events, where), 'event')}.")
    else:
        from planner.api import embedded

        count, host_at_work = embedded.publish(events, where)
        tell(f"Left {counted(count, 'event')}. {waiting_words(host_at_work=host_at_work)}")
