"""The end of an ordeal: nobody writes any more, and one worker owns everything."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from tests.streams.hosts.kafka.torture.ordeal import Fleet
from tests.streams.hosts.kafka.watched import samples, why_not

CALM_SECONDS = 8.0
"""Without a further record: longer than a session, a day of the test's patience, and a solver."""

PATIENCE_SECONDS = 240.0


def settle(fleet: Fleet, partitions: int) -> Any:
    """Leave all partitions to one worker, and hear what it says at its end."""
    _until(lambda: _calm(fleet), "all is folded and answered")
    last, *others = fleet.workers.running
    port = fleet.ports[last.pid]
    for each in others:
        fleet.workers.last_words(each)
    _until(
        lambda: samples(port).get("relocate_owned_partitions") == partitions and not why_not(port),
        "one worker owns everything",
    )
    _until(lambda: _calm(fleet), "it is done")
    return fleet.workers.last_words(last)


def _calm(fleet: Fleet) -> bool:
    """Whether the logs have not grown for a while, and all of them are folded."""
    fleet.keep()
    before = _figures(fleet)
    time.sleep(CALM_SECONDS)
    after = _figures(fleet)
    return before == after and all(behind == 0 for _, behind in after)


def _figures(fleet: Fleet) -> list[tuple[float, float]]:
    """Ends and lags of each worker's logs, all together; -1 of one that does not say."""
    found = []
    for process in fleet.workers.running:
        seen = samples(fleet.ports[process.pid])
        ends = [value for name, value in seen.items() if name.startswith("relocate_end ")]
        lags = [value for name, value in seen.items() if name.startswith("relocate_lag_records ")]
        found.append((sum(ends), sum(lags)) if seen else (-1.0, -1.0))
    return found


def _until(happens: Callable[[], bool], words: str) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not happens():
        if time.monotonic() > deadline:
            raise AssertionError(f"it never came that {words}")
        time.sleep(0.5)
