"""The ends of the logs that are owned, looked at again and again: do they go on, are they there."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from time import monotonic
from typing import Any

from aiokafka import TopicPartition
from aiokafka.errors import KafkaError

from models.errors import InputError
from streams.hosts.kafka.cluster import look_at
from streams.hosts.kafka.connection import connected
from streams.hosts.kafka.differences import NOT_THERE, absences
from streams.hosts.kafka.lag import Lag
from streams.hosts.kafka.log import reader, shorter
from streams.hosts.kafka.settings import Settings
from streams.hosts.kafka.topics import topics_of

LOOK_SECONDS = 2.0
"""Between two looks."""

PATIENCE_SECONDS = 5.0
"""In which the broker answers."""

Positions = Callable[[], Mapping[int, int]]
"""How far each partition that is owned is folded."""


async def watch_ends(
    settings: Settings, lag: Lag, positions: Positions, stuck: Callable[[int], None]
) -> None:
    """Look at the ends of the logs that are owned, for ever; a broker that refuses is silent.

    Faust counts a record as done that it leaves out while partitions move. Were it the last one,
    no gap would show: that the log goes on and the state does not is how it is found.

    Parameters
    ----------
    stuck
        Told of a partition whose log went on a look ago, and which has not moved since.

    Raises
    ------
    InputError
        A log is shorter than it was, or a broker answers that has no such topic: Faust would wait
        for what comes after the records that are gone, or for partitions that are nobody's.
    """
    longest: dict[int, int] = {}
    while True:
        try:
            async with reader(settings) as consumer:
                while True:
                    ends = await _ends(consumer, settings, positions, longest)
                    lag.heard(ends, positions(), monotonic())
                    for number, stretch in lag.stretches.items():
                        if stretch.stands:
                            stuck(number)
                    await asyncio.sleep(LOOK_SECONDS)
        except (KafkaError, OSError, TimeoutError):
            await _topics_are_there(settings)
            await asyncio.sleep(LOOK_SECONDS)


async def _ends(
    consumer: Any, settings: Settings, positions: Positions, longest: dict[int, int]
) -> dict[int, int]:
    """Where logs end, which is nowhere before any place where they ended once."""
    # Of one that owns nothing, whether the broker answers is worth knowing all the same.
    known = dict(positions()) or {0: 0}
    places = [TopicPartition(settings.events, number) for number in known]
    async with asyncio.timeout(PATIENCE_SECONDS):
        found = await consumer.end_offsets(places)
    ends = {place.partition: end for place, end in found.items()}
    for number, end in ends.items():
        longest[number] = max(longest.get(number, 0), known[number])
        if end < longest[number]:
            raise InputError([shorter(settings.events, number, end, longest[number])])
        longest[number] = end
    return ends


async def _topics_are_there(settings: Settings) -> None:
    """Make sure that topics are not gone, if a broker can be asked."""
    try:
        async with connected(settings) as connection:
            found = await look_at(connection, [topic.name for topic in topics_of(settings)])
    except (InputError, KafkaError, OSError):
        return
    gone = {name: topic for name, topic in found.items() if topic.error == NOT_THERE}
    if gone:
        raise InputError(list(absences(gone, settings)))
