"""Intakes copied into partitions of the log, so that one log has all events of a programme.

The owner of a partition copies them. The log itself says how far it has come, so that the next
owner goes on from there; an event that is copied twice has the same id and counts once.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from aiokafka import TopicPartition
from aiokafka.errors import OffsetOutOfRangeError

from models.errors import InputError, Problem
from streams.hosts.kafka.lost_records import LostRecordsError, lost_between
from streams.hosts.kafka.owned_partition import OwnedPartition
from streams.hosts.kafka.reading import BATCH, reader
from streams.hosts.kafka.records import Intake, Relayed, places_of
from streams.hosts.kafka.settings import Settings
from streams.hosts.kafka.writing import Outbox
from streams.wire import LARGEST_BYTES

LONGEST_POLL_MS = 500
"""The longest that a new partition waits for its intakes to be read."""

IDLE_SECONDS = 0.1

Batches = Mapping[TopicPartition, Sequence[Any]]
Offsets = Mapping[TopicPartition, int]


async def relay(
    outbox: Outbox,
    serving: Callable[[], list[OwnedPartition]],
    lost: Callable[[LostRecordsError], None],
) -> None:
    """Copy intakes into each partition that is served, again and again.

    Parameters
    ----------
    lost
        Called with records that an intake lost before they were copied, so that no copy exists.
    """
    async with reader(outbox.settings) as consumer:
        while True:
            served = serving()
            if not served:
                await asyncio.sleep(IDLE_SECONDS)
                continue
            starts = _starts(outbox.settings, served)
            await _seek(consumer, starts)
            found = await _read(consumer)
            ends = {place: await consumer.position(place) for place in consumer.assignment()}
            for place, start in starts.items():
                offsets = [each.offset for each in found.get(place, ()) if each.offset >= start]
                error = await lost_between(
                    outbox.settings, place, [start - 1, *offsets, ends[place]]
                )
                if error is not None:
                    lost(error)
            for each in served:
                await _copy(outbox, each, found, starts, ends)
                each.waiting_for = _waiting(consumer, outbox.settings, each)


def _starts(settings: Settings, served: Sequence[OwnedPartition]) -> dict[TopicPartition, int]:
    """Where each intake is read next: from the earliest offset that a partition needs."""
    starts: dict[TopicPartition, int] = {}
    for each in served:
        for intake, place in places_of(settings, each.partition.number):
            starts[place] = min(starts.get(place, each.relayed[intake]), each.relayed[intake])
    return starts


async def _seek(consumer: Any, starts: Offsets) -> None:
    if set(starts) != consumer.assignment():
        consumer.assign(list(starts))
        for place, start in starts.items():
            consumer.seek(place, start)
    for place, start in starts.items():
        if await consumer.position(place) != start:
            consumer.seek(place, start)


async def _read(consumer: Any) -> Batches:
    try:
        found: Batches = await consumer.getmany(timeout_ms=LONGEST_POLL_MS, max_records=BATCH)
    except OffsetOutOfRangeError as error:
        raise InputError([_error_of_gap(*each) for each in error.args[0].items()]) from None
    return found


async def _copy(
    outbox: Outbox, owned: OwnedPartition, found: Batches, starts: Offsets, ends: Offsets
) -> None:
    """Copy the records that a partition lacks, as long as its claim stays the same.

    Under another claim it may have gone back to an offset before those that were read.
    """
    for intake, place in places_of(outbox.settings, owned.partition.number):
        claim, start = owned.claim, owned.relayed[intake]
        if not owned.serving or start < starts[place]:
            continue
        missing = list(_missing(intake, start, found.get(place, ())))
        if missing:
            await outbox.relay(owned.partition.number, claim, missing)
        if owned.claim == claim:
            owned.relayed[intake] = max(owned.relayed[intake], ends[place])


def _missing(
    intake: Intake, start: int, records: Sequence[Any]
) -> Iterator[tuple[Relayed, bytes | None, bytes]]:
    """Records from an offset on; each notes where the previous one ended, as there may be gaps."""
    for each in records:
        if each.offset >= start:
            # Of a record that is too large a beginning suffices, and leaves room for the header.
            raw = (each.value or b"")[: LARGEST_BYTES + 1]
            yield Relayed(intake, start, each.offset + 1), each.key, raw
            start = each.offset + 1


def _error_of_gap(place: TopicPartition, start: int) -> Problem:
    return Problem(
        f"has no record at {start:,}, where copying goes on: it begins later, or was created anew",
        file=f"topic {place.topic}, partition {place.partition}",
        next_step="Restore all topics from a copy, or create all anew; then start the workers.",
    )


def _waiting(consumer: Any, settings: Settings, owned: OwnedPartition) -> dict[Intake, int]:
    """How many records of each intake are still to be copied, as far as the client knows."""
    ends = {
        intake: consumer.highwater(place)
        for intake, place in places_of(settings, owned.partition.number)
    }
    return {
        intake: max(0, (end or 0) - owned.relayed.get(intake, 0)) for intake, end in ends.items()
    }
