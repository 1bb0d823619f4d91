"""What somebody with a tool does to topics in use: other settings, partitions, lost records."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from aiokafka import AIOKafkaProducer, TopicPartition
from aiokafka.admin import NewPartitions, NewTopic, RecordsToDelete
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType

from streams.hosts.kafka.client import client_options, connection_to, running
from streams.hosts.kafka.cluster import TopicState, describe_topics
from streams.hosts.kafka.reading import read_to_end, reader
from streams.hosts.kafka.records import partition_of
from streams.hosts.kafka.settings import Settings
from tests.kafka.administrator import administrator

HOME, ELSEWHERE = partition_of("north", 4), partition_of("south", 4)


async def alter(settings: Settings, topic: str, configs: Mapping[str, str]) -> None:
    """Give a topic these settings, and no other, as somebody who has not read the page would."""
    async with administrator(**client_options(settings)) as admin:
        before = await seen(settings, topic)
        await admin.alter_configs([ConfigResource(ConfigResourceType.TOPIC, topic, dict(configs))])
        await until_other(settings, topic, before)


async def put(settings: Settings, topic: str, partitions: int) -> None:
    """Create a topic of so many partitions, or add to them."""
    async with administrator(**client_options(settings)) as admin:
        before = await seen(settings, topic)
        if before.error:
            await admin.create_topics([NewTopic(topic, partitions, 1)])
        else:
            await admin.create_partitions({topic: NewPartitions(partitions)})
        await until_other(settings, topic, before)


async def seen(settings: Settings, topic: str) -> TopicState:
    """A topic as the broker tells it."""
    async with connection_to(settings) as connection:
        return (await describe_topics(connection, [topic]))[topic]


async def until_other(settings: Settings, topic: str, before: TopicState) -> None:
    """Wait until the broker has heard of a change."""
    for _ in range(500):
        if await seen(settings, topic) != before:
            return
        await asyncio.sleep(0.02)
    raise AssertionError(f"{topic} does not change")


async def transactions(settings: Settings, topic: str = "") -> None:
    """What a stranger in the log may do: one is committed, one is given up."""
    topic = topic or settings.log
    made = AIOKafkaProducer(transactional_id=settings.prefix, **client_options(settings))
    async with running(made) as producer:
        await producer.begin_transaction()
        await producer.send_and_wait(topic, b"{broken", partition=HOME)
        await producer.commit_transaction()
        await producer.begin_transaction()
        await producer.send_and_wait(topic, b"{broken", partition=HOME)
        await producer.abort_transaction()


async def delete_before(settings: Settings, offset: int) -> None:
    """Take the first records away, as retention would, or somebody with a tool."""
    place = TopicPartition(settings.log, HOME)
    async with administrator(**client_options(settings)) as admin:
        await admin.delete_records({place: RecordsToDelete(offset)})


async def compact(settings: Settings, topic: str) -> None:
    """Let the broker leave out all but the last record of each key, by somebody's mistake."""
    right = {"message.timestamp.type": "LogAppendTime", "retention.ms": "-1",
             "retention.bytes": "-1", "max.message.bytes": "9000000"}  # fmt: skip
    often = {"cleanup.policy": "compact", "segment.ms": "1", "min.cleanable.dirty.ratio": "0.001"}
    last = max(await _offsets(settings, topic))
    await alter(settings, topic, right | often)
    # Only what lies before the last segment is compacted, and a record begins another.
    async with AIOKafkaProducer(**client_options(settings)) as producer:
        while last in await _offsets(settings, topic):
            await producer.send_and_wait(topic, b"{broken", b"north", HOME)
            await asyncio.sleep(0.2)
    await alter(settings, topic, right | {"cleanup.policy": "delete"})


async def _offsets(settings: Settings, topic: str) -> set[int]:
    async with reader(settings) as consumer:
        reading = read_to_end(consumer, topic, {HOME: 0})
        return {each.offset async for _, records in reading for each in records}
