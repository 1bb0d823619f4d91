"""Whether the dates of a scenario are in an order that can be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from models.flaw import Flaw
from models.signals import Signal

if TYPE_CHECKING:
    from models.scenario import Scenario


def misplaced_dates(scenario: Scenario) -> Iterator[Flaw]:
    """Dates that lie before what they follow, or after what they precede."""
    yield from _headcount(scenario)
    yield from _separations(scenario)
    yield from _signals(scenario)


def _headcount(scenario: Scenario) -> Iterator[Flaw]:
    for step in scenario.headcount:
        if step.effective_from <= scenario.planning_date:
            yield Flaw(
                "headcount",
                (step.cohort, str(step.effective_from)),
                "effective_from",
                f"is not after the planning date {scenario.planning_date}; "
                "posts up to that date belong in cohorts",
                str(step.effective_from),
            )


def _separations(scenario: Scenario) -> Iterator[Flaw]:
    for row in scenario.separations:
        if row.on > scenario.planning_date:
            message = (
                f"is after the planning date {scenario.planning_date}; "
                "redundancies to come are what is planned"
            )
            yield Flaw("separations", (row.entity, str(row.on)), "on", message, str(row.on))


def _signals(scenario: Scenario) -> Iterator[Flaw]:
    published = {signal.id: signal.published_at for signal in scenario.signals}
    for signal in scenario.signals:
        yield from _steps(signal)
        earlier = published.get(signal.supersedes or "")
        if earlier is not None and earlier > signal.published_at:
            yield _early(signal, "published_at", "supersedes", "what it supersedes was published")


def _steps(signal: Signal) -> Iterator[Flaw]:
    """A signal is published, then recorded, and only then approved or retracted."""
    if signal.recorded_at < signal.published_at:
        yield _early(signal, "recorded_at", "published_at", "it was published")
    for field in ("approved_at", "retracted_at"):
        at = getattr(signal, field)
        if at is not None and at < signal.recorded_at:
            yield _early(signal, field, "recorded_at", "it was recorded")


def _early(signal: Signal, field: str, than: str, words: str) -> Flaw:
    message = f"is before {words} ({than} {getattr(signal, than)})"
    return Flaw("signals", (signal.id,), field, message, str(getattr(signal, field)))
