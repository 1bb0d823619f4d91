"""Records of the topic of events: who wrote them, and what they say.

What a record says follows from the log alone, so that each time it is read it says the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from streams.hosts.kafka.placing import partition_of
from streams.wire import DeadLetter, Decoded, Parked, decoded, submitted

HEADER = "relocate"
"""The header by which workers mark what they write. Access lists, not it, keep strangers out."""

HOST = b"host"
"""Its value for answers and days."""

_RELAYED = re.compile(rb"signals (\d{1,18})-(\d{1,18})")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Headers = Iterable[tuple[str, bytes]]


@dataclass(frozen=True, slots=True)
class Relayed:
    """What of the topic of signals a record stands for."""

    start: int
    """Offset after the signal before it."""
    stop: int
    """Offset after its own signal."""

    @property
    def header(self) -> bytes:
        """The same as the value of a header."""
        return b"signals %d-%d" % (self.start, self.stop)


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a partition of events."""

    offset: int
    raw: bytes
    appended_ms: int
    """When the broker took it, since 1970: the only clock that its reading depends on."""
    by_host: bool = False
    """An answer or a day, written by a worker."""
    relayed: Relayed | None = None
    """Copied from the topic of signals by a worker."""
    key: bytes | None = None
    """By which its sender placed it."""

    def is_torn_from(self, partition: int, partitions: int) -> bool:
        """Whether a worker put it here when there were not so many partitions."""
        programme = self.key.decode(errors="replace") if self.by_host and self.key else None
        return programme is not None and partition_of(programme, partitions) != partition


def record(
    offset: int,
    raw: bytes | None,
    appended_ms: int,
    headers: Headers,
    key: bytes | None = None,
) -> Record:
    """A record as the broker hands it over."""
    found = Record(offset, raw or b"", appended_ms, key=key)
    for name, value in headers:
        if name == HEADER:
            parts = _RELAYED.fullmatch(value)
            relayed = Relayed(int(parts[1]), int(parts[2])) if parts else None
            found = replace(found, by_host=value == HOST, relayed=relayed)
    return found


def read(found: Record, partition: int, partitions: int) -> Decoded:
    """What a record says, where it lies."""
    if found.by_host:
        return decoded(found.raw)
    event = submitted(found.raw, _EPOCH + timedelta(milliseconds=found.appended_ms))
    if isinstance(event, DeadLetter | Parked):
        return event
    if found.relayed is not None:
        misplaced = "" if event.programme is None else "is a signal that names a programme"
    elif event.programme is None:
        misplaced = "names no programme: the topic of signals is for what concerns all"
    elif partition_of(event.programme, partitions) != partition:
        misplaced = _misplaced(event.programme, found.key)
    else:
        return event
    return DeadLetter(misplaced, sha256(found.raw).hexdigest()) if misplaced else event


def _misplaced(programme: str, key: bytes | None) -> str:
    """Why an event lies in another partition than its programme."""
    if key == programme.encode():
        why = "its key is right, its partition is not; set partitioner=murmur2_random in its sender"
    else:
        why = "its key is not the programme"
    return f"lies in another partition than its programme: {why}"
