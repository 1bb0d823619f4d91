"""``make soak``: one worker, events at an even pace, and what becomes of its memory.

``make soak SOAK="--seconds 900 --rate 200"``
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import linear_regression

from streams.hosts.kafka.running import LOUD
from streams.hosts.kafka.settings import Settings
from tests.kafka.cluster import Cluster, running
from tests.streams.hosts.kafka.torture.feed import feed
from tests.streams.hosts.kafka.torture.ordeal import Fleet, tell
from tests.streams.hosts.kafka.torture.settling import settle
from tests.streams.hosts.kafka.torture.verdict import judge, remains
from tests.streams.hosts.kafka.watched import samples, total
from tests.streams.hosts.kafka.workers import Workers

PARTITIONS, SEED = 4, 1
SAMPLE_SECONDS = 5.0
WARM_UP = 0.3
"""Share of the time that is not looked at: caches fill, and the tables reach their size."""

MOST_BYTES_PER_ID = 400
"""An id is a string of about 70 bytes and a place in a set that doubles and doubles."""


@dataclass(frozen=True)
class Sample:
    """A worker at one time."""

    ids: float
    resident_bytes: float


def soak(seconds: float, rate: float, cluster: Cluster) -> list[Sample]:
    """Let a worker fold for so long, and judge what is left."""
    settings = Settings(tuple(cluster.servers.split(",")), "soak-")
    fleet = Fleet(Workers(settings), Random(SEED))  # noqa: S311
    fleet.workers.create(PARTITIONS)
    told = list(feed(round(seconds * rate), SEED, PARTITIONS))
    try:
        fleet.join()
        port = fleet.workers.ports[fleet.workers.running[0].pid]

        async def fold() -> list[Sample]:
            telling = asyncio.ensure_future(tell(settings, told, seconds))
            found = []
            while not telling.done():
                await asyncio.sleep(SAMPLE_SECONDS)
                found.append(await asyncio.to_thread(_sample, port))
            await telling
            return found

        found = asyncio.run(fold())
        last_words = settle(fleet, PARTITIONS, len(told))
        judge(told, remains(settings, PARTITIONS), last_words, fleet.workers.snapshots())
    finally:
        fleet.workers.kill()
    return [each for each in found if each.ids]


def bytes_per_id(found: Sequence[Sample]) -> float:
    """By how much memory grows with each id, after the warm-up."""
    rest = found[round(len(found) * WARM_UP) :]
    slope: float = linear_regression(
        [each.ids for each in rest], [each.resident_bytes for each in rest]
    ).slope
    return slope


def _sample(port: int) -> Sample:
    resident = samples(port).get("process_resident_memory_bytes", 0.0)
    return Sample(total(port, "relocate_ids"), resident)


def main() -> None:
    """Soak, say what it took, and fail if memory grows by more than ids do."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=float, default=900.0)
    options.add_argument("--rate", type=float, default=200.0, help="events a second")
    given = options.parse_args()
    for name in LOUD:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    with tempfile.TemporaryDirectory(prefix="kafka-") as folder, running(Path(folder)) as cluster:
        found = soak(given.seconds, given.rate, cluster)
    for each in found[:: max(1, len(found) // 10)]:
        sys.stdout.write(f"{each.ids:>9,.0f} ids  {each.resident_bytes / 1e6:>7.1f} MB\n")
    grown = bytes_per_id(found)
    sys.stdout.write(f"{grown:,.0f} bytes for each id\n")
    if grown > MOST_BYTES_PER_ID:
        sys.exit(f"Memory grows by more than ids do: at most {MOST_BYTES_PER_ID} bytes for each.")


if __name__ == "__main__":
    main()
