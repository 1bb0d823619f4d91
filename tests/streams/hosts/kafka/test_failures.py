"""What only several workers on a broker can suffer: kills, pauses, moves, restarts, upgrades.

At the end of each story what is open is the fold of the log, no answer is there twice, and the
balance that workers have is that of the log.
"""

from __future__ import annotations

import asyncio
import signal
import time
from pathlib import Path

import pytest
from aiokafka.errors import KafkaTimeoutError

from streams.events import Event
from streams.hosts.kafka import client, dead_letters, recommendations, writing
from streams.hosts.kafka.records import partition_of
from streams.hosts.kafka.running import run
from streams.hosts.kafka.settings import Settings
from streams.log import Disposition
from streams.recommend import Snapshot
from streams.wire import encode
from tests.kafka.fixtures import NewCluster
from tests.streams.hosts.kafka.log_records import OWNER
from tests.streams.hosts.kafka.settling import finish, quiet, settle, shared, until_told
from tests.streams.hosts.kafka.workers import Workers
from tests.support.events import hired, published, seats
from tests.support.processes import alive, wait_for_descendants
from tests.support.stage import answered, answers, facts, whole
from tests.support.waiting import until

pytestmark = [pytest.mark.kafka, pytest.mark.slow]

EIGHT = ("north", "south", "east", "west", "centre", "coast", "island", "harbour")


def changes(start: int, count: int) -> list[Event]:
    """Seats and people that come and go, in all eight programmes."""
    return [
        hired(f"h{n}", EIGHT[n % 8], -1) if n % 3 else seats(f"n{n}", EIGHT[n % 8], 60 + n)
        for n in range(start, start + count)
    ]


def test_a_killed_worker_leaves_its_programmes_to_the_other(workers: Workers) -> None:
    """Two share eight programmes; SIGKILL for one while events come; a third joins."""
    events: list[Event] = [*map(published, EIGHT)]
    first, _ = workers.start(), workers.start()
    workers.tell(*events)
    until(lambda: answered(workers, *EIGHT))
    for start in (0, 40, 80):
        batch = changes(start, 40)
        workers.tell(*batch)
        events += batch
        if start == 40:
            workers.kill(first)
            workers.start()

    finish(workers, events, *EIGHT)


def test_two_workers_share_the_partitions(workers: Workers) -> None:
    """Each partition has one owner at the end, and the later one has its part."""
    events: list[Event] = [*map(published, EIGHT)]
    workers.start()
    workers.tell(*events)
    until(lambda: answered(workers, *EIGHT))
    workers.start()
    until(lambda: shared(workers))
    batch = changes(0, 40)
    workers.tell(*batch)
    until(lambda: len(facts(workers)) == 48 and quiet(workers))
    shares = [set(workers.stop(each)) for each in list(workers.running)[::-1]]

    assert shares[0]
    assert len(shares[0]) < 4
    assert whole(workers)


@pytest.mark.parametrize("when", ["before", "after"])
def test_killed_at_the_instant_of_an_answer(workers: Workers, when: str) -> None:
    """Before it is written it is asked again; once it is written it stands, and none is twice."""
    events: list[Event] = [published("north")]
    workers.tell(*events)
    process = workers.start("answers", "--die", when)
    assert process.wait(60) == -signal.SIGKILL
    assert len(answers(workers, "north")) == (0 if when == "before" else 1)
    workers.kill(process)
    workers.start()

    finish(workers, events, "north")
    assert len(answers(workers, "north")) == 1


def test_a_paused_owner_does_no_harm_when_it_goes_on(workers: Workers) -> None:
    """Stopped past its session while it has something to say; the other carried on meanwhile."""
    events: list[Event] = [*map(published, EIGHT)]
    workers.tell(*events)
    paused = workers.start()
    until(lambda: answered(workers, *EIGHT))
    batch = changes(0, 16)
    workers.tell(*batch)
    paused.send_signal(signal.SIGSTOP)
    workers.start()
    events += batch
    more = changes(16, 16)
    workers.tell(*more)
    events += more
    until(lambda: len(facts(workers)) == len(events) and quiet(workers))
    paused.send_signal(signal.SIGCONT)
    # It wakes, writes what it had in hand if it is let, and joins again.
    until(lambda: shared(workers))

    settle(workers, events, *EIGHT)


def test_what_a_worker_writes_that_was_shut_out_counts_for_nothing(workers: Workers) -> None:
    """Its claim is not the last: neither its answer nor its day nor its copies are read."""
    workers.tell(published("north"))
    first = workers.start()
    until(lambda: answered(workers, "north"))
    workers.kill(first)
    [(home, shut_out)] = [
        (partition.number, partition.ownership.owner)
        for partition, events in workers.partitions()
        if any(each.programme == "north" for each in events)
    ]
    old = answers(workers, "north")[0]
    workers.start()
    workers.tell(seats("s", "north", 77))
    until(lambda: len(answers(workers, "north")) == 2 and answered(workers, "north"))
    late = old.model_copy(update={"id": "answer/north/9/late", "number": 9})
    asyncio.run(write(workers.settings, home, shut_out, late))
    until(lambda: sum(each.ownership.stale for each, _ in workers.partitions()) == 1)

    assert late not in answers(workers, "north")
    settle(workers, [published("north"), seats("s", "north", 77)], "north")


def test_a_partition_that_another_claims_is_claimed_back(workers: Workers) -> None:
    """As one does that was paused before it claimed: the owner goes on, and says what it has to."""
    workers.tell(published("north"))
    workers.start()
    until(lambda: answered(workers, "north"))
    for partition, _ in workers.partitions():
        asyncio.run(claim(workers.settings, partition.number))
    workers.tell(seats("s", "north", 77))
    until(lambda: len(facts(workers)) == 2 and len(answers(workers, "north")) == 2)

    assert all(each.ownership.claims == 3 for each, _ in workers.partitions())
    settle(workers, [published("north"), seats("s", "north", 77)], "north")


async def write(settings: Settings, partition: int, owner: str, event: Event) -> None:
    """Write as a worker does."""
    async with writing.producer(settings) as sender:
        await writing.Outbox(sender, settings).write(partition, owner, [event])


async def claim(settings: Settings, partition: int) -> None:
    """Claim as a worker does."""
    async with writing.producer(settings) as sender:
        await writing.Outbox(sender, settings).claim(partition, "f" * 32)


def test_a_killed_worker_takes_its_solvers_along(workers: Workers) -> None:
    """A solver that would hang for an hour goes with its worker."""
    workers.tell(published("north"))
    process = workers.start("hangs")
    children = wait_for_descendants(process.pid, 2)
    workers.kill(process)

    until(lambda: not any(alive(pid) for pid in children))


def test_a_killed_worker_leaves_no_folder_behind(
    workers: Workers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Faust wants one as it starts; by the time that there is something to do it is gone."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    workers.tell(published("north"))
    workers.start()
    until(lambda: answered(workers, "north"))
    workers.kill()

    assert not list(tmp_path.glob("relocate-*"))


def test_a_handler_that_raises_ends_the_worker_and_loses_nothing(workers: Workers) -> None:
    """Faust alone would count the record as done; here the worker ends, and the next reads it."""
    events: list[Event] = [published("north"), *(seats(f"s{n}", "north", 60 + n) for n in range(5))]
    broken = workers.start("answers", "--break", "4")
    until(lambda: all(workers.said("relocate_serving")))
    workers.tell(*events)
    assert broken.wait(60) == 1
    workers.kill(broken)
    workers.start()

    finish(workers, events, "north")


def test_a_rolling_upgrade_reads_what_was_parked(workers: Workers) -> None:
    """The older release parks an event of version 2; the newer one that takes over folds it."""
    newer = encode(seats("new", "north", 70)).replace(b'"version":1', b'"version":2')
    workers.tell(published("north"))
    old = workers.start()
    until(lambda: answered(workers, "north"))
    workers.tell(newer)
    until(lambda: workers.balance()[Disposition.PARKED] == 1 and quiet(workers))
    listed = run(workers.settings, dead_letters.parked(workers.settings))
    new = workers.start("answers", "--reads-newer")
    old_balance = workers.stop(old)
    home = partition_of("north", 4)
    before = len(answers(workers, "north"))
    until(lambda: len(answers(workers, "north")) > before)
    new_balance = workers.stop(new)

    assert [(each.reason, each.raw) for each in listed] == [("seats_counted, version 2", newer)]
    assert sum(balance[Disposition.PARKED] for balance in old_balance.values()) <= 1
    assert new_balance[home][Disposition.PARKED] == 0
    assert new_balance[home][Disposition.FOLDED] == sum(new_balance[home].values())


def test_what_faust_leaves_out_is_read_from_the_log(workers: Workers) -> None:
    """One record in three never reaches the host: nothing is missing in the end."""
    events: list[Event] = [*map(published, EIGHT)]
    workers.start("answers", "--drop", "3")
    workers.tell(*events)
    until(lambda: answered(workers, *EIGHT))
    batch = changes(0, 60)
    workers.tell(*batch)

    finish(workers, [*events, *batch], *EIGHT)


def test_a_broker_that_restarts_loses_nothing(new_cluster: NewCluster) -> None:
    """Restarted, then killed and started again, while events come: the worker goes on by itself."""
    cluster = new_cluster(1)
    workers = Workers(Settings((cluster.servers,), "test-"))
    try:
        workers.create(4)
        events: list[Event] = [*map(published, EIGHT)]
        process = workers.start()
        workers.tell(*events)
        until(lambda: answered(workers, *EIGHT))
        for start, end in ((0, cluster.broker.stop), (16, cluster.broker.kill)):
            batch = changes(start, 16)
            workers.tell(*batch)
            events += batch
            end()
            cluster.broker.start()
            until_told(workers, events)
        assert process.poll() is None
        finish(workers, events, *EIGHT)
    finally:
        workers.kill()


def test_what_no_broker_takes_is_given_up(
    new_cluster: NewCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The client alone would wait for ever: to deliver, to give up, and to end."""
    cluster = new_cluster(1)
    workers = Workers(Settings((cluster.servers,), "test-"))
    workers.create(1)
    monkeypatch.setattr(writing, "DELIVERY_SECONDS", 2)
    monkeypatch.setattr(recommendations, "DELIVERY_SECONDS", 2)

    async def story() -> None:
        writer = recommendations.SnapshotWriter(workers.settings, 0)
        await writer.claim()
        async with writing.producer(workers.settings) as sender:
            box = writing.Outbox(sender, workers.settings)
            await box.write(0, OWNER, [published("north")])
            cluster.broker.kill()
            with pytest.raises(KafkaTimeoutError):
                await box.write(0, OWNER, [published("south")])
            with pytest.raises(KafkaTimeoutError):
                await writer.publish([Snapshot(programme="north", position=1, revision="")])
        await writer.close()

    began = time.monotonic()
    run(workers.settings, story())

    assert time.monotonic() - began < 2 * (2 + client.ENDING_SECONDS) + 10
