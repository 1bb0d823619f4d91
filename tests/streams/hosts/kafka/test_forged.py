"""Publishers who put on headers of workers, or say what is not theirs to say: nothing follows."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, date, datetime

import pytest

from models.choices import DecisionKind, Reason
from streams.events import DayPassed, Event, RecommendationDecided
from streams.hosts.kafka.records import (
    HEADER,
    Intake,
    Relayed,
    claim_header,
    copy_header,
    host_header,
    partition_of,
)
from streams.hosts.kafka.writing import producer
from streams.log import Disposition
from streams.wire import encode
from tests.streams.hosts.kafka.workers import Workers
from tests.support.events import RECORDED, published, seats
from tests.support.stage import answered, answers, facts, world
from tests.support.waiting import until

pytestmark = [pytest.mark.kafka, pytest.mark.slow]

HOME = partition_of("north", 4)
FAR = Relayed(Intake.SIGNALS, 0, 999_999_999_999)
LAST_DAY = DayPassed(id="day/9999-12-31", recorded_at=RECORDED, day=date.max)


def test_a_header_on_an_intake_is_believed_by_nobody(workers: Workers) -> None:
    """Not even with the claim of the owner in it; who takes over later comes to the same."""
    workers.tell(published("north"))
    first = workers.start()
    until(lambda: answered(workers, "north"))
    owner = workers.partitions()[HOME][0].ownership.owner
    real = answers(workers, "north")
    decided = RecommendationDecided(
        id="decide/1", programme="north", recorded_at=RECORDED, revision="made-up-revision",
        recommendation="north/kyc/bengaluru/transfer/2027-Q3", verdict=DecisionKind.REJECT,
        reason=Reason.OTHER,
    )  # fmt: skip
    forged: list[tuple[Event | bytes, bytes]] = [
        (
            real[0].model_copy(update={"id": "answer/north/99/forged", "number": 99}),
            host_header(owner),
        ),
        (LAST_DAY, host_header(owner)),
        (LAST_DAY, b"host"),
        (b"not json at all", copy_header(owner, FAR)),
        (b"not json at all", b"signals 0-999999999999"),
        (b"", claim_header("f" * 32)),
        (decided, copy_header(owner, Relayed(Intake.DECISIONS, 0, 1))),
    ]
    asyncio.run(publish(workers, forged))
    until(lambda: workers.balance()[Disposition.DEAD] == len(forged))
    workers.kill(first)
    workers.start()
    workers.tell(seats("s", "north", 77))
    until(lambda: len(answers(workers, "north")) > len(real) and answered(workers, "north"))

    assert answers(workers, "north")[: len(real)] == real
    assert [each.id for each in facts(workers)] == ["s-north", "s"]
    assert world(workers).day == datetime.now(UTC).date()
    assert world(workers).programmes["north"].decisions == {}
    assert all(each.relayed[Intake.SIGNALS] == 0 for each, _ in workers.partitions())


async def publish(workers: Workers, forged: Sequence[tuple[Event | bytes, bytes]]) -> None:
    """Send records to the topic of events, under headers of one's own."""
    async with producer(workers.settings) as sender:
        for told, mark in forged:
            raw = told if isinstance(told, bytes) else encode(told)
            headers = [(HEADER, mark)]
            await sender.send_and_wait(workers.settings.events, raw, b"north", headers=headers)
