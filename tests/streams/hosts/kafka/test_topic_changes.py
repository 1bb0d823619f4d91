"""Topics that somebody changes, deletes or replaces while they are in use: refused and reported."""

from __future__ import annotations

import asyncio
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from models.choices import BrokerRole
from models.errors import InputError
from streams.hosts.kafka.checking import check
from streams.hosts.kafka.dead_letters import dead_letters, resend
from streams.hosts.kafka.records import Pointer, partition_of
from streams.hosts.kafka.settings import Settings
from streams.hosts.kafka.topics import topic_specs
from streams.hosts.kafka.writing import producer
from tests.kafka.administrator import administrator
from tests.kafka.cluster import free_port, running
from tests.kafka.fixtures import NewCluster
from tests.streams.hosts.kafka.topic_changes import put
from tests.streams.hosts.kafka.watched import samples, why_not
from tests.streams.hosts.kafka.workers import Workers
from tests.support.events import published, seats
from tests.support.stage import answered
from tests.support.waiting import until

MORE = 8
TORN = next(name for name in "abcdefgh" if partition_of(name, 4) != partition_of(name, MORE))


@pytest.mark.kafka
@pytest.mark.parametrize(
    "role",
    [BrokerRole.WORKER, BrokerRole.PUBLISHER, BrokerRole.DECIDER, BrokerRole.DEAD_LETTER_OPERATOR],
)
def test_whoever_begins_is_refused(workers: Workers, role: BrokerRole) -> None:
    """Whatever is published would come to lie where no worker reads."""
    for topic in (workers.settings.events, workers.settings.decisions):
        asyncio.run(put(workers.settings, topic, MORE))

    with pytest.raises(InputError, match="Never add partitions"):
        asyncio.run(check(workers.settings, role))


@pytest.mark.kafka
@pytest.mark.slow
def test_a_worker_at_work_is_no_longer_up(workers: Workers) -> None:
    """Within seconds, though it hears of its group's new partitions much later."""
    port = free_port()
    workers.tell(published(TORN))
    workers.start("answers", "--metrics-port", str(port))
    until(lambda: answered(workers, TORN) and not why_not(port))
    asyncio.run(put(workers.settings, workers.settings.events, MORE))
    until(lambda: "has 8 partitions and had 4 before" in why_not(port))

    assert samples(port)["relocate_topic_problems"] > 0


@pytest.mark.kafka
@pytest.mark.slow
def test_a_log_of_other_partitions_is_refused(
    workers: Workers, capfd: pytest.CaptureFixture[str]
) -> None:
    """Added to every topic they look right; the log has answers that lie elsewhere by now."""
    workers.tell(published(TORN))
    process = workers.start()
    until(lambda: answered(workers, TORN))
    workers.stop(process)
    settings = workers.settings
    for topic in topic_specs(settings):
        if topic.partitioned:
            asyncio.run(put(settings, topic.name, MORE))
    asyncio.run(check(settings))

    assert workers.start().wait(60) == 1
    assert "which splits programmes" in capfd.readouterr().err


@pytest.mark.kafka
@pytest.mark.slow
@pytest.mark.parametrize("anew", [False, True])
def test_a_broker_that_comes_back_empty_ends_a_worker_in_words(
    new_cluster: NewCluster, tmp_path: Path, capfd: pytest.CaptureFixture[str], anew: bool
) -> None:
    """With no topics, or with new ones that somebody has written to already."""
    cluster = new_cluster(1)
    workers = Workers(Settings((cluster.servers,), "test-"))
    try:
        workers.create(2)
        process = workers.start()
        workers.tell(published("north"), *(seats(f"s{n}", "north", 60 + n) for n in range(9)))
        until(lambda: answered(workers, "north"))
        cluster.broker.kill()
        with running(tmp_path / "anew", port=cluster.nodes[0].port):
            if anew:
                workers.create(2)
                workers.tell(published("north"))
            assert process.wait(90) == 1
    finally:
        workers.kill()
    words = capfd.readouterr().err
    assert re.search("does not exist|where copying goes on|was truncated or replaced", words)
    assert re.search("test-(log|events)", words)


@pytest.mark.kafka
@pytest.mark.slow
def test_topics_that_are_deleted_end_a_worker_in_words(
    workers: Workers, capfd: pytest.CaptureFixture[str]
) -> None:
    """The broker is up all the while, and Faust would wait for partitions that are nobody's."""
    process = workers.start()
    workers.tell(published("north"))
    until(lambda: answered(workers, "north"))
    asyncio.run(delete(workers.settings))

    assert process.wait(90) == 1
    assert "does not exist" in capfd.readouterr().err


async def delete(settings: Settings) -> None:
    names = [topic.name for topic in topic_specs(settings)]
    async with administrator(bootstrap_servers=list(settings.servers)) as admin:
        await admin.delete_topics(names)


@pytest.mark.kafka
@pytest.mark.slow
def test_dead_letters_that_are_gone_are_told_and_the_rest_is_listed(workers: Workers) -> None:
    """Beyond the end of the log, in no partition that is there, or where another lies now."""
    workers.tell(b"{broken", b"{other")
    process = workers.start()
    until(lambda: len(workers.dead_letters()) == 2)
    workers.stop(process)
    (found, other) = workers.dead_letters()
    beyond = found.model_copy(update={"offset": 999})
    nowhere = found.model_copy(update={"partition": 77})
    replaced = other.model_copy(update={"sha256": "0" * 64})
    asyncio.run(report(workers.settings, found.partition, beyond, nowhere, replaced))
    letters = [each.letter for each in asyncio.run(dead_letters(workers.settings))]

    place = found.partition
    assert {each.position: each.raw for each in letters} == {
        f"{place}/{found.offset}": b"{broken",
        f"{place}/{other.offset}": None,
        f"{place}/999": None,
        f"77/{found.offset}": None,
    }
    assert all(("are not in the log any more" in e.reason) == (e.raw is None) for e in letters)
    assert asyncio.run(resend(workers.settings, datetime.now(UTC))) == []


async def report(settings: Settings, partition: int, *pointers: Pointer) -> None:
    """Put pointers into a partition, whatever they say."""
    async with producer(settings) as sender:
        for each in pointers:
            raw = each.model_dump_json().encode()
            await sender.send_and_wait(settings.dead_letters, raw, each.key, partition)
