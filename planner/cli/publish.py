"""``relocate publish``: events for the host of a journal, or for the workers of a broker."""

from __future__ import annotations

from typing import Annotated

import typer

from planner.cli.options import BrokerChoice, JournalChoice, one_of
from planner.cli.screen import counted, tell


def publish(
    events: Annotated[
        str,
        typer.Argument(metavar="FILE|-", help="Events, one a line, as JSON.", show_default=False),
    ],
    *,
    journal: JournalChoice = None,
    broker: BrokerChoice = None,
) -> None:
    """Hand events to the host: what happened to accepted moves, counts, signals."""
    from planner import api
    from planner.cli.changes import waiting_words

    where = one_of(journal, broker)
    if isinstance(where, str):
        tell(f"Published {counted(api.publish_to_broker(events, where), 'event')}.")
        return
    count, host_at_work = api.publish(events, where)
    tell(f"Left {counted(count, 'event')}. {waiting_words(host_at_work=host_at_work)}")
