"""Lost records: offsets that have neither a record nor the marker of a transaction.

Kafka's client skips both alike, and a state that lacks records looks like any other. So every
reader of a log looks for them: a marker is on the broker's disk, and explains its offset.
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
from streams.hosts.kafka.client import request_client
from streams.hosts.kafka.reading import FETCH_BYTES, extents, partitions_of, read_to_end, reader
from streams.hosts.kafka.settings import Settings

_WAIT_MS = 500


class LostRecordsError(InputError):
    """A log has lost records, so that its state cannot be rebuilt."""

    def __init__(self, place: TopicPartition, records: int, first: int) -> None:
        self.topic = place.topic
        self.partition = place.partition
        self.records = records
        """Number of lost records."""
        problem = Problem(
            f"has lost records: {records:,}, from offset {first:,} on",
            file=f"topic {place.topic}, partition {place.partition}",
            next_step="Restore the topic from a copy; keep cleanup.policy=delete, and retention.ms "
            "and retention.bytes at -1.",
        )
        super().__init__([problem])


async def check_log_beginnings(settings: Settings) -> None:
    """Make sure that all logs still have their first records.

    Raises
    ------
    LostRecordsError
        A log does not.
    """
    topic = settings.log
    numbers = await partitions_of(settings, topic)
    async with reader(settings) as consumer:
        logs = await extents(consumer, topic, numbers)
    for number, log in logs.items():
        if log.start:
            raise LostRecordsError(TopicPartition(topic, number), log.start, 0)


async def read_complete(
    settings: Settings, consumer: AIOKafkaConsumer, topic: str, starts: Mapping[int, int]
) -> AsyncIterator[tuple[int, list[Any], int]]:
    """Read partitions of a topic from offsets to their ends, and check that no record is missing.

    Yields
    ------
    partition, records, end
        A batch at a time, and the offset up to which the log has been read, with markers.

    Raises
    ------
    LostRecordsError
        A log has lost records.
    InputError
        A log ends before the offset.
    """
    ends = dict(starts)
    for number, log in (await extents(consumer, topic, starts)).items():
        if log.start > starts[number]:
            missing = log.start - starts[number]
            raise LostRecordsError(TopicPartition(topic, number), missing, starts[number])
    async for number, records in read_to_end(consumer, topic, starts):
        offsets = [each.offset for each in records]
        await _require_all(settings, TopicPartition(topic, number), [ends[number] - 1, *offsets])
        ends[number] = offsets[-1] + 1
        yield number, records, ends[number]
    for number, end in ends.items():
        place = TopicPartition(topic, number)
        position = await consumer.position(place)
        if position > end:
            await _require_all(settings, place, [end - 1, position])
            yield number, [], position


async def _require_all(settings: Settings, place: TopicPartition, offsets: Sequence[int]) -> None:
    error = await lost_between(settings, place, offsets)
    if error is not None:
        raise error


async def lost_between(
    settings: Settings, place: TopicPartition, offsets: Sequence[int]
) -> LostRecordsError | None:
    """The records lost between offsets that were read; None if markers fill the gaps."""
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
    """Offsets of a range that have a marker, read from the leader's raw batches."""
    found: set[int] = set()
    async with request_client(settings) as client:
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
    return found.intersection(among)


async def _batches(client: AIOKafkaClient, place: TopicPartition, offset: int) -> list[Any]:
    leader = client.cluster.leader_for_partition(place)
    if leader is None or leader < 0:
        raise LeaderNotAvailableError
    wanted = [(place.topic, [(place.partition, offset, FETCH_BYTES)])]
    reply = await client.send(leader, FetchRequest(_WAIT_MS, 1, FETCH_BYTES, 0, wanted))
    [(_, [(_, error, *_, raw)])] = reply.topics
    if error:
        raise for_code(error)
    records, found = MemoryRecords(bytes(raw)), []
    while records.has_next():
        found.append(records.next_batch())
    return found
