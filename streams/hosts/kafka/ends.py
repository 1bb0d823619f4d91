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
from streams.hosts.kafka.holes import LostRecordsError
from streams.hosts.kafka.lag import Lag
from streams.hosts.kafka.log import extents, reader, shorter
from streams.hosts.kafka.settings import Settings
from streams.hosts.kafka.topics import topics_of

LOOK_SECONDS = 2.0
"""Between two looks."""

PATIENCE_SECONDS = 5.0
"""In which the broker answers."""

Positions = Callable[[], Mapping[int, int]]
"""How far each partition that is owned is folded."""


async def watch_ends(
    settings: Settings,
    lag: Lag,
    positions: Positions,
    stuck: Callable[[int], None],
    lost: Callable[[LostRecordsError], None],
) -> None:
    """Look at the ends of the logs that are owned, for ever; a broker that refuses is silent.

    Faust counts a record as done that it leaves out while partitions move. Were it the last one,
    no gap would show: that the log goes on and the state does not is how it is found.

    Parameters
    ----------
    stuck
        Told of a partition whose log went on a look ago, and which has not moved since.
    lost
        Told at each look of a log that has lost its first records.

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
                    logs = await _logs(consumer, settings, positions, longest)
                    lag.heard(logs, positions(), monotonic())
                    for number, stretch in lag.stretches.items():
                        if stretch.stands:
                            stuck(number)
                        if stretch.begin:
                            place = TopicPartition(settings.log, number)
                            lost(LostRecordsError(place, stretch.begin, 0))
                    await asyncio.sleep(LOOK_SECONDS)
        except (KafkaError, OSError, TimeoutError):
            await _topics_are_there(settings)
            await asyncio.sleep(LOOK_SECONDS)


async def _logs(
    consumer: Any, settings: Settings, positions: Positions, longest: dict[int, int]
) -> dict[int, range]:
    """From where to where logs go, which is nowhere before any place where they ended once."""
    # Of one that owns nothing, whether the broker answers is worth knowing all the same.
    known = dict(positions()) or {0: 0}
    async with asyncio.timeout(PATIENCE_SECONDS):
        logs = await extents(consumer, settings.log, known)
    for number, log in logs.items():
        longest[number] = max(longest.get(number, 0), known[number])
        if log.stop < longest[number]:
            raise InputError([shorter(settings.log, number, log.stop, longest[number])])
        longest[number] = log.stop
    return logs


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
