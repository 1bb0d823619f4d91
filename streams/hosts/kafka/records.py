"""Records of the log: who wrote them, and what they say.

What a record says follows from the log alone, so that each time it is read it says the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from streams.events import DayPassed
from streams.hosts.kafka.intakes import Intake, intake_of
from streams.hosts.kafka.placing import partition_of
from streams.wire import CLOCK_SKEW, DeadLetter, Decoded, Parked, decoded, submitted

HEADER = "relocate"
"""The header by which workers say who writes, and what."""

_MARK = re.compile(
    rb"(?P<owner>[0-9a-f]{32}) (?:(?P<own>claim|host)"
    rb"|(?P<intake>events|decisions|signals) (?P<start>\d{1,18})-(?P<stop>\d{1,18}))"
)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Headers = Iterable[tuple[str, bytes]]


@dataclass(frozen=True, slots=True)
class Relayed:
    """What of an intake a record stands for."""

    intake: Intake
    start: int
    """Offset after the record before it."""
    stop: int
    """Offset after its own record."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a partition of the log."""

    offset: int
    raw: bytes
    appended_ms: int
    """When the broker took it, since 1970: the only clock that its reading depends on."""
    owner: str = ""
    """Whose it is, as it says; a claim makes an owner."""
    claims: bool = False
    """Whether it is a claim."""
    by_host: bool = False
    """An answer or a day, written by a worker."""
    relayed: Relayed | None = None
    """Copied from an intake by a worker."""
    key: bytes | None = None
    """By which its sender placed it."""

    def is_torn_from(self, partition: int, partitions: int) -> bool:
        """Whether a worker put it here when there were not so many partitions."""
        programme = self.key.decode(errors="replace") if self.by_host and self.key else None
        return programme is not None and partition_of(programme, partitions) != partition


def claim_of(owner: str) -> bytes:
    """The header of a record by which a worker takes a partition over."""
    return f"{owner} claim".encode()


def own_of(owner: str) -> bytes:
    """The header of an answer or a day."""
    return f"{owner} host".encode()


def copy_of(owner: str, relayed: Relayed) -> bytes:
    """The header of a record that is copied from an intake."""
    return f"{owner} {relayed.intake} {relayed.start}-{relayed.stop}".encode()


def record(
    offset: int,
    raw: bytes | None,
    appended_ms: int,
    headers: Headers,
    key: bytes | None = None,
) -> Record:
    """A record as the broker hands it over."""
    found = Record(offset, raw or b"", appended_ms, key=key)
    marks = [_MARK.fullmatch(value) for name, value in headers if name == HEADER]
    said = marks[0] if len(marks) == 1 else None
    if said is None:
        return found
    owner = said["owner"].decode()
    if said["own"]:
        claims = said["own"] == b"claim"
        return replace(found, owner=owner, claims=claims, by_host=not claims)
    intake = Intake(said["intake"].decode())
    relayed = Relayed(intake, int(said["start"]), int(said["stop"]))
    return replace(found, owner=owner, relayed=relayed)


def read(found: Record, partition: int, partitions: int) -> Decoded:
    """What a record that is its owner's says, where it lies."""
    appended = _EPOCH + timedelta(milliseconds=found.appended_ms)
    if found.by_host:
        event = decoded(found.raw)
        reason = _too_early(event, appended)
    elif found.relayed is not None:
        event = submitted(found.raw, appended)
        reason = _misplaced(event, found, partition, partitions)
    else:
        event, reason = None, "was written into the log, which workers alone may write"
    if event is None or reason:
        return DeadLetter(reason, sha256(found.raw).hexdigest())
    return event


def _too_early(event: Decoded, appended: datetime) -> str:
    """Workers may have wrong clocks: the broker's says which days have begun."""
    is_to_come = isinstance(event, DayPassed) and event.day > (appended + CLOCK_SKEW).date()
    return "is a day that has not begun: a worker's clock is wrong" if is_to_come else ""


def _misplaced(event: Decoded, found: Record, partition: int, partitions: int) -> str:
    """Why an event does not belong where it was put; empty if it does."""
    if isinstance(event, DeadLetter | Parked) or found.relayed is None:
        return ""
    belongs, came = intake_of(event), found.relayed.intake
    if belongs is not came:
        return f"belongs on the topic of {belongs}, and came on that of {came}"
    if event.programme is None or partition_of(event.programme, partitions) == partition:
        return ""
    why = "its key is not the programme"
    if found.key == event.programme.encode():
        why = "its key is right, its partition is not; set partitioner=murmur2_random in its sender"
    return f"lies in another partition than its programme: {why}"
