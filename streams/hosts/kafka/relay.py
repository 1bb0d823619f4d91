"""Signals copied into partitions of events, so that one log has all that a programme follows from.

The owner of a partition fetches them: the log itself says how far it has come, so that whoever
takes it over goes on there. A signal that is copied twice has the same id twice.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from aiokafka import TopicPartition

from streams.hosts.kafka.log import BATCH, reader
from streams.hosts.kafka.outbox import Outbox
from streams.hosts.kafka.owned import Owned
from streams.hosts.kafka.records import Relayed
from streams.wire import LARGEST_BYTES

LONGEST_POLL_MS = 500
"""In which a partition that has just been taken over waits for its signals at most."""

IDLE_SECONDS = 0.1


async def relay(outbox: Outbox, serving: Callable[[], list[Owned]]) -> None:
    """Copy signals into each partition that is served, for ever."""
    place = TopicPartition(outbox.settings.signals, 0)
    async with reader(outbox.settings) as consumer:
        consumer.assign([place])
        consumer.seek(place, 0)
        while True:
            served = serving()
            if not served:
                await asyncio.sleep(IDLE_SECONDS)
                continue
            start = min(each.relayed for each in served)
            if await consumer.position(place) != start:
                consumer.seek(place, start)
            found = await consumer.getmany(place, timeout_ms=LONGEST_POLL_MS, max_records=BATCH)
            end = await consumer.position(place)
            for each in served:
                await _copy(outbox, each, found.get(place, ()), end)


async def _copy(outbox: Outbox, owned: Owned, signals: Sequence[Any], end: int) -> None:
    """Copy those that a partition does not have; one that is served no longer is left alone."""
    missing = list(_missing(owned.relayed, signals))
    if owned.serving and missing:
        await outbox.relay(owned.partition.number, missing)
    if owned.serving:
        owned.relayed = max(owned.relayed, end)


def _missing(start: int, signals: Sequence[Any]) -> Iterator[tuple[Relayed, bytes]]:
    """Each says where the one before it ended, since the topic may have gaps."""
    for each in signals:
        if each.offset >= start:
            # One that is too large is told by its beginning, and has room for its header.
            yield Relayed(start, each.offset + 1), (each.value or b"")[: LARGEST_BYTES + 1]
            start = each.offset + 1
