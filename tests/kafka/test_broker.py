"""The broker for tests is a Kafka: it keeps what it acknowledged through a crash, and it hangs."""

from __future__ import annotations

import asyncio

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.admin import NewTopic
from aiokafka.errors import KafkaError

from streams.hosts.kafka.client import running
from tests.kafka.administrator import administrator
from tests.kafka.fixtures import NewCluster

pytestmark = pytest.mark.kafka


async def create(servers: str, topic: str, replicas: int, seconds: float = 40) -> None:
    """Create a topic of one partition; each answer of the broker may take so long."""
    waits = int(seconds * 1000)
    async with administrator(bootstrap_servers=servers, request_timeout_ms=waits) as admin:
        await admin.create_topics([NewTopic(topic, 1, replicas)])


async def send(servers: str, topic: str, value: bytes, seconds: float = 20) -> None:
    """Send one record and wait until every replica has it."""
    async with running(AIOKafkaProducer(bootstrap_servers=servers, acks="all")) as producer:
        await asyncio.wait_for(producer.send_and_wait(topic, value), seconds)


async def read(servers: str, topic: str, count: int) -> list[bytes | None]:
    """The first records of a topic."""
    async with running(AIOKafkaConsumer(bootstrap_servers=servers)) as consumer:
        consumer.assign([TopicPartition(topic, 0)])
        await consumer.seek_to_beginning()
        return [(await asyncio.wait_for(consumer.getone(), 20)).value for _ in range(count)]


def test_what_is_sent_is_read(kafka: str, prefix: str) -> None:
    """A record comes back from the shared broker."""
    topic = f"{prefix}events"

    async def story() -> list[bytes | None]:
        await create(kafka, topic, 1)
        await send(kafka, topic, b"one")
        return await read(kafka, topic, 1)

    assert asyncio.run(story()) == [b"one"]


@pytest.mark.slow
def test_a_killed_broker_comes_back_with_what_it_had(new_cluster: NewCluster) -> None:
    """Started again on the same address after SIGKILL, it has the record and takes another."""
    cluster = new_cluster(1)

    async def story() -> list[bytes | None]:
        await create(cluster.servers, "events", 1)
        await send(cluster.servers, "events", b"one")
        cluster.broker.kill()
        cluster.broker.start()
        await send(cluster.servers, "events", b"two")
        return await read(cluster.servers, "events", 2)

    assert asyncio.run(story()) == [b"one", b"two"]


@pytest.mark.slow
def test_a_paused_broker_answers_nothing_until_it_goes_on(new_cluster: NewCluster) -> None:
    """Its connections hang rather than break."""
    cluster = new_cluster(1)

    async def story() -> list[bytes | None]:
        await create(cluster.servers, "events", 1)
        cluster.broker.pause()
        with pytest.raises((TimeoutError, KafkaError)):
            await create(cluster.servers, "more", 1, seconds=2)
        cluster.broker.resume()
        await send(cluster.servers, "events", b"one")
        return await read(cluster.servers, "events", 1)

    assert asyncio.run(story()) == [b"one"]


@pytest.mark.slow
def test_three_brokers_go_on_without_one(new_cluster: NewCluster) -> None:
    """With three replicas, the loss of any one broker loses no record and stops no writer."""
    cluster = new_cluster(3)

    async def story() -> list[bytes | None]:
        await create(cluster.servers, "events", 3)
        await send(cluster.servers, "events", b"one")
        cluster.broker.kill()
        await send(cluster.servers, "events", b"two", seconds=60)
        return await read(cluster.servers, "events", 2)

    assert asyncio.run(story()) == [b"one", b"two"]
