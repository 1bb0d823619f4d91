"""How far each partition is behind the end of its log, and whether it still moves."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from aiokafka import TopicPartition
from aiokafka.errors import KafkaError

from models.errors import InputError
from streams.hosts.kafka.checking import NOT_THERE, absences
from streams.hosts.kafka.client import connection_to
from streams.hosts.kafka.cluster import describe_topics
from streams.hosts.kafka.lost_records import LostRecordsError
from streams.hosts.kafka.reading import extents, reader, shortened_log
from streams.hosts.kafka.settings import Settings
from streams.hosts.kafka.topics import topic_specs


@dataclass(frozen=True, slots=True)
class PartitionLag:
    """How far one partition is folded, and where its log ends."""

    position: int
    end: int
    moved_at: float
    """When it last moved, or had nothing left to fold."""
    begin: int = 0
    """Where the log begins; above 0 if it has lost its first records."""
    is_stuck: bool = False
    """Whether it has not moved since the last check, although there were records to fold."""


@dataclass
class Lag:
    """The lag of all owned partitions, by the broker's last reply."""

    began_at: float = field(default_factory=monotonic)
    answered_at: float | None = None
    """None before the first reply."""
    partitions: dict[int, PartitionLag] = field(default_factory=dict)
    """By owned partition."""

    def update(self, logs: Mapping[int, range], positions: Mapping[int, int], now: float) -> None:
        """Note where logs end; partitions that are no longer owned are left out.

        Parameters
        ----------
        logs, positions
            By partition: the offsets of its log, and its position when the reply came.
        """
        self.answered_at = now
        self.partitions = {
            number: self._partition(number, positions[number], log, now)
            for number, log in logs.items()
            if number in positions
        }

    def silent_seconds(self, now: float) -> float:
        """For how long the broker has not replied."""
        return now - (self.began_at if self.answered_at is None else self.answered_at)

    def _partition(self, number: int, position: int, log: range, now: float) -> PartitionLag:
        before = self.partitions.get(number)
        if before is not None and before.position == position < before.end:
            return PartitionLag(position, log.stop, before.moved_at, log.start, is_stuck=True)
        return PartitionLag(position, log.stop, now, log.start)


LAG_CHECK_SECONDS = 2.0
"""Between two checks."""

PATIENCE_SECONDS = 5.0
"""Time for the broker to reply."""

LogPositions = Callable[[], Mapping[int, int]]
"""The position of each owned partition."""


async def watch_lag(
    settings: Settings,
    lag: Lag,
    positions: LogPositions,
    stuck: Callable[[int], None],
    lost: Callable[[LostRecordsError], None],
) -> None:
    """Check the ends of owned logs again and again; errors of the broker are passed over.

    Faust may skip a record during a rebalance. If it is the last one, no later record shows the
    gap: it is found because the log goes on and the state does not.

    Parameters
    ----------
    stuck
        Called with a partition that has not moved since the last check, although it had records.
    lost
        Called at each check with a log that has lost its first records.

    Raises
    ------
    InputError
        A log is shorter than it was, or a topic does not exist any more: Faust would wait for ever
        for offsets after the lost records, or for partitions that do not exist.
    """
    longest: dict[int, int] = {}
    while True:
        try:
            async with reader(settings) as consumer:
                while True:
                    logs = await _log_ranges(consumer, settings, positions, longest)
                    lag.update(logs, positions(), monotonic())
                    for number, partition in lag.partitions.items():
                        if partition.is_stuck:
                            stuck(number)
                        if partition.begin:
                            place = TopicPartition(settings.log, number)
                            lost(LostRecordsError(place, partition.begin, 0))
                    await asyncio.sleep(LAG_CHECK_SECONDS)
        except (KafkaError, OSError, TimeoutError):
            await _topics_are_there(settings)
            await asyncio.sleep(LAG_CHECK_SECONDS)


async def _log_ranges(
    consumer: Any, settings: Settings, positions: LogPositions, longest: dict[int, int]
) -> dict[int, range]:
    """The offsets of each owned log, which must not end before where it ended once."""
    # Without partitions of its own a worker still asks, to know whether the broker replies.
    known = dict(positions()) or {0: 0}
    async with asyncio.timeout(PATIENCE_SECONDS):
        logs = await extents(consumer, settings.log, known)
    for number, log in logs.items():
        longest[number] = max(longest.get(number, 0), known[number])
        if log.stop < longest[number]:
            raise InputError([shortened_log(settings.log, number, log.stop, longest[number])])
        longest[number] = log.stop
    return logs


async def _topics_are_there(settings: Settings) -> None:
    """Make sure that the topics still exist, if the broker answers."""
    try:
        async with connection_to(settings) as connection:
            found = await describe_topics(
                connection, [topic.name for topic in topic_specs(settings)]
            )
    except (InputError, KafkaError, OSError):
        return
    gone = {name: topic for name, topic in found.items() if topic.error == NOT_THERE}
    if gone:
        raise InputError(list(absences(gone, settings)))
