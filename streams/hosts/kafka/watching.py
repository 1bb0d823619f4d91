"""What is open, as workers say it on the topic of recommendations."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterable
from contextlib import aclosing
from typing import Any

from pydantic import ValidationError

from models.errors import InputError, Problem
from streams.hosts.kafka.log import extents, partitions_of, reader, to_the_end
from streams.hosts.kafka.settings import Settings
from streams.log import newer
from streams.recommend import Snapshot

COMMIT_SECONDS = 5.0
"""In which what has been committed is known to be; a writer that was killed commits nothing."""


async def snapshots(settings: Settings) -> tuple[Snapshot, ...]:
    """The latest snapshot of each programme, by name.

    Raises
    ------
    InputError
        A newer release wrote one.
    aiokafka.errors.KafkaError
        The broker refuses, or does not answer.
    """
    async with aclosing(followed(settings)) as following:
        return await anext(following)


async def followed(
    settings: Settings, *, beats: bool = False
) -> AsyncGenerator[tuple[Snapshot, ...], None]:
    """The latest snapshot of each programme, then those that change, for ever.

    A snapshot of a lower position than one before is old news. One of the same position is not:
    another release that took over says it, and whoever was shut out writes no more.

    Parameters
    ----------
    beats
        Say so about twice a second where nothing changes.
    """
    known: dict[str, Snapshot] = {}
    topic = settings.recommendations
    numbers = await partitions_of(settings, topic)
    starts = dict.fromkeys(numbers, 0)
    stops = await _written(settings, topic, numbers)
    async with reader(settings, "read_committed") as consumer:
        async for _, records in to_the_end(consumer, topic, starts, stops, COMMIT_SECONDS):
            _newer(known, records)
        yield tuple(known[name] for name in sorted(known))
        while True:
            batches = await consumer.getmany(timeout_ms=500)
            found = _newer(known, [each for batch in batches.values() for each in batch])
            if found or beats:
                yield tuple(found[name] for name in sorted(found))


async def _written(settings: Settings, topic: str, numbers: Iterable[int]) -> dict[int, int]:
    """Where a topic ends, with what has not been committed yet.

    A commit returns before it is known wherever there are records of it: where a topic ends for
    those who read what is committed, may still be before what has just been.
    """
    async with reader(settings) as consumer:
        return {n: log.stop for n, log in (await extents(consumer, topic, numbers)).items()}


def _newer(known: dict[str, Snapshot], records: Iterable[Any]) -> dict[str, Snapshot]:
    """Those of some records that are newer than what is known, the last of each programme."""
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
