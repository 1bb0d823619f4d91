"""Logs that have lost records: told, and never taken for logs that say less."""

from __future__ import annotations

import asyncio

import pytest

from models.choices import BrokerRole
from models.errors import InputError
from planner.api.logs import check_topics
from streams.hosts.kafka.lost_records import LostRecordsError, read_complete
from streams.hosts.kafka.reading import reader
from streams.hosts.kafka.settings import Settings
from tests.kafka.cluster import free_port
from tests.streams.hosts.kafka.topic_changes import (
    ELSEWHERE,
    HOME,
    compact,
    delete_before,
    transactions,
)
from tests.streams.hosts.kafka.watched import samples, why_not
from tests.streams.hosts.kafka.workers import Workers
from tests.support.events import published, seats
from tests.support.stage import answered, answers
from tests.support.waiting import until

pytestmark = pytest.mark.kafka


async def read(settings: Settings, start: int = 0) -> tuple[list[int], int]:
    """Offsets of the log of north, and up to where it is known."""
    async with reader(settings) as consumer:
        reading = read_complete(settings, consumer, settings.log, {HOME: start})
        found = [(records, end) async for _, records, end in reading]
    return [each.offset for records, _ in found for each in records], found[-1][1]


@pytest.mark.slow
def test_the_markers_of_transactions_explain_their_offsets(workers: Workers) -> None:
    """Of one that is committed and of one that is given up, also at the end of a log."""
    workers.tell(published("north"))
    workers.copy()
    asyncio.run(transactions(workers.settings))
    until(lambda: asyncio.run(read(workers.settings))[1] == 6)

    assert asyncio.run(read(workers.settings)) == ([0, 1, 2, 4], 6)
    assert asyncio.run(read(workers.settings, 3)) == ([4], 6)


def test_first_records_that_are_gone_are_told(workers: Workers) -> None:
    """With how many and what to do; by the check too, to those who may read the log."""
    workers.tell(published("north"), seats("s", "north", 70))
    workers.copy()
    asyncio.run(delete_before(workers.settings, 1))

    with pytest.raises(LostRecordsError, match="has lost records: 1, from offset 0 on"):
        asyncio.run(read(workers.settings))
    broker = f"kafka://{','.join(workers.settings.servers)}"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RELOCATE_KAFKA_PREFIX", workers.settings.prefix)
        with pytest.raises(InputError, match="Restore the topic from a copy"):
            check_topics(broker, BrokerRole.WORKER)
        assert check_topics(broker, BrokerRole.WATCHER) == 0


@pytest.fixture
def port() -> int:
    """Where the worker of a test says how it is."""
    return free_port()


@pytest.mark.slow
def test_a_log_with_holes_is_not_served_and_what_was_shown_stays(
    workers: Workers, port: int, capfd: pytest.CaptureFixture[str]
) -> None:
    """Compacted for a while: no programme is called not planned yet, and the others go on."""
    workers.tell(published("north"), seats("s", "north", 70))
    first = workers.start()
    until(lambda: answered(workers, "north"))
    workers.stop(first)
    before = workers.snapshots()["north"]
    asyncio.run(compact(workers.settings, workers.settings.log))

    workers.start("answers", "--metrics-port", str(port))
    workers.tell(published("south"))
    until(lambda: bool(answers(workers, "south")))
    until(lambda: "south" in workers.snapshots())
    until(lambda: "is not served" in why_not(port))
    assert f"the log of partition {HOME} has lost" in why_not(port)
    figures = samples(port)
    assert figures[f"relocate_lost_records {HOME}"] > 0
    assert figures[f"relocate_lost_records {ELSEWHERE}"] == 0
    assert figures[f"relocate_serving {HOME}"] == 0
    assert workers.snapshots()["north"] == before
    assert "has lost records" in capfd.readouterr().err


@pytest.mark.slow
def test_first_records_that_go_while_a_worker_works_are_told(workers: Workers, port: int) -> None:
    """What it knows is whole, so it goes on; health and figures say that the log is not."""
    workers.tell(published("north"))
    workers.start("answers", "--metrics-port", str(port))
    until(lambda: answered(workers, "north") and not why_not(port))
    asyncio.run(delete_before(workers.settings, 1))
    until(lambda: f"the log of partition {HOME} has lost records: 1" in why_not(port))

    assert "is not served" not in why_not(port)
    figures = samples(port)
    assert figures[f"relocate_lost_records {HOME}"] == 1
    assert figures[f"relocate_serving {HOME}"] == 1


@pytest.mark.slow
def test_a_marker_at_the_end_of_a_log_keeps_nobody_busy(
    workers: Workers, port: int, capfd: pytest.CaptureFixture[str]
) -> None:
    """No record follows on it; the log is read once more, and not again and again."""
    workers.tell(published("north"))
    workers.start("answers", "--metrics-port", str(port))
    until(lambda: answered(workers, "north") and not why_not(port))
    asyncio.run(transactions(workers.settings))
    until(lambda: samples(port).get(f"relocate_markers {HOME}") == 2)
    until(lambda: samples(port).get(f"relocate_lag_records {HOME}") == 0)

    assert not why_not(port)
    assert capfd.readouterr().err.count(f"partition {HOME}: ") <= 3


@pytest.mark.slow
def test_an_intake_that_lost_records_before_they_were_copied_is_told(
    workers: Workers, port: int, capfd: pytest.CaptureFixture[str]
) -> None:
    """While no worker was there; the markers of a publisher's transactions are no loss."""
    events = workers.settings.events
    workers.tell(published("north"))
    asyncio.run(transactions(workers.settings, events))
    process = workers.start("answers", "--metrics-port", str(port))
    until(lambda: answered(workers, "north") and not why_not(port))
    assert samples(port)["relocate_lost_intake_records"] == 0
    workers.stop(process)
    workers.tell(seats("s", "north", 70), seats("t", "north", 71))
    asyncio.run(compact(workers.settings, events))

    workers.start("answers", "--metrics-port", str(port))
    until(lambda: f"topic {events}, partition {HOME}: has lost records" in why_not(port))
    assert samples(port)["relocate_lost_intake_records"] > 0
    assert "Ask for those events to be published again" in capfd.readouterr().err
