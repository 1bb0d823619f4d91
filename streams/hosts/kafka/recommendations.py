"""The topic of recommendations: written by the owner of a partition, read by people.

Each partition has a transactional writer. A worker that takes a partition over fences the writer of
the owner before, so that a paused worker cannot put an old snapshot after a new one; readers see
committed records only.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Iterable
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Any

from aiokafka import AIOKafkaProducer
from aiokafka.errors import InvalidProducerIdMapping, ProducerFenced
from pydantic import ValidationError

from models.errors import InputError, Problem
from streams.events import Event
from streams.hosts.kafka.client import client_options, start, stop, within
from streams.hosts.kafka.reading import extents, partitions_of, read_to_end, reader
from streams.hosts.kafka.settings import Settings
from streams.hosts.kafka.topics import LARGEST_BATCH_BYTES
from streams.hosts.kafka.writing import DELIVERY_SECONDS
from streams.hosts.memory import Memory
from streams.hosts.proof import digest_words
from streams.log import newer
from streams.recommend import Snapshot, same, snapshot
from streams.state import World

MOST_AT_ONCE = 100
"""Snapshots that are made and published together; the rest wait for the next round."""


class TakenOverError(Exception):
    """Another worker has taken the partition over."""


@dataclass
class ShownSnapshots:
    """Snapshots that have been published of a partition, and programmes to look at again."""

    known: dict[str, Snapshot] = field(default_factory=dict)
    open: dict[str, None] = field(default_factory=dict)

    def note(self, world: World, events: Iterable[Event]) -> None:
        """Note the programmes that events concern: all, where an event has no programme."""
        names = {event.programme for event in events}
        concerned = world.programmes if None in names else names
        self.open.update((name, None) for name in concerned if name is not None)

    def begin_again(self, world: World) -> None:
        """Publish all snapshots again, whatever has been published."""
        self.known = {}
        self.open.update((name, None) for name in world.programmes)

    def changed(self, memory: Memory) -> list[Snapshot]:
        """Snapshots that differ from those published, of some of the noted programmes."""
        found, world, digest = [], memory.world, digest_words(memory.digest)
        for name in list(self.open)[:MOST_AT_ONCE]:
            del self.open[name]
            after = snapshot(world, name, memory.position, digest)
            before = self.known.get(name)
            if name in world.programmes and (before is None or not same(before, after)):
                found.append(after)
        return found


@dataclass
class SnapshotWriter:
    """The transactional writer of one partition's snapshots."""

    settings: Settings
    partition: int
    _producer: AIOKafkaProducer | None = None

    @property
    def claimed(self) -> bool:
        """Whether this worker has claimed it, and not been fenced as far as it knows."""
        return self._producer is not None

    async def claim(self) -> None:
        """Fence whoever wrote for this partition before."""
        await self.close()
        self._producer = AIOKafkaProducer(
            transactional_id=f"{self.settings.group}-{self.partition}",
            max_request_size=LARGEST_BATCH_BYTES,
            request_timeout_ms=DELIVERY_SECONDS * 1000,
            **client_options(self.settings),
        )
        await within(DELIVERY_SECONDS, _begin(self._producer))

    async def publish(self, snapshots: Iterable[Snapshot]) -> None:
        """Publish snapshots in one transaction.

        Raises
        ------
        TakenOverError
            Another worker has claimed the partition.
        """
        found = list(snapshots)
        try:
            await within(DELIVERY_SECONDS, self._transaction(found))
        except ProducerFenced:
            await self.close()
            raise TakenOverError from None
        except InvalidProducerIdMapping:
            # The broker forgets a writer that has not written for a week.
            await self.claim()
            await within(DELIVERY_SECONDS, self._transaction(found))

    async def _transaction(self, snapshots: Iterable[Snapshot]) -> None:
        if self._producer is None:
            raise TakenOverError
        async with self._producer.transaction():
            sent = [
                await self._producer.send(
                    self.settings.recommendations,
                    each.model_dump_json().encode(),
                    key=each.programme.encode(),
                )
                for each in snapshots
            ]
            await asyncio.gather(*sent)

    async def close(self) -> None:
        """Stop the writer."""
        found, self._producer = self._producer, None
        if found is not None:
            await stop(found)


async def _begin(producer: AIOKafkaProducer) -> None:
    await start(producer)
    await producer.begin_transaction()
    await producer.abort_transaction()


COMMIT_SECONDS = 5.0
"""Time for a commit to reach readers; after it, what is left belongs to a killed writer."""


async def snapshots(settings: Settings) -> tuple[Snapshot, ...]:
    """The latest snapshot of each programme, by name.

    Raises
    ------
    InputError
        A newer release wrote a snapshot.
    aiokafka.errors.KafkaError
        The broker refuses, or does not answer.
    """
    async with aclosing(follow(settings)) as following:
        return await anext(following)


async def follow(
    settings: Settings, *, beats: bool = False
) -> AsyncGenerator[tuple[Snapshot, ...], None]:
    """The latest snapshot of each programme, then those that change, without end.

    A snapshot with a lower position than an earlier one is outdated. One with the same position is
    not: a worker of another release wrote it after it took over.

    Parameters
    ----------
    beats
        Yield an empty tuple about twice a second while nothing changes.
    """
    known: dict[str, Snapshot] = {}
    topic = settings.recommendations
    numbers = await partitions_of(settings, topic)
    starts = dict.fromkeys(numbers, 0)
    stops = await _end_offsets(settings, topic, numbers)
    async with reader(settings, "read_committed") as consumer:
        async for _, records in read_to_end(consumer, topic, starts, stops, COMMIT_SECONDS):
            _newer(known, records)
        yield tuple(known[name] for name in sorted(known))
        while True:
            batches = await consumer.getmany(timeout_ms=500)
            found = _newer(known, [each for batch in batches.values() for each in batch])
            if found or beats:
                yield tuple(found[name] for name in sorted(found))


async def _end_offsets(settings: Settings, topic: str, numbers: Iterable[int]) -> dict[int, int]:
    """Where a topic ends, counting records that are not committed yet.

    A commit returns before every partition knows of it, so that the end which readers of committed
    records see may lie before records that have just been committed.
    """
    async with reader(settings) as consumer:
        return {n: log.stop for n, log in (await extents(consumer, topic, numbers)).items()}


def _newer(known: dict[str, Snapshot], records: Iterable[Any]) -> dict[str, Snapshot]:
    """The snapshots in records that are newer than those known, the last of each programme."""
    shown = (_snapshot(each.value or b"") for each in records)
    return {each.programme: each for each in newer(known, shown)}


def _snapshot(raw: bytes) -> Snapshot:
    try:
        return Snapshot.model_validate_json(raw)
    except ValidationError:
        problem = Problem(
            "has a snapshot that this release cannot read",
            file="topic of recommendations",
            next_step="Install the release that the workers have.",
        )
        raise InputError([problem]) from None
