"""The log read again: what a worker knows of its partitions, and letters nobody has reported."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from time import monotonic
from typing import Any
from uuid import uuid4

from models.errors import InputError
from streams.hosts.kafka.differences import torn
from streams.hosts.kafka.holes import LostRecordsError, whole
from streams.hosts.kafka.log import as_record, reader, to_the_end
from streams.hosts.kafka.outbox import Outbox
from streams.hosts.kafka.owned import Owned
from streams.hosts.kafka.pointers import pointer_of
from streams.hosts.kafka.settings import Settings
from streams.hosts.kafka.share import Share

RECLAIM_SECONDS = 1.0
"""Before a log is claimed again that another worker has claimed meanwhile."""


async def recover(share: Share, outbox: Outbox, now: Callable[[], datetime]) -> None:
    """Catch up with the log wherever that is needed, for ever.

    Raises
    ------
    InputError
        A log is shorter than it was, or partitions have been added to it.
    """
    while True:
        await share.behind.wait()
        share.behind.clear()
        await share.let_go()
        behind = [each for each in share.owned.values() if each.is_behind]
        if behind:
            await _catch_up(share, outbox, behind, now)


async def _catch_up(
    share: Share, outbox: Outbox, behind: Sequence[Owned], now: Callable[[], datetime]
) -> None:
    """Claim logs, read them, and serve, unless the group says something else meanwhile."""
    generation, began = share.generation, monotonic()
    starts = {each.partition.number: each.partition.position for each in behind}
    await asyncio.gather(*(_claim(each, outbox) for each in behind if not each.is_claimed))
    try:
        await _read(share, behind, now)
    except LostRecordsError as error:
        share.refuse(error)
        return
    if generation != share.generation:
        return
    for each in behind:
        if each.is_claimed:
            each.serve(now())
            number, seconds = each.partition.number, monotonic() - began
            read = each.partition.position - starts[number]
            share.told(f"partition {number}: {read:,} records read, in {seconds:.1f} s")
    if not all(each.is_claimed for each in behind):
        # Either this worker was cut off and will be told, or another was, and has heard it by then.
        await asyncio.sleep(RECLAIM_SECONDS)
        share.behind.set()


async def _claim(owned: Owned, outbox: Outbox) -> None:
    """Shut out whoever wrote snapshots and log before; all is to be shown again."""
    await owned.writer.claim()
    owned.claim, owned.is_shown = uuid4().hex, False
    await outbox.claim(owned.partition.number, owned.claim)


async def _read(share: Share, behind: Sequence[Owned], now: Callable[[], datetime]) -> None:
    """Read partitions from their positions to the ends of their logs as they are now.

    Of one that is read from its beginning, only letters that are not on their topic are left to
    report; of one that was known in part, all that were found now.
    """
    settings = share.settings
    owned = {each.partition.number: each for each in behind}
    starts = {number: each.partition.position for number, each in owned.items()}
    async with reader(settings) as consumer:
        async for number, found, end in whole(settings, consumer, settings.log, starts):
            records = [as_record(each) for each in found]
            if any(each.is_torn_from(number, share.partitions) for each in records):
                raise InputError([torn(settings.log, share.partitions)])
            if share.owns(owned[number]):
                owned[number].take(records, now())
                owned[number].partition.reach(end)
            # Folding is work: let the rest of the worker have its turn.
            await asyncio.sleep(0)
        fresh = [each for each in behind if not each.begun]
        await _leave_out_reported(settings, consumer, fresh)


async def _leave_out_reported(settings: Settings, consumer: Any, fresh: Iterable[Owned]) -> None:
    doubtful = {each.partition.number: each for each in fresh if each.letters}
    if not doubtful:
        return
    reported: set[bytes] = set()
    starts = dict.fromkeys(doubtful, 0)
    async for _, records in to_the_end(consumer, settings.dead_letters, starts):
        letters = (pointer_of(each.value) for each in records)
        reported.update(each.key for each in letters if each is not None)
    for each in doubtful.values():
        each.letters = [one for one in each.letters if one.key not in reported]
