"""Logs on a real broker held against what has been shown of them."""

from __future__ import annotations

import asyncio

import pytest

from streams.events import Event, SignalRetracted
from streams.hosts.kafka.recommendations import SnapshotWriter
from streams.hosts.kafka.records import partition_of
from streams.hosts.kafka.verifying import verify
from streams.hosts.proof import digest_with, digest_words
from streams.log import Disposition
from streams.recommend import Snapshot
from streams.wire import encode
from tests.streams.hosts.kafka.topic_changes import delete_before, transactions
from tests.streams.hosts.kafka.workers import Workers
from tests.support.events import RECORDED, hired, published, seats
from tests.support.stage import answered
from tests.support.waiting import until

pytestmark = pytest.mark.kafka

HOME = partition_of("north", 4)
TOLD: list[Event] = [published("north"), hired("h", "north"), seats("s", "north", 70)]


def show(workers: Workers, position: int, digest: str) -> None:
    """Say of north that so much of its log is in the state."""

    async def story() -> None:
        writer = SnapshotWriter(workers.settings, HOME)
        await writer.claim()
        shown = Snapshot(programme="north", position=position, digest=digest, revision="")
        await writer.publish([shown])
        await writer.close()

    asyncio.run(story())


def differences(workers: Workers) -> tuple[str, ...]:
    return asyncio.run(verify(workers.settings)).differences


def test_what_is_shown_is_held_against_the_log_where_it_was_made(workers: Workers) -> None:
    """Not at its end: what came later is not in it; repetitions and dead records add nothing."""
    workers.tell(*TOLD[:2], *TOLD[1:])
    workers.tell(b"{broken")
    workers.copy()
    show(workers, 4, digest_words(digest_with(0, map(encode, TOLD[:2]))))
    proof = asyncio.run(verify(workers.settings))
    assert proof.differences == ()
    assert proof.claims == 1
    dispositions = (Disposition.FOLDED, Disposition.REPEATED, Disposition.DEAD)
    assert [proof.balance[each] for each in dispositions] == [3, 1, 1]

    show(workers, 6, digest_words(digest_with(0, map(encode, TOLD[1:]))))
    (said,) = differences(workers)
    assert said == "what is shown of north, at position 6: it was not made from what the log has"


@pytest.mark.slow
def test_what_is_shown_of_more_than_there_is_is_told(workers: Workers) -> None:
    """Of a log that is shorter, and of a release without digests."""
    workers.tell(*TOLD)
    workers.copy()
    show(workers, 4, "")
    assert "without digests" in "".join(differences(workers))
    show(workers, 9, digest_words(digest_with(0, map(encode, TOLD))))
    assert "the log ends before it" in "".join(differences(workers))


@pytest.mark.slow
def test_a_log_that_has_lost_records_does_not_hold(workers: Workers) -> None:
    """Whatever is shown of it; the marker of a transaction is no loss."""
    workers.tell(*TOLD)
    workers.copy()
    asyncio.run(transactions(workers.settings))
    show(workers, 4, digest_words(digest_with(0, map(encode, TOLD))))
    assert differences(workers) == ()

    asyncio.run(delete_before(workers.settings, 1))
    assert "has lost records: 1" in "".join(differences(workers))


@pytest.mark.slow
def test_what_workers_show_holds(workers: Workers) -> None:
    """With signals in every log, answers and days, and after another has taken over."""
    workers.tell(*TOLD, published("south"))
    first = workers.start()
    until(lambda: answered(workers, "north", "south"))
    assert differences(workers) == ()
    workers.kill(first)
    workers.tell(SignalRetracted(id="r", recorded_at=RECORDED, signal="law"))
    workers.tell(hired("h2", "north", -1))
    workers.start()
    until(lambda: answered(workers, "north", "south") and len(workers.log()) >= 10)

    assert differences(workers) == ()
    assert asyncio.run(verify(workers.settings)).claims == 2
