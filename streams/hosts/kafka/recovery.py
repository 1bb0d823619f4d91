"""The log read again: what a worker knows of its partitions, and letters nobody has reported."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

from streams.hosts.kafka.log import as_record, reader, to_the_end
from streams.hosts.kafka.owned import Owned
from streams.hosts.kafka.pointers import pointer_of
from streams.hosts.kafka.settings import Settings


async def catch_up(
    settings: Settings,
    behind: Sequence[Owned],
    now: Callable[[], datetime],
    still_owned: Callable[[Owned], bool],
) -> None:
    """Read partitions from their positions to the ends of their logs as they are now.

    Of one that is read from its beginning, only letters that are not on their topic are left to
    report; of one that was known in part, all that were found now.

    Raises
    ------
    InputError
        A log has lost its beginning.
    """
    owned = {each.partition.number: each for each in behind}
    starts = {number: each.partition.position for number, each in owned.items()}
    async with reader(settings) as consumer:
        async for number, records in to_the_end(consumer, settings.events, starts):
            if still_owned(owned[number]):
                owned[number].take([as_record(each) for each in records], now())
            # Folding is work: let the rest of the worker have its turn.
            await asyncio.sleep(0)
        begun = [number for number, start in starts.items() if start == 0]
        await _leave_out_reported(settings, consumer, [owned[number] for number in begun])


async def _leave_out_reported(settings: Settings, consumer: Any, begun: Iterable[Owned]) -> None:
    doubtful = {each.partition.number: each for each in begun if each.letters}
    if not doubtful:
        return
    reported: set[bytes] = set()
    starts = dict.fromkeys(doubtful, 0)
    async for _, records in to_the_end(consumer, settings.dead_letters, starts):
        letters = (pointer_of(each.value) for each in records)
        reported.update(each.key for each in letters if each is not None)
    for each in doubtful.values():
        each.letters = [one for one in each.letters if one.key not in reported]
