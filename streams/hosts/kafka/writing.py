"""Writing to topics: events by people and programs, the log and dead letters by workers."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiokafka import AIOKafkaProducer

from streams.events import Event
from streams.hosts.kafka.client import client_options, running, within
from streams.hosts.kafka.metrics import Metrics
from streams.hosts.kafka.records import (
    HEADER,
    Pointer,
    Relayed,
    claim_header,
    copy_header,
    host_header,
    intake_of,
)
from streams.hosts.kafka.settings import Settings
from streams.hosts.kafka.topics import LARGEST_BATCH_BYTES
from streams.wire import encode

DELIVERY_SECONDS = 60
"""Time for a delivery; a broker that restarts is back by then."""


@asynccontextmanager
async def producer(settings: Settings) -> AsyncIterator[AIOKafkaProducer]:
    """A producer whose records arrive once, in order, and on every replica in sync."""
    made = AIOKafkaProducer(
        acks="all",
        enable_idempotence=True,
        max_request_size=LARGEST_BATCH_BYTES,
        request_timeout_ms=DELIVERY_SECONDS * 1000,
        **client_options(settings),
    )
    async with running(made) as found:
        yield found


_Sent = tuple[str, int, bytes | None, bytes, bytes | None]
"""Topic, partition, key, value, and the header that marks a worker's record."""


@dataclass(frozen=True)
class Outbox:
    """Writes a worker's records to the log and to dead letters, and awaits each delivery."""

    producer: AIOKafkaProducer
    settings: Settings
    metrics: Metrics = field(default_factory=Metrics)
    """Counts what has been delivered."""

    async def claim(self, partition: int, owner: str) -> None:
        """Take a partition over: from this record on its log belongs to the owner."""
        await self._deliver([(self.settings.log, partition, None, b"", claim_header(owner))])

    async def write(self, partition: int, owner: str, events: Iterable[Event]) -> None:
        """Write answers and days into a partition of the log."""
        written, mark = list(events), host_header(owner)
        await self._deliver(
            [(self.settings.log, partition, _key(event), encode(event), mark) for event in written]
        )
        self.metrics.written(written)

    async def relay(
        self, partition: int, owner: str, found: Iterable[tuple[Relayed, bytes | None, bytes]]
    ) -> None:
        """Copy records of an intake, with their keys and in order, into a partition of the log."""
        copies = [
            (self.settings.log, partition, key, raw, copy_header(owner, relayed))
            for relayed, key, raw in found
        ]
        await self._deliver(copies)
        self.metrics.relayed.inc(len(copies))

    async def report(self, letters: Iterable[Pointer]) -> None:
        """Write dead letters to their topic, each to the partition with the same number."""
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


async def publish(settings: Settings, events: Iterable[tuple[Event, bytes]]) -> None:
    """Publish events to their intakes, and return when each is on every replica in sync.

    If this fails, some of them may have arrived. Publishing them again is harmless, since an id
    counts once.

    Parameters
    ----------
    events
        Each with the bytes that it was read from.

    Raises
    ------
    aiokafka.errors.KafkaError
        The broker refuses, or does not answer.
    """
    async with producer(settings) as sender:
        sent = [
            await sender.send(intake_of(event).topic(settings), raw, key=_key(event))
            for event, raw in events
        ]
        await asyncio.gather(*sent)


def _key(event: Event) -> bytes | None:
    return event.programme.encode() if event.programme is not None else None
