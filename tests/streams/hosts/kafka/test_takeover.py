"""A partition taken over from a worker that was killed or cut off: no answer counts twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from streams.events import Event
from streams.fold import fold
from streams.hosts.kafka.settings import Settings
from streams.log import Disposition
from streams.state import World
from tests.kafka.cluster import LOOPBACK, free_port, running
from tests.kafka.fixtures import kafka_or_skip
from tests.kafka.proxy import Network, door, network
from tests.streams.hosts.kafka.settling import settle
from tests.streams.hosts.kafka.workers import Workers
from tests.support.events import hired, published, seats
from tests.support.processes import wait_for_descendants
from tests.support.stage import answered, answers, facts
from tests.support.waiting import until


@pytest.mark.slow
@pytest.mark.kafka
def test_another_worker_carries_on_where_one_was_killed(workers: Workers) -> None:
    """SIGKILL as further facts come: all are folded and answered, and nothing counts twice."""
    before: list[Event] = [published("north"), *(hired(f"h{n}", "north") for n in range(50))]
    after = [seats(f"s{n}", "north", 60 + n) for n in range(5)]
    port = free_port()
    # Whoever is killed is missed when its session is over.
    first = workers.start("answers", "--session-seconds", "2")
    workers.tell(*before)
    until(lambda: len(facts(workers)) == len(before) and answered(workers, "north"))
    answered_before = len(answers(workers, "north"))

    workers.tell(*after)
    workers.kill(first)
    workers.tell(after[0])
    second = workers.start("answers", "--session-seconds", "2", "--metrics-port", str(port))
    until(lambda: len(answers(workers, "north")) > answered_before)
    until(lambda: workers.all_known(port) and answered(workers, "north"))
    balances = workers.stop(second)

    told = {each.id: each for each in facts(workers)}
    assert fold(World(), told.values()).hash == fold(World(), [*before, *after]).hash
    assert balances == workers.balances()
    assert workers.balance()[Disposition.REPEATED] == 1
    numbers = [each.number for each in answers(workers, "north")]
    assert numbers == sorted(set(numbers))


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


@pytest.mark.kafka
@pytest.mark.slow
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
