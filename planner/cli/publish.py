"""``relocate publish``: events for the host of a journal."""

from __future__ import annotations

from typing import Annotated

import typer

from planner.cli.options import JournalOption
from planner.cli.screen import counted, tell


def publish(
    events: Annotated[
        str,
        typer.Argument(metavar="FILE|-", help="Events, one a line, as JSON.", show_default=False),
    ],
    *,
    journal: JournalOption,
) -> None:
    """Hand events to the host: what happened to accepted moves, counts, signals."""
    from planner import api
    from planner.cli.changes import waiting_words

    count, host_at_work = api.publish(events, journal)
    tell(f"Left {counted(count, 'event')}. {waiting_words(host_at_work=host_at_work)}")
