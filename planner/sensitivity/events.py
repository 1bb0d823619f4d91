"""Events of a scenario at other likelihoods: what each makes of the likelihoods of its cases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from models.break_even import EventLikelihood
from models.provenance import Certainty
from models.ranges import Figure
from models.risk import Case, Inspection
from models.scenario import Scenario
from planner.exposure import Readings, readings
from planner.exposure.book import likelihoods_of, reading_days
from planner.exposure.priors import Prior, event_of, prior_of
from planner.sensitivity.stakes import Likelihoods
from planner.sensitivity.uncertain import BASE_RATES, Uncertain
from planner.valuation import Figures

ASSUMED = "assumption"
"""How a source begins that is none."""


@dataclass(frozen=True)
class RiskEvent:
    """Something that can happen: a case, or an inspection that ends in one of several cases."""

    table: str
    id: str
    name: str
    cases: tuple[Case, ...]
    ours: float
    """Probability within a year, before signals."""
    low: float | None
    high: float | None
    source: str
    certainty: Certainty

    @property
    def key(self) -> tuple[str, str]:
        """Table and id."""
        return self.table, self.id


def events_of(scenario: Scenario, inputs: Iterable[Uncertain]) -> tuple[RiskEvent, ...]:
    """The events of a scenario, each with the range of its likelihood.

    Parameters
    ----------
    scenario
        Cases, inspections and base rates.
    inputs
        Inputs with a range.
    """
    cases: dict[tuple[str, str], list[Case]] = {}
    for case in scenario.cases:
        event = event_of(scenario, case)
        cases.setdefault((_table_of(event), event.id), []).append(case)
    ranged = {each.place: (each.low, each.high) for each in inputs}
    return tuple(_event(scenario, found, ranged) for found in cases.values())


def _table_of(event: Case | Inspection) -> str:
    return "inspections" if isinstance(event, Inspection) else "cases"


def _event(
    scenario: Scenario,
    cases: list[Case],
    ranged: Mapping[tuple[str, str, str], tuple[Figure, Figure]],
) -> RiskEvent:
    event, prior = event_of(scenario, cases[0]), prior_of(scenario, cases[0])
    topics = {topic.id: topic.name for topic in scenario.topics}
    ends: list[float] = []
    source, certainty = event.source, Certainty.UNVERIFIED
    if event.likelihood is not None:
        found = ranged.get((_table_of(event), event.id, "likelihood"), ())
        ends = [float(end.amount) for end in found]
    elif prior.base_rate is not None:
        source, certainty = prior.base_rate.source, prior.base_rate.certainty
        found = ranged.get((BASE_RATES, prior.base_rate.id, "factor"), ())
        ends = [min(1.0, prior.base_rate.mean * float(end.amount)) for end in found]
    low, high = ends or (None, None)
    return RiskEvent(
        table=_table_of(event),
        id=event.id,
        name=event.name if isinstance(event, Inspection) else topics[cases[0].topic],
        cases=tuple(cases),
        ours=prior.likelihood,
        low=low,
        high=high,
        source=source,
        certainty=Certainty.ASSUMPTION if source.startswith(ASSUMED) else certainty,
    )


@dataclass(frozen=True, eq=False)
class EventReadings:
    """Likelihoods of all cases as functions of the likelihoods of events before signals."""

    scenario: Scenario
    known: Readings

    @classmethod
    def of(cls, scenario: Scenario) -> EventReadings:
        """Those of a scenario, with the signals known on its planning date."""
        return cls(scenario, readings(scenario))

    @cached_property
    def ours(self) -> Likelihoods:
        """[t + tail] by case, with every event as it is."""
        days = reading_days(self.scenario)
        return {case.id: likelihoods_of(self.known, case, days) for case in self.scenario.cases}

    @cached_property
    def _pushes(self) -> Mapping[str, Figures]:
        """[t + tail] by case: what signals add to its log-odds, then on the planning date."""
        days = reading_days(self.scenario)
        when = [*((day, True) for day in days), (days[-1], False)]
        when.append((self.scenario.planning_date, True))
        return {
            case.id: np.array(
                [
                    sum(push.strength for push in self.known.pushes(case, day, campaigns=campaigns))
                    for day, campaigns in when
                ]
            )
            for case in self.scenario.cases
        }

    def at(self, likelihoods: Mapping[RiskEvent, float]) -> Likelihoods:
        """[t + tail] by case, with some events at other likelihoods before signals."""
        changed = scenario_with(self.scenario, likelihoods)
        concerned = {case.id for event in likelihoods for case in event.cases}
        found = {
            case.id: self._read(prior_of(changed, case), case.id)[:-1]
            for case in changed.cases
            if case.id in concerned
        }
        return {**self.ours, **found}

    def of_event(self, event: RiskEvent, likelihood: float) -> EventLikelihood:
        """How likely an event is within a year, if it is so likely before signals."""
        changed, name = scenario_with(self.scenario, {event: likelihood}), event.cases[0].id
        case = next(each for each in changed.cases if each.id == name)
        prior = replace(prior_of(changed, case), share=1.0)
        read = float(self._read(prior, name)[-1])
        return EventLikelihood(before_signals=likelihood, within_year=read)

    def _read(self, prior: Prior, case: str) -> Figures:
        """[t + tail], then on the planning date."""
        pushes = self._pushes[case]
        return np.array([prior.pushed(push) for push in pushes])


def scenario_with(scenario: Scenario, likelihoods: Mapping[RiskEvent, float]) -> Scenario:
    """The scenario with some events at other likelihoods before signals."""
    given = {event.key: likelihood for event, likelihood in likelihoods.items()}
    return scenario.model_copy(
        update={
            table: tuple(
                row.model_copy(update={"likelihood": given[table, row.id]})
                if (table, row.id) in given
                else row
                for row in getattr(scenario, table)
            )
            for table in ("cases", "inspections")
        }
    )
