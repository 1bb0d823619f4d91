"""Records of the log: who wrote them, what they say, and in which partition they belong.

What a record says follows from the log alone, so that it says the same whenever it is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from hashlib import sha256
from typing import Annotated

from aiokafka import TopicPartition
from aiokafka.partitioner import murmur2
from pydantic import Field, ValidationError

from models.base import Frozen
from streams.events import DayPassed, Event, RecommendationDecided
from streams.hosts.kafka.settings import Settings
from streams.wire import CLOCK_SKEW, DeadLetter, Decoded, Parked, decode, decode_submission


@lru_cache(maxsize=200_000)
def partition_of(programme: str, partitions: int) -> int:
    """The partition of a programme, placed as Kafka's Java client places its key.

    Clients on librdkafka use CRC-32 unless they are configured otherwise.
    """
    hashed: int = murmur2(programme.encode())
    return (hashed & 0x7FFFFFFF) % partitions


class Intake(StrEnum):
    """A topic that others than workers write; the log has a copy of all that is on it.

    There is one for each kind of user, so that access lists can tell them apart.
    """

    EVENTS = "events"
    """What has happened to a programme, written by programs."""
    DECISIONS = "decisions"
    """Decisions on recommendations, written by people."""
    SIGNALS = "signals"
    """What concerns every programme; its one partition is copied into each of the log."""

    def topic(self, settings: Settings) -> str:
        """The name of the topic in a deployment."""
        names = {
            Intake.EVENTS: settings.events,
            Intake.DECISIONS: settings.decisions,
            Intake.SIGNALS: settings.signals,
        }
        return names[self]


def intake_of(event: Event) -> Intake:
    """The intake on which an event belongs."""
    if event.programme is None:
        return Intake.SIGNALS
    return Intake.DECISIONS if isinstance(event, RecommendationDecided) else Intake.EVENTS


def places_of(settings: Settings, partition: int) -> Iterator[tuple[Intake, TopicPartition]]:
    """The partitions of intakes that are copied into a partition of the log."""
    for intake in Intake:
        number = 0 if intake is Intake.SIGNALS else partition
        yield intake, TopicPartition(intake.topic(settings), number)


HEADER = "relocate"
"""The header in which a worker says that it wrote a record, and what kind of record it is."""

_MARK = re.compile(
    rb"(?P<owner>[0-9a-f]{32}) (?:(?P<own>claim|host)"
    rb"|(?P<intake>events|decisions|signals) (?P<start>\d{1,18})-(?P<stop>\d{1,18}))"
)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Headers = Iterable[tuple[str, bytes]]


@dataclass(frozen=True, slots=True)
class Relayed:
    """The part of an intake that a copied record stands for."""

    intake: Intake
    start: int
    """Offset after the previous record of the intake."""
    stop: int
    """Offset after the record that was copied."""


@dataclass(frozen=True, slots=True)
class LogRecord:
    """One record of a partition of the log."""

    offset: int
    raw: bytes
    appended_ms: int
    """When the broker appended it, since 1970; no other clock matters to what it says."""
    owner: str = ""
    """The owner in its header; a claim makes a new owner."""
    claims: bool = False
    """Whether it claims the partition for its owner."""
    by_host: bool = False
    """Whether it is an answer or a day, written by a worker."""
    relayed: Relayed | None = None
    """The part of an intake that a worker copied; None for other records."""
    key: bytes | None = None
    """The key by which its sender placed it."""

    def is_torn_from(self, partition: int, partitions: int) -> bool:
        """Whether a worker wrote it here when the log had fewer partitions."""
        programme = self.key.decode(errors="replace") if self.by_host and self.key else None
        return programme is not None and partition_of(programme, partitions) != partition


def claim_header(owner: str) -> bytes:
    """The header of a claim, by which a worker takes a partition over."""
    return f"{owner} claim".encode()


def host_header(owner: str) -> bytes:
    """The header of an answer or a day."""
    return f"{owner} host".encode()


def copy_header(owner: str, relayed: Relayed) -> bytes:
    """The header of a record copied from an intake."""
    return f"{owner} {relayed.intake} {relayed.start}-{relayed.stop}".encode()


def log_record(
    offset: int,
    raw: bytes | None,
    appended_ms: int,
    headers: Headers,
    key: bytes | None = None,
) -> LogRecord:
    """A record of the log, from what a client reads."""
    found = LogRecord(offset, raw or b"", appended_ms, key=key)
    marks = [_MARK.fullmatch(value) for name, value in headers if name == HEADER]
    mark = marks[0] if len(marks) == 1 else None
    if mark is None:
        return found
    owner = mark["owner"].decode()
    if mark["own"]:
        claims = mark["own"] == b"claim"
        return replace(found, owner=owner, claims=claims, by_host=not claims)
    intake = Intake(mark["intake"].decode())
    relayed = Relayed(intake, int(mark["start"]), int(mark["stop"]))
    return replace(found, owner=owner, relayed=relayed)


def decode_record(found: LogRecord, partition: int, partitions: int) -> Decoded:
    """The event in a record of the log, or why it is a dead letter."""
    appended = _EPOCH + timedelta(milliseconds=found.appended_ms)
    if found.by_host:
        event = decode(found.raw)
        reason = _too_early(event, appended)
    elif found.relayed is not None:
        event = decode_submission(found.raw, appended)
        reason = _why_misplaced(event, found, partition, partitions)
    else:
        event, reason = None, "was written into the log, which only workers may write"
    if event is None or reason:
        return DeadLetter(reason, sha256(found.raw).hexdigest())
    return event


def _too_early(event: Decoded, appended: datetime) -> str:
    """Why a day is invalid: by the clock of the broker it has not begun. Empty if it is valid."""
    has_not_begun = isinstance(event, DayPassed) and event.day > (appended + CLOCK_SKEW).date()
    return "is a day that has not begun: a worker's clock is wrong" if has_not_begun else ""


def _why_misplaced(event: Decoded, found: LogRecord, partition: int, partitions: int) -> str:
    """Why an event lies in the wrong topic or partition; empty if it does not."""
    if isinstance(event, DeadLetter | Parked) or found.relayed is None:
        return ""
    expected, actual = intake_of(event), found.relayed.intake
    if expected is not actual:
        return f"belongs on the topic of {expected}, and came on that of {actual}"
    if event.programme is None or partition_of(event.programme, partitions) == partition:
        return ""
    why = "its key is not the programme"
    if found.key == event.programme.encode():
        why = "its key is right, its partition wrong; set partitioner=murmur2_random in its sender"
    return f"lies in another partition than its programme: {why}"


class Pointer(Frozen):
    """A dead letter: where it lies in the log, and why; two equal pointers count once."""

    partition: Annotated[int, Field(ge=0)]
    offset: Annotated[int, Field(ge=0)]
    reason: str
    sha256: str
    """Hash of its bytes."""
    resent: bool = False
    """Whether it has been sent again since."""

    @property
    def key(self) -> bytes:
        """The key of a pointer on the topic of dead letters."""
        return f"{self.partition}/{self.offset}".encode()


def pointer(partition: int, offset: int, found: DeadLetter) -> Pointer:
    """The pointer to a dead letter in a partition of the log."""
    return Pointer(partition=partition, offset=offset, reason=found.reason, sha256=found.sha256)


def pointer_of(raw: bytes | None) -> Pointer | None:
    """A pointer read from the topic of dead letters; None for any other bytes."""
    try:
        return Pointer.model_validate_json(raw or b"")
    except ValidationError:
        return None
