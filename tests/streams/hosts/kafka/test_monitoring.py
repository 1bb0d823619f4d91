"""A real worker, looked at while it works: its figures are those of the log and of the broker."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from time import time

import pytest

from streams.events import Event, SignalRetracted
from streams.hosts.kafka.records import Intake
from streams.hosts.kafka.settings import Settings
from tests.docs.monitoring import expressions, missing, said
from tests.kafka.cluster import free_port
from tests.kafka.fixtures import NewCluster
from tests.streams.hosts.kafka import watched
from tests.streams.hosts.kafka.workers import ROOT, Workers
from tests.support.events import RECORDED, hired, published
from tests.support.waiting import until

pytestmark = [pytest.mark.kafka, pytest.mark.slow]

PARTITIONS = 2
DAY_SECONDS = 86_400


class Watched:
    """A deployment with one worker that is looked at."""

    def __init__(self, servers: str, prefix: str) -> None:
        self.port = free_port()
        self.workers = Workers(Settings(tuple(servers.split(",")), prefix))
        self.workers.create(PARTITIONS)

    def start(self, stub: str = "answers") -> None:
        self.workers.start(stub, "--metrics-port", str(self.port))

    def get(self, path: str) -> tuple[int, str]:
        """What the worker says."""
        assert all(each.poll() is None for each in self.workers.running), "the worker has ended"
        return watched.get(self.port, path)

    def why_not(self) -> str:
        """The reasons why it is not up."""
        self.get("/health")
        return watched.why_not(self.port)

    def samples(self) -> Mapping[str, float]:
        """Its figures, by name and labels."""
        return watched.samples(self.port)

    def total(self, name: str) -> float:
        """A figure of all partitions together."""
        return watched.total(self.port, name)


@pytest.fixture
def worker(kafka: str, prefix: str) -> Iterator[Watched]:
    """One worker on the broker that tests share."""
    found = Watched(kafka, prefix)
    try:
        yield found
    finally:
        found.workers.kill()


def test_the_figures_are_those_of_the_log(worker: Watched) -> None:
    """Each record counts once, the broker and the worker agree, and nobody can be told apart."""
    events: list[Event] = [published("north"), *(hired(f"h{n}", "north") for n in range(20))]
    worker.workers.tell(*events, events[3], b"{not json", b"null")
    worker.workers.tell(SignalRetracted(id="r", recorded_at=RECORDED, signal="law"))
    worker.start()
    until(lambda: worker.total("relocate_answers_total") >= 1)
    until(lambda: worker.total("relocate_relayed_total") == len(events) + 3 + PARTITIONS)
    until(
        lambda: worker.total("relocate_pending_questions") + worker.total("relocate_solvers") == 0
    )
    until(lambda: worker.total("relocate_end") == worker.workers.length() and not worker.why_not())

    seen, logs = worker.samples(), worker.workers.partitions()
    for partition, _ in logs:
        number = partition.number
        assert seen[f"relocate_position {number}"] == partition.position
        assert seen[f"relocate_end {number}"] == partition.position
        for disposition, count in partition.balance().items():
            assert seen[f"relocate_records {number} {disposition}"] == count
        assert seen[f"relocate_ids {number}"] == len(partition.memory.ids)
        assert seen[f"relocate_serving {number}"] == 1
        assert (seen[f"relocate_claims {number}"], seen[f"relocate_stale {number}"]) == (1, 0)
        assert seen[f"relocate_day_seconds {number}"] == time() // DAY_SECONDS * DAY_SECONDS
        assert {seen[f"relocate_waiting_records {number} {each}"] for each in Intake} == {0}
    assert seen["relocate_owned_partitions"] == PARTITIONS
    assert seen["relocate_answers_total changed"] >= 1
    assert seen["relocate_dead_letters_total"] == 2
    assert seen["relocate_solver_failures_total"] == 0
    assert seen["relocate_agent_restarts_total"] == 0
    assert seen["relocate_replan_seconds_count"] >= 1
    assert worker.get("/health")[0] == 200
    page = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
    names = {key.split()[0] for key in seen if key.startswith("relocate_")}
    families = {re.sub("_(bucket|count|sum|created)$", "", name) for name in names}
    assert not [
        name for name in families if f"`{name}" not in page and f"`{name}_total" not in page
    ]
    text = worker.get("/metrics")[1]
    given = said(text)
    assert not [missing(each, given) for each in expressions().values() if missing(each, given)]
    assert not [word for word in ("north", "kyc", "shanghai", "heads") if word in text]


def test_a_solver_that_fails_is_counted(worker: Watched) -> None:
    """As an answer of its kind, and as a failure; the programme waits on."""
    worker.workers.tell(published("raises"))
    worker.start("moody")
    until(lambda: worker.total("relocate_solver_failures_total") >= 1)
    until(lambda: worker.samples()["relocate_answers_total failed"] >= 1)
    assert worker.samples()["relocate_replan_seconds_count"] == 0
    until(lambda: worker.total("relocate_pending_questions") == 1)
    assert worker.total("relocate_failing_programmes") == 1
    assert worker.total("relocate_unanswered_seconds") > 0


def test_a_broker_that_hangs_is_told_and_what_came_meanwhile_is_read(
    new_cluster: NewCluster, prefix: str
) -> None:
    """Up, not up with the reason, and up again by itself."""
    cluster = new_cluster(1)
    worker = Watched(cluster.servers, prefix)
    try:
        worker.start()
        until(lambda: not worker.why_not())
        cluster.broker.pause()
        until(lambda: "the broker has not answered" in worker.why_not())
        assert worker.get("/health")[0] == 503
        cluster.broker.resume()
        worker.workers.tell(published("north"))
        until(lambda: worker.total("relocate_answers_total") >= 1 and not worker.why_not())
    finally:
        cluster.broker.resume()
        worker.workers.kill()
