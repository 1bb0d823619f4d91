"""Every coefficient of exposure, rounded once, to the smallest unit of the planning currency."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.risk import Channel
from models.scenario import Scenario
from planner.exposure.concern import concerned, residents, sites
from planner.valuation import Amounts, present_value, rounded, worth_in


@dataclass(frozen=True, eq=False)
class CaseFile:
    """One case with its coefficients, each over periods and the tail, before the risk weight."""

    id: str
    channel: Channel
    concerned: frozenset[str]
    """Cohorts that count wherever the case's entity has them in its jurisdiction."""
    residents: frozenset[str]
    """Concerned cohorts whose home posts count."""
    sites: frozenset[str]
    """Offices where arrivals count."""
    reference: int
    """Most concerned heads of staying put, at least 1: they carry one whole per-head share."""
    fixed: Amounts
    """[t + tail] while anyone concerned is there."""
    per_head: Amounts
    """[t + tail] for each head concerned, up to the reference."""
    tail: Amounts
    """[t + tail] while nobody concerned is there."""


@dataclass(frozen=True, eq=False)
class ExposureBook:
    """All cases of a scenario, and the weight they carry in the objective."""

    cases: tuple[CaseFile, ...]
    risk_weight: float

    def weighted(self, amounts: Amounts) -> Amounts:
        """Coefficients as they enter the objective."""
        return rounded(amounts * np.float64(self.risk_weight))

    def of(self, channel: Channel) -> tuple[CaseFile, ...]:
        """Cases of one channel."""
        return tuple(case for case in self.cases if case.channel is channel)


def exposure_book(scenario: Scenario) -> ExposureBook:
    """Work out what every case is expected to cost in every period.

    Expected loss in a period is likelihood a year x days / 365 x loss, at present value.
    """
    worth, (_, years) = worth_in(scenario), present_value(scenario)
    topics = {topic.id: topic for topic in scenario.topics}
    files = []
    for case in scenario.cases:
        topic, home = topics[case.topic], residents(scenario, case)
        expected = case.likelihood * worth(case.loss) * years
        reference = max(
            1, *(sum(scenario.posts[c][t] for c in home) for t in range(len(years) - 1))
        )
        files.append(
            CaseFile(
                id=case.id,
                channel=topic.channel,
                concerned=concerned(scenario, case),
                residents=home,
                sites=sites(scenario, case),
                reference=reference,
                fixed=rounded(expected * topic.fixed_share),
                per_head=rounded(expected * topic.per_head_share / reference),
                tail=rounded(expected * topic.tail_share),
            )
        )
    return ExposureBook(tuple(files), scenario.risk_weight)
