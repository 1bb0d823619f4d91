"""Topics read without a consumer group: from any offset, up to their end, as often as needed."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from math import inf
from time import monotonic
from typing import Any

from aiokafka import AIOKafkaConsumer, TopicPartition

from models.errors import InputError, Problem
from streams.hosts.kafka.client import client_options, connection_to, running
from streams.hosts.kafka.cluster import describe_topics
from streams.hosts.kafka.records import LogRecord, log_record
from streams.hosts.kafka.settings import Settings

BATCH = 500
"""Records read, and folded, at a time."""

FETCH_BYTES = 10_000_000
_LONGEST_POLL_MS = 500


@asynccontextmanager
async def reader(
    settings: Settings, isolation: str = "read_uncommitted", fetch_bytes: int = FETCH_BYTES
) -> AsyncIterator[Any]:
    """A consumer without a group.

    Parameters
    ----------
    fetch_bytes
        The size of one fetch from a partition; a larger record is read all the same.
    """
    made = AIOKafkaConsumer(
        group_id=None,
        enable_auto_commit=False,
        auto_offset_reset="none",
        isolation_level=isolation,
        max_partition_fetch_bytes=fetch_bytes,
        **client_options(settings),
    )
    async with running(made) as consumer:
        yield consumer


async def read_to_end(
    consumer: AIOKafkaConsumer,
    topic: str,
    starts: Mapping[int, int],
    stops: Mapping[int, int] | None = None,
    patience_seconds: float = inf,
) -> AsyncIterator[tuple[int, list[Any]]]:
    """Read partitions of a topic from offsets to their ends at the time of the call.

    Parameters
    ----------
    starts
        Offsets by partition.
    stops
        Ends by partition, where they are not those that the consumer sees.
    patience_seconds
        Reading stops early if no record comes for so long.

    Yields
    ------
    partition, records
        One batch at a time, as the client gives them.

    Raises
    ------
    InputError
        The topic begins after the offset, or ends before it: records are lost.
    """
    places = {TopicPartition(topic, number): start for number, start in starts.items()}
    consumer.assign(list(places))
    logs = await extents(consumer, topic, starts)
    for place, start in places.items():
        log = logs[place.partition]
        if start < log.start:
            raise InputError([_cut_log(place, log.start)])
        if start > log.stop:
            raise InputError([shortened_log(topic, place.partition, log.stop, start)])
        consumer.seek(place, start)
    ends = {number: log.stop for number, log in logs.items()} | dict(stops or {})
    left, last_reply = _unfinished(ends, places.items()), monotonic()
    while left and monotonic() - last_reply < patience_seconds:
        found = await consumer.getmany(*left, timeout_ms=_LONGEST_POLL_MS, max_records=BATCH)
        for place, records in found.items():
            yield place.partition, records
            last_reply = monotonic()
        left = _unfinished(ends, [(place, await consumer.position(place)) for place in left])


def _unfinished(
    ends: Mapping[int, int], positions: Iterable[tuple[TopicPartition, int]]
) -> list[TopicPartition]:
    return [place for place, position in positions if position < ends[place.partition]]


async def extents(
    consumer: AIOKafkaConsumer, topic: str, numbers: Iterable[int]
) -> dict[int, range]:
    """The offsets that partitions of a topic have, by partition."""
    places = [TopicPartition(topic, number) for number in numbers]
    begins = await consumer.beginning_offsets(places)
    ends = await consumer.end_offsets(places)
    return {place.partition: range(begins[place], ends[place]) for place in places}


async def partitions_of(settings: Settings, topic: str) -> range:
    """The partitions of a topic.

    Raises
    ------
    InputError
        No broker answers.
    """
    async with connection_to(settings) as connection:
        return range((await describe_topics(connection, [topic]))[topic].partitions)


def to_log_record(found: Any) -> LogRecord:
    """A record of the log, from a record of the client."""
    return log_record(found.offset, found.value, found.timestamp, found.headers, found.key)


def _cut_log(place: TopicPartition, begins: int) -> Problem:
    return Problem(
        f"has lost its first {begins:,} records, without which no state can be rebuilt",
        file=f"topic {place.topic}, partition {place.partition}",
        next_step="Restore the topic from a copy; keep retention.ms and retention.bytes at -1.",
    )


def shortened_log(topic: str, partition: int, end: int, read: int) -> Problem:
    """The problem of a log that lost records after they were read."""
    return Problem(
        f"ends at {end:,}, and records up to {read:,} have been read: it was truncated or replaced",
        file=f"topic {topic}, partition {partition}",
        next_step="Restore all topics from a copy, or create all anew; then start the workers.",
    )
