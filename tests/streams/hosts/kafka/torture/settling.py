"""The end of an ordeal: nobody writes any more, and one worker owns everything."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from tests.streams.hosts.kafka.torture.ordeal import Fleet
from tests.streams.hosts.kafka.watched import samples, why_not

TO_DO = (
    "relocate_waiting_records",
    "relocate_inbox_records",
    "relocate_lag_records",
    "relocate_pending_questions",
    "relocate_solvers",
    "relocate_unanswered_seconds",
)
"""What a worker has left to copy, to fold, to ask and to hear."""

PATIENCE_SECONDS = 240.0


def settle(fleet: Fleet, partitions: int, records: int) -> Any:
    """Leave all partitions to one worker, and hear what it says at its end.

    Parameters
    ----------
    fleet
        The workers.
    partitions
        How many logs there are.
    records
        How many records have been sent.
    """

    def is_done() -> bool:
        return _is_done(fleet, partitions, records)

    _until(is_done, "all is folded and answered")
    last, *others = fleet.workers.running
    port = fleet.workers.ports[last.pid]
    for each in others:
        fleet.workers.last_words(each)
    _until(
        lambda: samples(port).get("relocate_owned_partitions") == partitions and not why_not(port),
        "one worker owns everything",
    )
    _until(is_done, "it is done")
    return fleet.workers.last_words(last)


def _is_done(fleet: Fleet, partitions: int, records: int) -> bool:
    """Whether each log is served, all that was sent is in them, and nobody has anything to do."""
    fleet.keep()
    figures = defaultdict[str, float](float)
    for process in fleet.workers.running:
        for name, value in samples(fleet.workers.ports[process.pid]).items():
            figures[name.split()[0]] += value
    everywhere = figures["relocate_serving"] == partitions
    copied = figures["relocate_records"] >= records
    return everywhere and copied and not any(figures[name] for name in TO_DO)


def _until(happens: Callable[[], bool], words: str) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not happens():
        if time.monotonic() > deadline:
            raise AssertionError(f"it never came that {words}")
        time.sleep(0.5)
