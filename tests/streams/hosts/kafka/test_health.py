"""What a worker says of itself to those who watch over it, without a broker."""

from __future__ import annotations

import asyncio
import json
import urllib.error
import urllib.request
from datetime import timedelta

import pytest
from prometheus_client import CollectorRegistry

from models.answer import Answer, AnswerKind
from models.errors import InputError
from streams.events import AnswerRecorded
from streams.hosts.kafka.gauges import bytes_of
from streams.hosts.kafka.health import (
    SILENCE_SECONDS,
    STANDSTILL_SECONDS,
    WorkerCondition,
    reasons,
    serve_health,
)
from streams.hosts.kafka.lag import Lag
from streams.hosts.kafka.metrics import Metrics
from tests.support.events import RECORDED

WELL = WorkerCondition(joined=True, behind={})


def heard(*looks: tuple[float, int, int]) -> Lag:
    """A broker that answered at these times, with a position and an end of partition 0."""
    lag = Lag(began_at=0.0)
    for now, position, end in looks:
        lag.update({0: range(end)}, {0: position}, now)
    return lag


def test_a_worker_that_keeps_up_is_up() -> None:
    assert not list(reasons(WELL, heard((0.0, 5, 9), (20.0, 9, 9)), now=21.0))


def test_one_that_owns_nothing_is_up() -> None:
    """A standby has no partition, and the broker's answer is about none of its own."""
    lag = Lag(began_at=0.0)
    lag.update({0: range(100)}, {}, 1.0)
    assert not list(reasons(WELL, lag, now=2.0))


def test_a_broker_that_says_nothing_is_away() -> None:
    """From its last answer on, or from the start if there was none."""
    late = SILENCE_SECONDS + 1
    assert not list(reasons(WELL, heard((late, 1, 1)), now=late + 1))
    assert "has not answered for 16 s" in "".join(reasons(WELL, heard((1.0, 1, 1)), now=late + 1))
    assert "has not answered for 16 s" in "".join(reasons(WELL, Lag(began_at=0.0), now=late))
    assert "has not answered yet" in "".join(reasons(WELL, Lag(began_at=0.0), now=1.0))


def test_a_partition_that_stands_still_with_work_before_it_is_told() -> None:
    """At one position from the first look at which there was more; not while it moves or waits."""
    late = STANDSTILL_SECONDS + 1
    still = heard((0.0, 5, 5), (1.0, 5, 6), (late, 5, 7), (late + 1.5, 5, 7))
    assert "partition 0 has not moved for 32 s, 2 records behind" in "".join(
        reasons(WELL, still, now=late + 2.0)
    )
    moving = heard((1.0, 5, 6), (late, 6, 7), (late + 1.0, 6, 7))
    idle = heard((1.0, 5, 5), (late, 5, 5), (late + 1.0, 5, 6))
    for each in (moving, idle):
        assert not list(reasons(WELL, each, now=late + 2.0))


def test_what_a_worker_lacks_is_told() -> None:
    lag = heard((1.0, 5, 5))
    assert list(reasons(WorkerCondition(False, {}), lag, 2.0)) == [
        "no partitions have been assigned yet"
    ]
    behind = WorkerCondition(True, {3: 1200})
    assert list(reasons(behind, lag, 2.0)) == ["partition 3 is catching up with its log, at 1,200"]
    gone = WorkerCondition(
        True, {}, lost={1: 5, 2: 13}, refused={2}, problems=["topic x: must be y."]
    )
    assert list(reasons(gone, lag, 2.0)) == [
        "the log of partition 1 has lost records: 5",
        "the log of partition 2 has lost records: 13; it is not served",
        "topic x: must be y.",
    ]
    restarted = WorkerCondition(True, {}, agent_restarts=2)
    assert "has restarted 2 times" in "".join(reasons(restarted, lag, 2.0))


def answer(kind: AnswerKind, programme: str = "north") -> AnswerRecorded:
    found = Answer(kind=kind, revision="r")
    return AnswerRecorded(id="answer/x", programme=programme, recorded_at=RECORDED, number=1,
                          answer=found)  # fmt: skip


def test_a_replan_lasts_from_the_first_event_over_failures_to_the_answer() -> None:
    """What a person waits, not what a solver takes."""
    metrics = Metrics()
    metrics.note_question("north", timedelta(seconds=100))
    metrics.written([answer(AnswerKind.FAILED)])
    metrics.note_question("north", timedelta(seconds=1))
    metrics.written([answer(AnswerKind.CHANGED), answer(AnswerKind.CHANGED, "unasked")])
    value = metrics.registry.get_sample_value
    assert value("relocate_replan_seconds_count") == 1
    assert 100 <= (value("relocate_replan_seconds_sum") or 0) < 101
    assert value("relocate_answers_total", {"kind": "changed"}) == 2
    assert value("relocate_answers_total", {"kind": "failed"}) == 1
    assert value("relocate_answers_total", {"kind": "no_plan"}) == 0


def test_the_first_agent_is_no_restart() -> None:
    metrics = Metrics()
    metrics.agent_began()
    assert metrics.agent_restarts == 0
    metrics.agent_began()
    assert metrics.agent_restarts == 1
    assert metrics.registry.get_sample_value("relocate_agent_restarts_total") == 1


def test_workers_in_one_process_count_apart() -> None:
    one, other = Metrics(), Metrics()
    one.letters.inc()
    assert other.registry.get_sample_value("relocate_dead_letters_total") == 0


def test_the_size_of_ids_follows_their_number() -> None:
    """Of a thousand ids of 16 letters: a string of 65 bytes, 32 of a hash, and a place each."""
    ids = {f"id/{n:013d}": 2**56 - 1 - n for n in range(1000)}
    assert 100 < bytes_of(ids) / 1000 < 180
    assert bytes_of({}) < 1000


def get(address: str) -> tuple[int, bytes]:
    try:
        with urllib.request.urlopen(address, timeout=5) as found:  # noqa: S310 - our own, loopback
            return found.status, found.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def test_health_is_served_in_words() -> None:
    """200 while there is nothing to say, 503 with the reasons otherwise."""
    why: list[str] = []

    async def look() -> list[tuple[int, bytes]]:
        async with serve_health(0, CollectorRegistry(), lambda: why) as address:
            assert address.startswith("http://127.0.0.1:")
            well = await asyncio.to_thread(get, f"{address}/health")
            why.append("is tired")
            return [well, await asyncio.to_thread(get, f"{address}/health")]

    (well, first), (ill, second) = asyncio.run(look())
    assert (well, json.loads(first)) == (200, {"up": True, "why_not": []})
    assert (ill, json.loads(second)) == (503, {"up": False, "why_not": ["is tired"]})


def test_a_port_that_is_taken_is_refused() -> None:
    async def twice() -> None:
        async with serve_health(0, CollectorRegistry(), list) as address:
            port = int(address.rsplit(":", 1)[1])
            async with serve_health(port, CollectorRegistry(), list):
                pass

    with pytest.raises(InputError, match=r"--metrics-port: cannot be used .*another|Choose"):
        asyncio.run(twice())
