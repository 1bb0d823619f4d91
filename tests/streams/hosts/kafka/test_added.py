"""Partitions added to topics in use, by somebody who has not read the page: refused and told."""

from __future__ import annotations

import asyncio

import pytest

from models.errors import InputError
from streams.hosts.kafka.checking import check
from streams.hosts.kafka.records import partition_of
from streams.hosts.kafka.topics import BrokerRole, topic_specs
from tests.kafka.cluster import free_port
from tests.streams.hosts.behaviour.stage import answered, until
from tests.streams.hosts.hosting import published
from tests.streams.hosts.kafka.test_topics import put
from tests.streams.hosts.kafka.watched import samples, why_not
from tests.streams.hosts.kafka.workers import Workers

pytestmark = pytest.mark.kafka

MORE = 8
TORN = next(name for name in "abcdefgh" if partition_of(name, 4) != partition_of(name, MORE))


@pytest.mark.parametrize(
    "role", [BrokerRole.WORKER, BrokerRole.PUBLISHER, BrokerRole.DECIDER, BrokerRole.MENDER]
)
def test_whoever_begins_is_refused(workers: Workers, role: BrokerRole) -> None:
    """Whatever is published would come to lie where no worker reads."""
    for topic in (workers.settings.events, workers.settings.decisions):
        asyncio.run(put(workers.settings, topic, MORE))

    with pytest.raises(InputError, match="Never add partitions"):
        asyncio.run(check(workers.settings, role))


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
