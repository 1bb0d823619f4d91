"""Snapshots of what is open, on the topic of recommendations: by the owner of a partition alone.

Each partition has a writer in transactions. Whoever takes a partition over shuts the writer of the
owner before out, so that one that was paused cannot put an old snapshot after a new one; readers
read what has been committed.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field

from aiokafka import AIOKafkaProducer
from aiokafka.errors import InvalidProducerIdMapping, ProducerFenced

from streams.events import Event
from streams.hosts.kafka.clients import start, stop
from streams.hosts.kafka.connection import client_options
from streams.hosts.kafka.outbox import DELIVERY_SECONDS
from streams.hosts.kafka.settings import Settings
from streams.hosts.kafka.topics import LARGEST_BATCH_BYTES
from streams.hosts.kafka.within import within
from streams.hosts.memory import Memory
from streams.hosts.proof import digest_words
from streams.recommend import Snapshot, same, snapshot
from streams.state import World

MOST_AT_ONCE = 100
"""Snapshots that are worked out and published together; the rest waits for the next round."""


class TakenOverError(Exception):
    """Another worker owns the partition now."""


@dataclass
class Shown:
    """What has been published of a partition, and whose snapshot may say something else now."""

    known: dict[str, Snapshot] = field(default_factory=dict)
    open: dict[str, None] = field(default_factory=dict)

    def concern(self, world: World, events: Iterable[Event]) -> None:
        """Note whom events concern; one without a programme concerns all."""
        names = {event.programme for event in events}
        concerned = world.programmes if None in names else names
        self.open.update((name, None) for name in concerned if name is not None)

    def begin_again(self, world: World) -> None:
        """Show everything, whatever has been shown."""
        self.known = {}
        self.open.update((name, None) for name in world.programmes)

    def changed(self, memory: Memory) -> list[Snapshot]:
        """Snapshots that say something new, of some of those that were noted."""
        found, world, digest = [], memory.world, digest_words(memory.digest)
        for name in list(self.open)[:MOST_AT_ONCE]:
            del self.open[name]
            after = snapshot(world, name, memory.position, digest)
            before = self.known.get(name)
            if name in world.programmes and (before is None or not same(before, after)):
                found.append(after)
        return found


@dataclass
class Writer:
    """The writer of one partition's snapshots."""

    settings: Settings
    partition: int
    _producer: AIOKafkaProducer | None = None

    @property
    def claimed(self) -> bool:
        """Whether it is this worker's, as far as it knows."""
        return self._producer is not None

    async def claim(self) -> None:
        """Shut out whoever wrote for this partition before."""
        await self.close()
        self._producer = AIOKafkaProducer(
            transactional_id=f"{self.settings.group}-{self.partition}",
            max_request_size=LARGEST_BATCH_BYTES,
            request_timeout_ms=DELIVERY_SECONDS * 1000,
            **client_options(self.settings),
        )
        await within(DELIVERY_SECONDS, _begin(self._producer))

    async def publish(self, snapshots: Iterable[Snapshot]) -> None:
        """Publish snapshots, all or none.

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
            # After a week without a word the broker has forgotten the writer.
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
        """Let go of the connections."""
        found, self._producer = self._producer, None
        if found is not None:
            await stop(found)


async def _begin(producer: AIOKafkaProducer) -> None:
    await start(producer)
    await producer.begin_transaction()
    await producer.abort_transaction()
