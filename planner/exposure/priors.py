"""Prior likelihood of a case, before any signal, and the interval within which signals move it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from models.base_rates import BaseRate
from models.risk import Case, Inspection
from models.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Prior:
    """Probability within a year of the event that a case comes up in, before signals."""

    likelihood: float
    low: float
    high: float
    """Signals move the likelihood within low and high, and never beyond."""
    share: float
    """Share of such events that end in the case; 1 if the case is an event of its own."""
    base_rate: BaseRate | None
    """The base rate behind the likelihood; None if the likelihood was given without one."""
    cases: tuple[Case, ...]
    """Cases of the event: a matter that moves one of them moves them all."""

    def pushed(self, push: float) -> float:
        """Probability of the case with a push on the log-odds of its event."""
        return min(max(shift_log_odds(self.likelihood, push), self.low), self.high) * self.share


def prior_of(scenario: Scenario, case: Case) -> Prior:
    """Where a case starts: at its own likelihood, that of its inspection, or that of a base rate.

    A likelihood that is given takes precedence over the base rate, and widens the interval if it
    lies outside.
    """
    event = event_of(scenario, case)
    rate = next((each for each in scenario.base_rates if each.id == event.base_rate), None)
    low, high = (rate.low, rate.high) if rate is not None else (0.0, 1.0)
    likelihood = event.likelihood
    if likelihood is None:
        likelihood = rate.likelihood if rate is not None else 0.0
    cases = tuple(each for each in scenario.cases if each.inspection == case.inspection)
    return Prior(
        likelihood=likelihood,
        low=min(low, likelihood),
        high=max(high, likelihood),
        share=1.0 if case.share is None else case.share,
        base_rate=rate,
        cases=(case,) if case.inspection is None else cases,
    )


def event_of(scenario: Scenario, case: Case) -> Case | Inspection:
    """The event whose likelihood counts: the inspection of a case, or else the case itself."""
    if case.inspection is None:
        return case
    return next(each for each in scenario.inspections if each.id == case.inspection)


def shift_log_odds(likelihood: float, push: float) -> float:
    """A probability with a push added to its log-odds; 0 and 1 stay as they are."""
    if likelihood in {0.0, 1.0}:
        return likelihood
    odds = math.log(likelihood / (1.0 - likelihood)) + push
    return 1.0 / (1.0 + math.exp(-odds)) if odds >= 0 else math.exp(odds) / (1.0 + math.exp(odds))
