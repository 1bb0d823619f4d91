"""A worker whose network stalls while it solves: its answer comes late, and counts for nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from streams.hosts.kafka.settings import Settings
from tests.kafka.cluster import LOOPBACK, free_port, running
from tests.kafka.fixtures import kafka_or_skip
from tests.kafka.proxy import Network, door, network
from tests.streams.hosts.behaviour.stage import answered, answers, until
from tests.streams.hosts.embedded.test_killed import wait_for_descendants
from tests.streams.hosts.hosting import published
from tests.streams.hosts.kafka.test_failures import settle
from tests.streams.hosts.kafka.workers import Workers
from tests.streams.hosts.poison import seats

pytestmark = [pytest.mark.kafka, pytest.mark.slow]


@pytest.fixture
def deployment(tmp_path: Path) -> Iterator[tuple[Workers, Workers, Network]]:
    """Workers next to the broker, workers behind a network of their own, and that network."""
    kafka_or_skip()
    inside, outside = free_port(), free_port()
    with (
        running(tmp_path / "kafka", extra=door(inside, outside)) as cluster,
        network(outside, inside) as between,
    ):
        near = Workers(Settings((cluster.servers,), "test-"))
        far = Workers(Settings((f"{LOOPBACK}:{outside}",), "test-"))
        try:
            near.create(2)
            yield near, far, between
        finally:
            far.kill()
            near.kill()


def test_an_answer_of_a_worker_that_was_cut_off_comes_to_nothing(
    deployment: tuple[Workers, Workers, Network], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its successor has answered twice by then; what it wrote under way is stale in the log."""
    near, far, between = deployment
    gate = tmp_path / "gate"
    monkeypatch.setenv("RELOCATE_TEST_GATE", str(gate))
    near.tell(published("north"))
    cut_off = far.start("waits")
    wait_for_descendants(cut_off.pid, 2)
    # It writes one thing after another: nothing else is under way then.
    until(lambda: "north" in near.snapshots())
    between.stall()
    gate.touch()
    until(lambda: between.holds(b"answer_recorded"))

    near.start()
    until(lambda: answered(near, "north"))
    near.tell(seats("s", "north", 77))
    until(lambda: len(answers(near, "north")) == 2 and answered(near, "north"))
    before = answers(near, "north")
    between.go_on()
    until(lambda: sum(each.ownership.stale for each, _ in near.partitions()) >= 1)

    assert answers(near, "north")[:2] == before
    far.kill(cut_off)
    settle(near, [published("north"), seats("s", "north", 77)], "north")
