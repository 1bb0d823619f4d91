"""What a worker writes into the log and to dead letters; each delivery is awaited."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiokafka import AIOKafkaProducer

from streams.events import Event
from streams.hosts.kafka.clients import started
from streams.hosts.kafka.connection import client_options
from streams.hosts.kafka.metrics import Metrics
from streams.hosts.kafka.pointers import Pointer
from streams.hosts.kafka.records import HEADER, Relayed, claim_of, copy_of, own_of
from streams.hosts.kafka.settings import Settings
from streams.hosts.kafka.topics import LARGEST_BATCH_BYTES
from streams.hosts.kafka.within import within
from streams.wire import encoded

DELIVERY_SECONDS = 60
"""In which a broker that was restarted has come back."""


@asynccontextmanager
async def producer(settings: Settings) -> AsyncIterator[AIOKafkaProducer]:
    """A producer whose records are there once, in order, on every replica in sync."""
    made = AIOKafkaProducer(
        acks="all",
        enable_idempotence=True,
        max_request_size=LARGEST_BATCH_BYTES,
        request_timeout_ms=DELIVERY_SECONDS * 1000,
        **client_options(settings),
    )
    async with started(made) as found:
        yield found


_Sent = tuple[str, int, bytes | None, bytes, bytes | None]
"""Topic, partition, key, value, and the header by which workers mark what they write."""


@dataclass(frozen=True)
class Outbox:
    """Where a worker writes."""

    producer: AIOKafkaProducer
    settings: Settings
    metrics: Metrics = field(default_factory=Metrics)
    """Told of what has been delivered."""

    async def claim(self, partition: int, owner: str) -> None:
        """Take a partition over: from here on the log is this owner's."""
        await self._deliver([(self.settings.log, partition, None, b"", claim_of(owner))])

    async def write(self, partition: int, owner: str, events: Iterable[Event]) -> None:
        """Write answers and days into a partition."""
        written, mark = list(events), own_of(owner)
        await self._deliver(
            [(self.settings.log, partition, _key(event), encoded(event), mark) for event in written]
        )
        self.metrics.written(written)

    async def relay(
        self, partition: int, owner: str, found: Iterable[tuple[Relayed, bytes | None, bytes]]
    ) -> None:
        """Copy records of an intake, with their keys, into a partition, in their order."""
        copies = [
            (self.settings.log, partition, key, raw, copy_of(owner, relayed))
            for relayed, key, raw in found
        ]
        await self._deliver(copies)
        self.metrics.relayed.inc(len(copies))

    async def report(self, letters: Iterable[Pointer]) -> None:
        """Put dead letters on their topic, each into the partition of the same number."""
        reported = list(letters)
        await self._deliver(
            [
                (
                    self.settings.dead_letters,
                    each.partition,
                    each.key,
                    each.model_dump_json().encode(),
                    None,
                )
                for each in reported
            ]
        )
        self.metrics.letters.inc(len(reported))

    async def _deliver(self, records: Sequence[_Sent]) -> None:
        await within(DELIVERY_SECONDS, self._delivered(records))

    async def _delivered(self, records: Sequence[_Sent]) -> None:
        acknowledged = [
            await self.producer.send(
                topic,
                value,
                key=key,
                partition=partition,
                headers=[(HEADER, mark)] if mark is not None else None,
            )
            for topic, partition, key, value, mark in records
        ]
        await asyncio.gather(*acknowledged)


def _key(event: Event) -> bytes | None:
    return event.programme.encode() if event.programme is not None else None
