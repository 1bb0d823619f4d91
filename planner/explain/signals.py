"""Why a case is as likely as it is: the signal book on a day, matter by matter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.risk import Case
from models.scenario import Scenario
from models.signal_book import live
from models.signals import Signal, SignalStatus, Stage
from planner.exposure import Readings, readings


@dataclass(frozen=True)
class MatterEffect:
    """Effect of one matter on a case, through its strongest live signal."""

    matter: str
    signal: str
    stage: Stage
    """Stage on the day of the reading."""
    grade: str
    published_on: date
    push: float
    """Push on the log-odds; below zero for relief."""
    without: float
    """Likelihood of the case without the matter."""


@dataclass(frozen=True)
class PriorReading:
    """Starting point of a case's likelihood, and how far signals may move it."""

    base_rate: str | None
    """None if the likelihood was given without a base rate."""
    reference_class: str
    events: int | None
    firm_years: float | None
    factor: float | None
    """Number of events for each one that became public."""
    rate: float | None
    """Likelihood a year by the base rate alone."""
    low: float
    high: float
    """Signals move the likelihood between low and high. For a case of an inspection, both are those
    of the inspection."""
    inspection: str | None
    share: float
    """Share of inspections that end in the case."""


@dataclass(frozen=True)
class CaseReading:
    """Likelihood of a case on a day, and why."""

    case: str
    entity: str
    jurisdiction: str
    topic: str
    prior: PriorReading
    before_signals: float
    likelihood: float
    """Probability within a year, with the signals that count."""
    if_reported_counted: float
    """The same if reported signals without approval counted too."""
    effects: tuple[MatterEffect, ...]
    """Strongest first."""


class Absence(StrEnum):
    """Why a signal does not count on a day."""

    NOT_KNOWN = "not known yet"
    RETRACTED = "retracted"
    NOT_APPROVED = "reported, not approved"
    SUPERSEDED = "superseded"


@dataclass(frozen=True)
class SignalLine:
    """One signal of the book."""

    id: str
    matter: str
    about: str
    stage: Stage
    grade: str
    published_on: date
    effective_from: date | None
    source: str
    absence: Absence | None
    """Why it does not count; None if it counts."""


@dataclass(frozen=True)
class SignalsOnDay:
    """The signal book on a day, and the likelihoods that follow."""

    as_of: date
    cases: tuple[CaseReading, ...]
    signals: tuple[SignalLine, ...]
    """Every signal, oldest first."""

    def __repr__(self) -> str:
        return f"<Signals on {self.as_of}: {len(self.cases)} cases, {len(self.signals)} signals>"


def signals_on(scenario: Scenario, as_of: date | None = None) -> SignalsOnDay:
    """Read the signal book.

    Parameters
    ----------
    scenario
        Cases, matters and signals.
    as_of
        The day. Later signals are not known yet, and likelihoods are those of this day. By default
        the planning date.
    """
    day = as_of or scenario.planning_date
    weights = scenario.signal_weights
    all_counted = weights.model_copy(update={"counted": SignalStatus.REPORTED})
    known = readings(scenario, day)
    reported = readings(scenario, day, all_counted)
    cases = tuple(_case(case, day, known, reported) for case in scenario.cases)
    return SignalsOnDay(day, cases, tuple(_lines(scenario, day)))


def _case(case: Case, day: date, known: Readings, reported: Readings) -> CaseReading:
    pushes = known.pushes(case, day)
    total = sum(push.strength for push in pushes)
    by_id = {signal.id: signal for each in known.signals.values() for signal in each}
    effects = [
        MatterEffect(
            matter=push.matter,
            signal=push.signal,
            stage=push.stage,
            grade=by_id[push.signal].grade,
            published_on=by_id[push.signal].published_at.date(),
            push=push.strength,
            without=known.likelihood_with(case, total - push.strength),
        )
        for push in sorted(pushes, key=lambda push: -abs(push.strength))
    ]
    return CaseReading(
        case=case.id,
        entity=case.entity,
        jurisdiction=case.jurisdiction,
        topic=case.topic,
        prior=_prior(case, known),
        before_signals=known.likelihood_with(case, 0.0),
        likelihood=known.likelihood(case, day),
        if_reported_counted=reported.likelihood(case, day),
        effects=tuple(effects),
    )


def _prior(case: Case, known: Readings) -> PriorReading:
    prior = known.priors[case.id]
    rate = prior.base_rate
    return PriorReading(
        base_rate=rate.id if rate else None,
        reference_class=rate.reference_class if rate else "",
        events=rate.events if rate else None,
        firm_years=rate.firm_years if rate else None,
        factor=rate.factor if rate else None,
        rate=rate.likelihood if rate else None,
        low=prior.low,
        high=prior.high,
        inspection=case.inspection,
        share=prior.share,
    )


def _lines(scenario: Scenario, day: date) -> Iterator[SignalLine]:
    counted = scenario.signal_weights.counted
    living = {signal.id for signal in live(scenario.signals, day, counted)}
    for signal in sorted(scenario.signals, key=lambda each: (each.published_at, each.id)):
        yield SignalLine(
            id=signal.id,
            matter=signal.matter,
            about=signal.about,
            stage=signal.stage,
            grade=signal.grade,
            published_on=signal.published_at.date(),
            effective_from=signal.effective_from,
            source=signal.source,
            absence=None if signal.id in living else _absence(signal, day, counted),
        )


def _absence(signal: Signal, day: date, counted: SignalStatus) -> Absence:
    if max(signal.published_at, signal.recorded_at).date() > day:
        return Absence.NOT_KNOWN
    if signal.retracted_at is not None and signal.retracted_at.date() <= day:
        return Absence.RETRACTED
    approved = signal.approved_at is not None and signal.approved_at.date() <= day
    if counted is SignalStatus.APPROVED and not approved:
        return Absence.NOT_APPROVED
    return Absence.SUPERSEDED
