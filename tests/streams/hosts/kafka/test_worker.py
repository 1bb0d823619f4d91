"""What one worker does on a broker besides folding: relays, reports, shows."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager
from datetime import UTC, date, datetime, timedelta

import pytest
from aiokafka import AIOKafkaProducer

from models.answer import AnswerKind
from streams.events import SignalRetracted
from streams.hosts.kafka import recommendations
from streams.hosts.kafka.client import client_options, running
from streams.hosts.kafka.dead_letters import resend
from streams.hosts.kafka.recommendations import SnapshotWriter, TakenOverError, follow, snapshots
from streams.hosts.kafka.records import Intake
from streams.hosts.kafka.settings import Settings
from streams.log import Disposition
from streams.recommend import Snapshot
from streams.wire import encode
from tests.streams.hosts.kafka.workers import Workers
from tests.support.events import RECORDED, hired, published, seats
from tests.support.stage import answered, answers, facts
from tests.support.waiting import until

pytestmark = pytest.mark.kafka


def retraction(name: str) -> SignalRetracted:
    return SignalRetracted(id=name, recorded_at=RECORDED, signal=f"law-{name}")


def shown(position: int) -> Snapshot:
    return Snapshot(programme="north", position=position, revision="r", kind=AnswerKind.CHANGED)


def test_who_takes_a_partition_over_shuts_the_owner_before_out(workers: Workers) -> None:
    """The paused owner's snapshot comes later and is never seen; a claim takes it back."""

    async def story() -> list[tuple[Snapshot, ...]]:
        old, new = (SnapshotWriter(workers.settings, 0) for _ in range(2))
        seen = []
        try:
            await old.claim()
            await old.publish([shown(5)])
            seen.append(await snapshots(workers.settings))
            await new.claim()
            await new.publish([shown(7)])
            with pytest.raises(TakenOverError):
                await old.publish([shown(6)])
            assert not old.claimed
            seen.append(await snapshots(workers.settings))
            await old.claim()
            await old.publish([shown(9)])
            seen.append(await snapshots(workers.settings))
        finally:
            await old.close()
            await new.close()
        return seen

    assert asyncio.run(story()) == [(shown(5),), (shown(7),), (shown(9),)]
    assert workers.raw_records(workers.settings.recommendations) == 3


def test_an_old_snapshot_is_old_news_to_readers(workers: Workers) -> None:
    """Whatever comes later on the topic, the higher position counts."""

    async def story() -> tuple[Snapshot, ...]:
        writer = SnapshotWriter(workers.settings, 0)
        await writer.claim()
        await writer.publish([shown(7)])
        await writer.publish([shown(6)])
        await writer.close()
        return await snapshots(workers.settings)

    assert asyncio.run(story()) == (shown(7),)


def test_another_release_says_more_of_the_same_log(workers: Workers) -> None:
    """Of one position the later counts, and whoever follows hears of it; the same is no news."""
    more = shown(7).model_copy(update={"day": date(2027, 1, 1)})

    async def story() -> list[tuple[Snapshot, ...]]:
        writer = SnapshotWriter(workers.settings, 0)
        await writer.claim()
        async with aclosing(follow(workers.settings)) as following:
            seen = [await anext(following)]
            for told in ([shown(7)], [shown(7), more], [shown(6), shown(8)]):
                for each in told:
                    await writer.publish([each])
                seen.append(await asyncio.wait_for(anext(following), 10))
        await writer.close()
        return seen

    assert asyncio.run(story()) == [(), (shown(7),), (more,), (shown(8),)]


def test_what_was_written_before_a_reader_came_is_waited_for(workers: Workers) -> None:
    """A commit returns before all know of it: the end of what is committed may be too early."""

    async def story() -> tuple[Snapshot, ...]:
        async with transaction(workers.settings, shown(5)) as writer:
            reading = asyncio.ensure_future(snapshots(workers.settings))
            await asyncio.wait([reading], timeout=1)
            assert not reading.done()
            await writer.commit_transaction()
            return await reading

    assert asyncio.run(story()) == (shown(5),)


def test_what_is_never_committed_is_not_waited_for(
    workers: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its writer was killed: what was committed before is what there is."""
    monkeypatch.setattr(recommendations, "COMMIT_SECONDS", 1.0)

    async def story() -> tuple[Snapshot, ...]:
        writer = SnapshotWriter(workers.settings, 0)
        await writer.claim()
        await writer.publish([shown(5)])
        await writer.close()
        async with transaction(workers.settings, shown(7)) as killed:
            found = await snapshots(workers.settings)
            await killed.abort_transaction()
        return found

    assert asyncio.run(story()) == (shown(5),)


@asynccontextmanager
async def transaction(settings: Settings, found: Snapshot) -> AsyncIterator[AIOKafkaProducer]:
    """A snapshot that is on every replica and not committed."""
    made = AIOKafkaProducer(transactional_id=settings.prefix, **client_options(settings))
    async with running(made) as writer:
        await writer.begin_transaction()
        raw = found.model_dump_json().encode()
        await writer.send_and_wait(settings.recommendations, raw, key=found.programme.encode())
        yield writer


@pytest.mark.slow
def test_signals_come_into_each_partition_once(workers: Workers) -> None:
    """Before a worker starts, while it works, and after another has taken over."""
    workers.tell(retraction("a"), retraction("b"))
    first = workers.start()
    until(lambda: sum(_has(workers, name) for name in "ab") == 8)
    workers.tell(retraction("c"))
    until(lambda: _has(workers, "c") == 4)
    workers.kill(first)
    second = workers.start()
    workers.tell(retraction("d"), published("north"))
    until(lambda: _has(workers, "d") == 4 and answered(workers, "north"))
    workers.stop(second)

    assert [_has(workers, name) for name in "abcd"] == [4, 4, 4, 4]
    assert workers.balance()[Disposition.REPEATED] == 0
    assert [each.relayed[Intake.SIGNALS] for each, _ in workers.partitions()] == [4] * 4


def _has(workers: Workers, name: str) -> int:
    return sum(each.id == name for each in workers.log())


@pytest.mark.slow
def test_each_dead_letter_is_reported_once_whoever_dies(workers: Workers) -> None:
    """Killed before it is reported, the next worker does so; a restart reports nothing again."""
    workers.tell(b"{broken", published("north"))
    dying = workers.start("answers", "--die", "letter")
    assert dying.wait(60) == -signal.SIGKILL
    workers.kill(dying)
    assert not workers.dead_letters()
    for count in (1, 2):
        process = workers.start()
        workers.tell(seats(f"s{count}", "north", 70 + count))
        until_answered(workers, count)
        workers.stop(process)

    (found,) = workers.dead_letters()
    assert found.reason == "is not an object with a type and a version"
    assert workers.raw_records(workers.settings.dead_letters) == 1


def until_answered(workers: Workers, count: int) -> None:
    until(lambda: len(answers(workers, "north")) >= count and bool(workers.dead_letters()))


@pytest.mark.slow
def test_dead_letters_that_are_events_by_now_are_sent_again(workers: Workers) -> None:
    """Recorded tomorrow: dead today, an event the day after; what is broken stays."""
    tomorrow = datetime.now(UTC) + timedelta(1)
    early = hired("early", "north").model_copy(update={"recorded_at": tomorrow})
    workers.tell(published("north"), b"{broken", encode(early))
    process = workers.start()
    until(lambda: len(workers.dead_letters()) == 2)
    workers.stop(process)

    assert asyncio.run(resend(workers.settings, datetime.now(UTC))) == []
    sent = asyncio.run(resend(workers.settings, tomorrow + timedelta(hours=1)))
    assert [each.reason for each in sent] == ["was recorded in the future"]
    assert [each.reason for each in workers.dead_letters()] == [
        "is not an object with a type and a version"
    ]
    # Sent again today, it is dead once more: the broker's clock decides.
    workers.start()
    until(lambda: workers.balance()[Disposition.DEAD] == 3)
    assert [each.id for each in facts(workers)] == ["s-north"]
