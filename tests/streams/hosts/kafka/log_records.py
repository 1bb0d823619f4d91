"""Records of a log as a test writes them: by an owner, copied from an intake, or by anybody."""

from __future__ import annotations

from datetime import UTC, date, datetime

from models.choices import DecisionKind, Reason
from streams.events import DayPassed, Event, RecommendationDecided, SignalRetracted
from streams.hosts.kafka.partition import Ownership, Partition
from streams.hosts.kafka.records import (
    HEADER,
    Intake,
    LogRecord,
    Relayed,
    claim_header,
    copy_header,
    host_header,
    intake_of,
    log_record,
    partition_of,
)
from streams.wire import encode
from tests.support.events import RECORDED

OWNER, OTHER = "a" * 32, "b" * 32


HOST, CLAIM = host_header(OWNER), claim_header(OWNER)


NOW_MS = 1_790_000_000_000


OF = 4


HOME = partition_of("north", OF)


SIGNAL = SignalRetracted(id="r", recorded_at=RECORDED, signal="law")


def record_of(event: Event | bytes, offset: int = 0, mark: bytes | None = None) -> LogRecord:
    """A record of the owner's: the copy of an event, unless it is marked as something else."""
    raw = event if isinstance(event, bytes) else encode(event)
    intake = Intake.EVENTS if isinstance(event, bytes) else intake_of(event)
    copied = copy_header(OWNER, Relayed(intake, offset, offset + 1))
    return log_record(offset, raw, NOW_MS, [(HEADER, copied if mark is None else mark)])


def partition(number: int = HOME) -> Partition:
    """A partition that somebody owns already."""
    return Partition(number, OF, ownership=Ownership(OWNER))


def copied(intake: Intake, start: int, stop: int, owner: str = OWNER) -> bytes:
    return copy_header(owner, Relayed(intake, start, stop))


def dispositions(found: Partition) -> dict[str, int]:
    return {name.value: count for name, count in found.balance().items() if count}


def day(found: date) -> DayPassed:
    return DayPassed(id=f"day/{found}", recorded_at=RECORDED, day=found)


BROKERS_DAY = datetime.fromtimestamp(NOW_MS / 1000, UTC).date()


DECIDED = RecommendationDecided(
    id="d", programme="north", recorded_at=RECORDED, recommendation="north/kyc", revision="r",
    verdict=DecisionKind.REJECT, reason=Reason.OTHER,
)  # fmt: skip
