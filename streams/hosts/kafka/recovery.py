"""Recovery: claim partitions, and rebuild their states by reading their logs."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from time import monotonic
from typing import Any
from uuid import uuid4

from models.errors import InputError
from streams.hosts.kafka.assignment import Assignment
from streams.hosts.kafka.checking import partitions_changed
from streams.hosts.kafka.lost_records import LostRecordsError, read_complete
from streams.hosts.kafka.owned_partition import OwnedPartition
from streams.hosts.kafka.reading import read_to_end, reader, to_log_record
from streams.hosts.kafka.records import pointer_of
from streams.hosts.kafka.settings import Settings
from streams.hosts.kafka.writing import Outbox

RECLAIM_SECONDS = 1.0
"""Before a log is claimed again that another worker claimed meanwhile."""


async def recover(assignment: Assignment, outbox: Outbox, now: Callable[[], datetime]) -> None:
    """Bring partitions that are behind up to date with their logs, again and again.

    Raises
    ------
    InputError
        A log is shorter than it was, or partitions have been added to it.
    """
    while True:
        await assignment.behind.wait()
        assignment.behind.clear()
        await assignment.let_go()
        behind = [each for each in assignment.owned.values() if each.is_behind]
        if behind:
            await _catch_up(assignment, outbox, behind, now)


async def _catch_up(
    assignment: Assignment,
    outbox: Outbox,
    behind: Sequence[OwnedPartition],
    now: Callable[[], datetime],
) -> None:
    """Claim logs, read them, and serve, unless the group rebalances meanwhile."""
    generation, began = assignment.generation, monotonic()
    starts = {each.partition.number: each.partition.position for each in behind}
    await asyncio.gather(*(_claim(each, outbox) for each in behind if not each.is_claimed))
    try:
        await _read(assignment, behind, now)
    except LostRecordsError as error:
        assignment.refuse(error)
        return
    if generation != assignment.generation:
        return
    for each in behind:
        if each.is_claimed:
            each.serve(now())
            number, seconds = each.partition.number, monotonic() - began
            read = each.partition.position - starts[number]
            assignment.tell(f"partition {number}: {read:,} records read, in {seconds:.1f} s")
    if not all(each.is_claimed for each in behind):
        # Two workers think that they own it; by then the cut-off one knows that it does not.
        await asyncio.sleep(RECLAIM_SECONDS)
        assignment.behind.set()


async def _claim(owned: OwnedPartition, outbox: Outbox) -> None:
    """Fence the owner before, on both topics; all snapshots are to be published again."""
    await owned.writer.claim()
    owned.claim, owned.is_shown = uuid4().hex, False
    await outbox.claim(owned.partition.number, owned.claim)


async def _read(
    assignment: Assignment, behind: Sequence[OwnedPartition], now: Callable[[], datetime]
) -> None:
    """Read partitions from their positions to the present ends of their logs.

    Dead letters of a partition that is read from its beginning are reported only if they are not on
    their topic yet; of other partitions, all that were found now are reported.
    """
    settings = assignment.settings
    owned = {each.partition.number: each for each in behind}
    starts = {number: each.partition.position for number, each in owned.items()}
    async with reader(settings) as consumer:
        async for number, found, end in read_complete(settings, consumer, settings.log, starts):
            records = [to_log_record(each) for each in found]
            if any(each.is_torn_from(number, assignment.partitions) for each in records):
                raise InputError([partitions_changed(settings.log, assignment.partitions)])
            if assignment.owns(owned[number]):
                owned[number].take(records, now())
                owned[number].partition.skip_to(end)
            # Folding takes time: let the other tasks of the worker have their turn.
            await asyncio.sleep(0)
        fresh = [each for each in behind if not each.has_served]
        await _leave_out_reported(settings, consumer, fresh)


async def _leave_out_reported(
    settings: Settings, consumer: Any, fresh: Iterable[OwnedPartition]
) -> None:
    doubtful = {each.partition.number: each for each in fresh if each.letters}
    if not doubtful:
        return
    reported: set[bytes] = set()
    starts = dict.fromkeys(doubtful, 0)
    async for _, records in read_to_end(consumer, settings.dead_letters, starts):
        letters = (pointer_of(each.value) for each in records)
        reported.update(each.key for each in letters if each is not None)
    for each in doubtful.values():
        each.letters = [one for one in each.letters if one.key not in reported]
