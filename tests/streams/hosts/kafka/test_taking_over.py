"""In every run: a real worker is killed at work on a real broker, and another takes over."""

from __future__ import annotations

import pytest

from streams.events import Event
from streams.fold import folded
from streams.log import Disposition
from streams.state import World
from tests.kafka.cluster import free_port
from tests.streams.hosts.behaviour.stage import answered, answers, facts, until
from tests.streams.hosts.hosting import published
from tests.streams.hosts.kafka.watched import total
from tests.streams.hosts.kafka.workers import Workers
from tests.streams.hosts.poison import hired, seats

pytestmark = pytest.mark.kafka


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
    until(
        lambda: (
            total(port, "relocate_position") == workers.length()
            and workers.at_rest()
            and answered(workers, "north")
        )
    )
    balances = workers.stop(second)

    told = {each.id: each for each in facts(workers)}
    assert folded(World(), told.values()).hash == folded(World(), [*before, *after]).hash
    assert balances == workers.balances()
    assert workers.balance()[Disposition.REPEATED] == 1
    numbers = [each.number for each in answers(workers, "north")]
    assert numbers == sorted(set(numbers))
