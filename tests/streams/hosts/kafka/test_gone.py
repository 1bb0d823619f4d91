"""A broker that comes back without what it had: nobody goes on as if nothing had happened."""

from __future__ import annotations

import asyncio
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from streams.hosts.kafka.dead_letters import dead_letters, resend
from streams.hosts.kafka.records import Pointer
from streams.hosts.kafka.settings import Settings
from streams.hosts.kafka.topics import topic_specs
from streams.hosts.kafka.writing import producer
from tests.kafka.administrator import administrator
from tests.kafka.cluster import running
from tests.kafka.fixtures import NewCluster
from tests.streams.hosts.behaviour.stage import answered, until
from tests.streams.hosts.hosting import published
from tests.streams.hosts.kafka.workers import Workers
from tests.streams.hosts.poison import seats

pytestmark = [pytest.mark.kafka, pytest.mark.slow]


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
    assert re.search("does not exist|no longer has the records|was truncated or replaced", words)
    assert re.search("test-(log|events)", words)


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
    assert all(("is not in the log any more" in e.reason) == (e.raw is None) for e in letters)
    assert asyncio.run(resend(workers.settings, datetime.now(UTC))) == []


async def report(settings: Settings, partition: int, *pointers: Pointer) -> None:
    """Put pointers into a partition, whatever they say."""
    async with producer(settings) as sender:
        for each in pointers:
            raw = each.model_dump_json().encode()
            await sender.send_and_wait(settings.dead_letters, raw, each.key, partition)
