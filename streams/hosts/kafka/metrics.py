"""What a worker counts; figures that follow from its state are in ``gauges``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from time import monotonic

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector

from models.answer import AnswerKind
from streams.events import AnswerRecorded, Event

BUCKETS_SECONDS = (0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600)


@dataclass
class Metrics:
    """Counts of one worker since it started; none names a programme, a cohort or posts."""

    registry: CollectorRegistry = field(default_factory=CollectorRegistry)
    _since: dict[str, float] = field(default_factory=dict)
    _agents: int = 0

    def __post_init__(self) -> None:
        """Start every count at zero, so that rates are right from the first scrape on."""
        ProcessCollector(registry=self.registry)
        self.answers = self._counter("answers", "Answers in the log, by outcome.", ["kind"])
        for kind in AnswerKind:
            self.answers.labels(kind.value)
        self.failures = self._counter("solver_failures", "Solvers that crashed, hung or raised.")
        self.letters = self._counter("dead_letters", "Dead letters written to their topic.")
        self.relayed = self._counter("relayed", "Records copied from intakes into logs.")
        self.restarts = self._counter("agent_restarts", "Restarts of the agent.")
        self.replans = Histogram(
            "relocate_replan_seconds",
            "From the first event that an answer takes into account until it is in the log.",
            buckets=BUCKETS_SECONDS,
            registry=self.registry,
        )

    def _counter(self, name: str, words: str, labels: Iterable[str] = ()) -> Counter:
        return Counter(f"relocate_{name}", words, tuple(labels), registry=self.registry)

    def agent_began(self) -> None:
        """Count a start of the agent; a worker should have one in its life."""
        self._agents += 1
        if self._agents > 1:
            self.restarts.inc()

    @property
    def agent_restarts(self) -> int:
        """Restarts of the agent."""
        return max(0, self._agents - 1)

    def note_question(self, programme: str, waited: timedelta) -> None:
        """Note since when a programme has waited; asking again does not change that."""
        self._since.setdefault(programme, monotonic() - waited.total_seconds())

    def written(self, events: Iterable[Event]) -> None:
        """Count answers written to the log."""
        for event in events:
            if isinstance(event, AnswerRecorded):
                self.answers.labels(event.answer.kind.value).inc()
                self._stop_waiting(event)

    def forget(self, programmes: Iterable[str]) -> None:
        """Stop timing programmes that belong to other workers now."""
        for name in programmes:
            self._since.pop(name, None)

    def _stop_waiting(self, event: AnswerRecorded) -> None:
        # After a failure the question is asked again, and the wait goes on.
        if event.answer.kind is not AnswerKind.FAILED:
            since = self._since.pop(event.programme or "", None)
            if since is not None:
                self.replans.observe(monotonic() - since)
