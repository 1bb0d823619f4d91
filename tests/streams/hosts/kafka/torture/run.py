"""``make torture``: an ordeal from its first record to its verdict, on a broker of its own.

``make torture TORTURE="--events 50000 --kills 20 --restarts 2 --seconds 300 --seed 1"``
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from random import Random
from uuid import uuid4

from streams.hosts.kafka.running import LOUD
from streams.hosts.kafka.settings import Settings
from streams.hosts.kafka.verifying import verify
from tests.kafka.cluster import Cluster, running
from tests.kafka.jars import NoKafkaError, jars
from tests.streams.hosts.kafka.torture.feed import Told, feed
from tests.streams.hosts.kafka.torture.ordeal import Fleet, Plan, strike, tell
from tests.streams.hosts.kafka.torture.settling import settle
from tests.streams.hosts.kafka.torture.verdict import judge, remains
from tests.streams.hosts.kafka.workers import Workers


def endure(plan: Plan, cluster: Cluster) -> Mapping[str, int]:
    """Put workers through an ordeal, and judge what is left.

    Returns
    -------
    counts
        What was done, what ended unasked, and the records by what became of them.

    Raises
    ------
    AssertionError
        Something was lost, is there twice, or does not follow from the log.
    """
    settings = Settings(tuple(cluster.servers.split(",")), f"torture-{uuid4().hex[:8]}-")
    fleet = Fleet(Workers(settings), Random(plan.seed))  # noqa: S311
    fleet.workers.create(plan.partitions)
    told = list(feed(plan.events, plan.seed, plan.partitions))
    try:
        for _ in range(plan.workers):
            fleet.join()
        asyncio.run(_suffer(plan, fleet, cluster, told))
        last_words = settle(fleet, plan.partitions, len(told))
        shown = fleet.workers.snapshots()
        balance = judge(told, remains(settings, plan.partitions), last_words, shown)
        _verify(settings)
    finally:
        fleet.workers.kill()
    return {**fleet.counts, **{disposition.value: count for disposition, count in balance.items()}}


def _verify(settings: Settings) -> None:
    """The last word is that of the command by which anybody can look."""
    proof = asyncio.run(verify(settings))
    assert proof.claims, "nothing has been shown"
    assert not proof.differences, proof.differences


async def _suffer(plan: Plan, fleet: Fleet, cluster: Cluster, told: Sequence[Told]) -> None:
    telling = tell(fleet.workers.settings, told, plan.seconds)
    await asyncio.gather(telling, strike(plan, fleet, cluster.broker))


def main() -> None:
    """Endure what the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    for each in fields(Plan):
        parser.add_argument(f"--{each.name}", type=type(each.default), default=each.default)
    for name in LOUD:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    plan = Plan(**vars(parser.parse_args()))
    try:
        jars()
    except NoKafkaError as error:
        sys.exit(str(error))
    with tempfile.TemporaryDirectory(prefix="kafka-") as folder, running(Path(folder)) as cluster:
        counts = endure(plan, cluster)
    sys.stdout.write("".join(f"{count:>8,}  {name}\n" for name, count in counts.items()))


if __name__ == "__main__":
    main()
