"""Five kills, a broker restarted, 10 % poison, in two minutes; `make torture` has more."""

from __future__ import annotations

import pytest

from tests.kafka.fixtures import NewCluster
from tests.streams.hosts.kafka.torture.ordeal import Plan
from tests.streams.hosts.kafka.torture.run import endure

pytestmark = [pytest.mark.kafka, pytest.mark.slow]


def test_nothing_is_lost_and_nothing_is_twice(new_cluster: NewCluster) -> None:
    """State, recommendations, ids and balance are the fold of the log, and no worker gives up."""
    counts = endure(Plan(events=10_000, kills=5, restarts=1, seconds=70), new_cluster(1))
    assert counts["kill"] == 5
    assert counts.get("ended unasked", 0) == 0
