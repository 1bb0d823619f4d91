"""Records folded, whatever they are: one that this release cannot fold hurts no other.

Were it to end the worker, it would end whoever takes the partition over as well, one after the
other, and with them every programme.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from streams.events import Event
from streams.hosts.kafka.partition import Partition
from streams.hosts.kafka.pointers import Pointer
from streams.hosts.kafka.records import Record
from streams.hosts.solvers import blame


def fold(
    partition: Partition, records: Sequence[Record], now: datetime
) -> tuple[list[Event], list[Pointer]]:
    """Fold records that follow on the state; one that raises is a dead letter.

    It is looked for by halves. What raises follows from the log and the release alone, so that all
    workers come to the same state; a later release reads the log anew, and folds it if it can.

    Returns
    -------
    events, letters
        What was new, and the dead letters.

    Raises
    ------
    MemoryError
        It is this machine that cannot; another might.
    """
    try:
        return partition.take(records, now)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - the one place: whatever a bug raises
        if len(records) == 1:
            reason = f"cannot be folded by this release: {blame(error)}"
            return [], [partition.bury(records[0], reason)]
    half = len(records) // 2
    events, letters = fold(partition, records[:half], now)
    more_events, more_letters = fold(partition, records[half:], now)
    return events + more_events, letters + more_letters
