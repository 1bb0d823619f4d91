"""How far behind the ends of their logs partitions are, and those that are stuck there.

Faust counts a record as done that it leaves out while partitions move. Were it the last one, no
gap would show: that the log goes on and the state does not is how it is found.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from aiokafka import TopicPartition

from streams.hosts.kafka.log import reader
from streams.hosts.kafka.owned import Owned
from streams.hosts.kafka.settings import Settings

LOOK_SECONDS = 2.0


async def watch_ends(
    settings: Settings, serving: Callable[[], list[Owned]], stuck: Callable[[Owned], None]
) -> None:
    """Look at the ends of the logs that are served, for ever.

    Parameters
    ----------
    stuck
        Told of a partition whose log went on a look ago, and which has not moved since.
    """
    async with reader(settings) as consumer:
        while True:
            before = {id(each): (each.partition.position, each.end) for each in serving()}
            await asyncio.sleep(LOOK_SECONDS)
            served = {TopicPartition(settings.events, each.partition.number): each
                      for each in serving()}  # fmt: skip
            ends = await consumer.end_offsets(list(served)) if served else {}
            for place, each in served.items():
                each.end = ends[place]
                position, end = before.get(id(each), (0, 0))
                if each.partition.position == position < end:
                    stuck(each)
