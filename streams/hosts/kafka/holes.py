"""Records that a log has lost: offsets that have neither a record nor the marker of a transaction.

Kafka's client passes over both alike, and a state without lost records looks like any other. So
they are looked for wherever a log is read: a marker lies on the log, and explains its offset.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.client import AIOKafkaClient
from aiokafka.errors import LeaderNotAvailableError, for_code
from aiokafka.protocol.fetch import FetchRequest
from aiokafka.record.memory_records import MemoryRecords

from models.errors import InputError, Problem
from streams.hosts.kafka.connection import client_options
from streams.hosts.kafka.log import FETCH_BYTES, extents, partitions_of, reader, to_the_end
from streams.hosts.kafka.settings import Settings

_WAIT_MS = 500


class LostRecordsError(InputError):
    """A log has lost records, from which everything follows."""

    def __init__(self, place: TopicPartition, records: int, first: int) -> None:
        self.topic = place.topic
        self.partition = place.partition
        self.records = records
        """How many."""
        problem = Problem(
            f"has lost records: {records:,}, from offset {first:,} on",
            file=f"topic {place.topic}, partition {place.partition}",
            next_step="Restore it from a copy; keep cleanup.policy=delete, and retention.ms and "
            "retention.bytes at -1.",
        )
        super().__init__([problem])


async def begin_whole(settings: Settings) -> None:
    """Make sure that logs begin with their first records.

    Raises
    ------
    LostRecordsError
        One does not.
    """
    topic = settings.log
    numbers = await partitions_of(settings, topic)
    async with reader(settings) as consumer:
        logs = await extents(consumer, topic, numbers)
    for number, log in logs.items():
        if log.start:
            raise LostRecordsError(TopicPartition(topic, number), log.start, 0)


async def whole(
    settings: Settings, consumer: AIOKafkaConsumer, topic: str, starts: Mapping[int, int]
) -> AsyncIterator[tuple[int, list[Any], int]]:
    """Read partitions of a topic from offsets to their ends, and see that nothing is missing.

    Yields
    ------
    partition, records, end
        A batch at a time, and up to where the log is known with it, markers too.

    Raises
    ------
    LostRecordsError
        A log has lost records that it had.
    InputError
        A log ends before the offset.
    """
    ends = dict(starts)
    for number, log in (await extents(consumer, topic, starts)).items():
        if log.start > starts[number]:
            missing = log.start - starts[number]
            raise LostRecordsError(TopicPartition(topic, number), missing, starts[number])
    async for number, records in to_the_end(consumer, topic, starts):
        offsets = [each.offset for each in records]
        await _refuse_holes(settings, TopicPartition(topic, number), [ends[number] - 1, *offsets])
        ends[number] = offsets[-1] + 1
        yield number, records, ends[number]
    for number, end in ends.items():
        place = TopicPartition(topic, number)
        position = await consumer.position(place)
        if position > end:
            await _refuse_holes(settings, place, [end - 1, position])
            yield number, [], position


async def _refuse_holes(settings: Settings, place: TopicPartition, offsets: Sequence[int]) -> None:
    error = await hole(settings, place, offsets)
    if error is not None:
        raise error


async def hole(
    settings: Settings, place: TopicPartition, offsets: Sequence[int]
) -> LostRecordsError | None:
    """What is missing between offsets that a partition has; none if there is a marker instead."""
    between = (range(before + 1, after) for before, after in pairwise(offsets))
    gaps = [gap for gap in between if gap]
    if not gaps:
        return None
    markers = await _markers(settings, place, range(gaps[0].start, gaps[-1].stop))
    missing = sum(map(len, gaps)) - len(markers)
    if not missing:
        return None
    first = next(each for gap in gaps for each in gap if each not in markers)
    return LostRecordsError(place, missing, first)


async def _markers(settings: Settings, place: TopicPartition, among: range) -> set[int]:
    """Offsets that have a marker, as the leader of a partition has it on its disk."""
    found: set[int] = set()
    client = AIOKafkaClient(**client_options(settings))
    try:
        await client.bootstrap()
        await client.set_topics([place.topic])
        offset = among.start
        while offset < among.stop:
            batches = await _batches(client, place, offset)
            for batch in batches:
                if batch.is_control_batch:
                    found.update(range(batch.base_offset, batch.next_offset))
            offset = max([offset, *(batch.next_offset for batch in batches)])
            if not batches:
                break
    finally:
        await client.close()
    return found.intersection(among)


async def _batches(client: AIOKafkaClient, place: TopicPartition, offset: int) -> list[Any]:
    leader = client.cluster.leader_for_partition(place)
    if leader is None or leader < 0:
        raise LeaderNotAvailableError
    wanted = [(place.topic, [(place.partition, offset, FETCH_BYTES)])]
    said = await client.send(leader, FetchRequest(_WAIT_MS, 1, FETCH_BYTES, 0, wanted))
    [(_, [(_, error, *_, raw)])] = said.topics
    if error:
        raise for_code(error)
    records, found = MemoryRecords(bytes(raw)), []
    while records.has_next():
        found.append(records.next_batch())
    return found
