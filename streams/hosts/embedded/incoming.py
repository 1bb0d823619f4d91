"""What came in, sorted: records for the log, and the events among them that are new."""

from __future__ import annotations

from collections.abc import Container, Iterable
from datetime import datetime

from streams.events import Event
from streams.hosts.embedded.journal import Record
from streams.hosts.embedded.sources import Line
from streams.hosts.standing import Standing
from streams.wire import DeadLetter, Parked, submitted

KEPT_BYTES = 1_000_000
"""A dead letter up to this size is kept whole; of a longer one, where it stands and its hash."""


def sorted_out(
    lines: Iterable[Line], known: Container[str], now: datetime
) -> tuple[list[Record], list[Event]]:
    """Read lines of sources.

    Parameters
    ----------
    lines
        In the order in which they came.
    known
        Ids that have been folded.
    now
        The host's clock.

    Returns
    -------
    records, events
        One record a line, and the events that are to be folded.
    """
    records: list[Record] = []
    fresh: dict[str, Event] = {}
    for line in lines:
        event, origin = submitted(line.raw, now), f"{line.source}:{line.read_bytes}"
        if isinstance(event, DeadLetter):
            raw = line.raw if len(line.raw) <= KEPT_BYTES else None
            records.append(Record(Standing.DEAD, None, raw, event.reason, event.sha256, origin))
        elif isinstance(event, Parked):
            reason = f"{event.type}, version {event.version}"
            records.append(Record(Standing.PARKED, None, line.raw, reason, None, origin))
        elif event.id in known or event.id in fresh:
            records.append(Record(Standing.REPEATED, event.id))
        else:
            records.append(Record(Standing.FOLDED, event.id, line.raw))
            fresh[event.id] = event
    return records, list(fresh.values())
