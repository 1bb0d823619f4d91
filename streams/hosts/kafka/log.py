"""Topics read without a group: from any offset, up to their end, as often as one likes."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from math import inf
from time import monotonic
from typing import Any

from aiokafka import AIOKafkaConsumer, TopicPartition

from models.errors import InputError, Problem
from streams.hosts.kafka.clients import started
from streams.hosts.kafka.cluster import look_at
from streams.hosts.kafka.connection import client_options, connected
from streams.hosts.kafka.records import Record, record
from streams.hosts.kafka.settings import Settings

BATCH = 500
"""Records that are read, and folded, at a time."""

FETCH_BYTES = 10_000_000
_LONGEST_POLL_MS = 500


@asynccontextmanager
async def reader(
    settings: Settings, isolation: str = "read_uncommitted", fetch_bytes: int = FETCH_BYTES
) -> AsyncIterator[Any]:
    """A consumer that belongs to no group.

    Parameters
    ----------
    fetch_bytes
        What it asks a partition for at a time; a record that is larger comes all the same.
    """
    made = AIOKafkaConsumer(
        group_id=None,
        enable_auto_commit=False,
        auto_offset_reset="none",
        isolation_level=isolation,
        max_partition_fetch_bytes=fetch_bytes,
        **client_options(settings),
    )
    async with started(made) as consumer:
        yield consumer


async def to_the_end(
    consumer: AIOKafkaConsumer,
    topic: str,
    starts: Mapping[int, int],
    stops: Mapping[int, int] | None = None,
    patience_seconds: float = inf,
) -> AsyncIterator[tuple[int, list[Any]]]:
    """Read partitions of a topic from offsets to their ends, as these are at the start.

    Parameters
    ----------
    starts
        Offsets by partition.
    stops
        Where to end, if that is not where the consumer says that they end.
    patience_seconds
        In which a record comes, or it ends before the end.

    Yields
    ------
    partition, records
        As the client has them, a batch at a time.

    Raises
    ------
    InputError
        The topic begins after the offset, or ends before it: records have been removed.
    """
    places = {TopicPartition(topic, number): start for number, start in starts.items()}
    consumer.assign(list(places))
    logs = await extents(consumer, topic, starts)
    for place, start in places.items():
        log = logs[place.partition]
        if start < log.start:
            raise InputError([_cut(place, log.start)])
        if start > log.stop:
            raise InputError([shorter(topic, place.partition, log.stop, start)])
        consumer.seek(place, start)
    ends = {number: log.stop for number, log in logs.items()} | dict(stops or {})
    left, heard = _before(ends, places.items()), monotonic()
    while left and monotonic() - heard < patience_seconds:
        found = await consumer.getmany(*left, timeout_ms=_LONGEST_POLL_MS, max_records=BATCH)
        for place, records in found.items():
            yield place.partition, records
            heard = monotonic()
        left = _before(ends, [(place, await consumer.position(place)) for place in left])


def _before(
    ends: Mapping[int, int], positions: Iterable[tuple[TopicPartition, int]]
) -> list[TopicPartition]:
    return [place for place, position in positions if position < ends[place.partition]]


async def extents(
    consumer: AIOKafkaConsumer, topic: str, numbers: Iterable[int]
) -> dict[int, range]:
    """From where to where partitions of a topic have records, by number."""
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
    async with connected(settings) as connection:
        return range((await look_at(connection, [topic]))[topic].partitions)


def as_record(found: Any) -> Record:
    """A record of the log, as the client has it."""
    return record(found.offset, found.value, found.timestamp, found.headers, found.key)


def _cut(place: TopicPartition, begins: int) -> Problem:
    return Problem(
        f"has lost its first {begins:,} records, from which everything follows",
        file=f"topic {place.topic}, partition {place.partition}",
        next_step="Restore it from a copy; keep retention.ms and retention.bytes at -1.",
    )


def shorter(topic: str, partition: int, end: int, read: int) -> Problem:
    """A log that has lost records which were read of it."""
    return Problem(
        f"ends after {end:,} records, and {read:,} have been there: others lie there now, or none",
        file=f"topic {topic}, partition {partition}",
        next_step="Restore all topics from a copy, or create all anew; then start the workers.",
    )
