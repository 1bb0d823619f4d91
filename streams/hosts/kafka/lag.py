"""How far behind the ends of their logs partitions are, as the broker says, and which are stuck."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from aiokafka import TopicPartition
from aiokafka.errors import KafkaError

from streams.hosts.kafka.log import reader
from streams.hosts.kafka.settings import Settings

LOOK_SECONDS = 2.0
"""Between two looks."""

PATIENCE_SECONDS = 5.0
"""In which the broker answers."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A log, and how far it has been folded."""

    position: int
    end: int
    moved_at: float
    """When the position was first seen where it is, or there was nothing more to fold."""
    stands: bool = False
    """Whether it was there and had more before it a look ago."""


@dataclass
class Lag:
    """What the broker said last."""

    began_at: float = field(default_factory=monotonic)
    heard_at: float | None = None
    """None until it has answered once."""
    stretches: dict[int, Stretch] = field(default_factory=dict)
    """By partition that is owned."""

    def heard(self, ends: Mapping[int, int], positions: Mapping[int, int], now: float) -> None:
        """Note how far logs go; partitions that are owned no longer are left out.

        Parameters
        ----------
        ends, positions
            By partition; the positions as they are when the answer is there.
        """
        self.heard_at = now
        self.stretches = {
            number: self._stretch(number, positions[number], end, now)
            for number, end in ends.items()
            if number in positions
        }

    def silent_seconds(self, now: float) -> float:
        """For how long the broker has said nothing."""
        return now - (self.began_at if self.heard_at is None else self.heard_at)

    def _stretch(self, number: int, position: int, end: int, now: float) -> Stretch:
        before = self.stretches.get(number)
        if before is not None and before.position == position < before.end:
            return Stretch(position, end, before.moved_at, stands=True)
        return Stretch(position, end, now)


async def watch_ends(
    settings: Settings,
    lag: Lag,
    positions: Callable[[], Mapping[int, int]],
    stuck: Callable[[int], None],
) -> None:
    """Look at the ends of the logs that are owned, for ever; a broker that refuses is silent.

    Faust counts a record as done that it leaves out while partitions move. Were it the last one,
    no gap would show: that the log goes on and the state does not is how it is found.

    Parameters
    ----------
    positions
        How far each partition is folded.
    stuck
        Told of a partition whose log went on a look ago, and which has not moved since.
    """
    while True:
        try:
            async with reader(settings) as consumer:
                while True:
                    for number in await _look(consumer, settings, lag, positions):
                        stuck(number)
                    await asyncio.sleep(LOOK_SECONDS)
        except (KafkaError, OSError, TimeoutError):
            await asyncio.sleep(LOOK_SECONDS)


async def _look(
    consumer: Any, settings: Settings, lag: Lag, positions: Callable[[], Mapping[int, int]]
) -> list[int]:
    # Of one that owns nothing, whether the broker answers is worth knowing all the same.
    places = [TopicPartition(settings.events, number) for number in positions() or [0]]
    async with asyncio.timeout(PATIENCE_SECONDS):
        ends = await consumer.end_offsets(places)
    lag.heard({place.partition: end for place, end in ends.items()}, positions(), monotonic())
    return [number for number, each in lag.stretches.items() if each.stands]
