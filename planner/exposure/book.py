"""Every coefficient of exposure, rounded once, to the smallest unit of the planning currency."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

import numpy as np

from models.risk import Case, Channel, Topic
from models.routes import DataGroup, RouteKind, group_of
from models.scenario import Scenario
from planner.exposure.concern import concerned, residents_among, sites
from planner.exposure.likelihoods import Readings, readings
from planner.valuation import Amounts, Figures, present_value, rounded_amounts, worth_in

_TOLERANCE = 1e-9
"""Tolerance for shares that should add up to one loss: a third has no exact float."""


@dataclass(frozen=True, eq=False)
class CaseFile:
    """One case with its coefficients before the risk weight.

    Coefficients are indexed by period ``t``, the tail last, and by the measure in force ``a``: 0
    for none, then ``measures`` in their order.
    """

    id: str
    channel: Channel
    entity: str
    jurisdiction: str
    concerned: frozenset[str]
    """Cohorts that count wherever the case's entity has them in its jurisdiction."""
    residents: frozenset[str]
    """Concerned cohorts whose home posts count."""
    sites: frozenset[str]
    """Offices where arrivals count."""
    datasets: frozenset[str]
    """Datasets whose export the case is about."""
    group: DataGroup | None
    """Group of those datasets, whose route scales the case."""
    reference: int
    """Posts over which one whole per-head share is spread: the most that are concerned if nobody
    moves; if none is there today, all concerned posts wherever they sit. At least 1."""
    most_heads: int
    """Posts at which the whole loss is at stake; further posts add nothing."""
    measures: tuple[str, ...]
    """Measures that cut the case. If several are in force, the strongest counts."""
    fixed: Amounts
    """[a, t + tail] due while any post concerned is there."""
    per_head: Amounts
    """[a, t + tail] due for each post concerned, up to ``most_heads``; on the exit channel once,
    for each that leaves."""
    tail: Amounts
    """[a, t + tail] due while no post concerned is there."""
    export: Amounts
    """[r, a, t + tail] due while data is exported, by the route in force. The first entry is for
    exports that need no route, the last for exports without the route that is due."""

    @cached_property
    def coefficients(self) -> tuple[Sequence[Sequence[int]], ...]:
        """``fixed``, ``per_head`` and ``tail`` as integers of Python, quicker one by one."""
        return tuple(amounts.tolist() for amounts in (self.fixed, self.per_head, self.tail))


@dataclass(frozen=True, eq=False)
class ExposureBook:
    """All cases of a scenario, and the weight they carry in the objective."""

    cases: tuple[CaseFile, ...]
    risk_weight: float

    def weighted(self, amounts: Amounts) -> Amounts:
        """[...] coefficients as they enter the objective, in the smallest unit of money."""
        return rounded_amounts(amounts * np.float64(self.risk_weight))

    @cached_property
    def weighted_cases(self) -> Mapping[str, CaseFile]:
        """Cases by id, with their coefficients as they enter the objective."""
        return {
            case.id: replace(
                case,
                fixed=self.weighted(case.fixed),
                per_head=self.weighted(case.per_head),
                tail=self.weighted(case.tail),
                export=self.weighted(case.export),
            )
            for case in self.cases
        }

    def of(self, channel: Channel) -> tuple[CaseFile, ...]:
        """Cases of one channel."""
        return tuple(case for case in self.cases if case.channel is channel)


def exposure_book(
    scenario: Scenario, *, certain: bool = False, like: Readings | None = None
) -> ExposureBook:
    """Work out what every case is expected to cost in every period.

    Expected loss in a period is likelihood a year x days / 365 x loss, at present value. On the
    exit channel it is the likelihood of one year, once. The likelihood of a period is that of its
    middle day, from the signals known at the planning date. The tail keeps the last likelihood,
    without campaigns.

    Parameters
    ----------
    scenario
        Cases, signals and losses.
    certain
        Whether every case counts as certain in every period: the book is then what is at stake.
    like
        As for `readings`.
    """
    file_of = _filing(scenario, readings(scenario, like=like), certain=certain)
    return ExposureBook(tuple(map(file_of, scenario.cases)), scenario.risk_weight)


def with_other_risks(
    book: ExposureBook, before: Scenario, after: Scenario, like: Readings
) -> ExposureBook:
    """The book of a scenario with other likelihoods and losses; all else is as before.

    A case whose likelihood and loss stay the same keeps its coefficients.

    Parameters
    ----------
    book
        The book before.
    before, after
        The scenarios, with the same cases.
    like
        Readings of the one before.
    """
    known = readings(after, like=like)
    file_of = _filing(after, known)
    files = tuple(
        file
        if case.id in known.alike and after.loss_of(case) == before.loss_of(old)
        else file_of(case)
        for file, old, case in zip(book.cases, before.cases, after.cases, strict=True)
    )
    return replace(book, cases=files)


def _filing(
    scenario: Scenario, known: Readings, *, certain: bool = False
) -> Callable[[Case], CaseFile]:
    """What works out the coefficients of a case."""
    topics = {topic.id: topic for topic in scenario.topics}
    worth, present = worth_in(scenario), present_value(scenario)
    days = reading_days(scenario)

    def file_of(case: Case) -> CaseFile:
        return _case_file(
            scenario,
            case,
            topics[case.topic],
            np.ones(len(scenario.periods) + 1) if certain else likelihoods_of(known, case, days),
            worth(scenario.loss_of(case)),
            present,
        )

    return file_of


def _case_file(
    scenario: Scenario,
    case: Case,
    topic: Topic,
    likelihoods: Figures,
    loss: float,
    present: tuple[Figures, Figures],
) -> CaseFile:
    factor, years = present
    about = concerned(scenario, case)
    home = residents_among(scenario, about, case.entity, case.jurisdiction)
    reference = _most(scenario, home) or _most(scenario, about) or 1
    measures, remaining = _cuts(scenario, case)
    when = np.append(factor, 0.0) if topic.channel is Channel.EXIT else years
    expected = likelihoods * loss * remaining[:, None] * when
    on_presence = 0.0 if topic.channel is Channel.EXPORT else topic.fixed_share
    datasets = frozenset(
        dataset.id
        for dataset in scenario.datasets
        if dataset.data_class in topic.data_classes
        and dataset.entity == case.entity
        and dataset.stored_in == case.jurisdiction
    )
    group = next(iter(sorted({g for c in topic.data_classes if (g := group_of(c))})), None)
    exported = topic.fixed_share if topic.channel is Channel.EXPORT else 0.0
    return CaseFile(
        id=case.id,
        channel=topic.channel,
        entity=case.entity,
        jurisdiction=case.jurisdiction,
        concerned=about,
        residents=home,
        sites=sites(scenario, case),
        datasets=datasets,
        group=group,
        reference=reference,
        most_heads=_most_heads(topic, reference),
        measures=measures,
        fixed=rounded_amounts(expected * on_presence),
        per_head=rounded_amounts(expected * topic.per_head_share / reference),
        tail=rounded_amounts(expected * topic.tail_share),
        export=rounded_amounts(
            _by_route(scenario, case, group)[:, None, None] * expected * exported
        ),
    )


def _most(scenario: Scenario, cohorts: Iterable[str]) -> int:
    """Most posts that some cohorts have together in any period."""
    counts = [scenario.posts[cohort] for cohort in cohorts]
    return max((sum(period) for period in zip(*counts, strict=True)), default=0)


def _most_heads(topic: Topic, reference: int) -> int:
    """Posts whose per-head shares, with the fixed share, add up to the whole loss."""
    if not topic.per_head_share:
        return reference
    room = (1.0 - topic.fixed_share) / topic.per_head_share
    return max(reference, math.floor(reference * room + _TOLERANCE))


def reading_days(scenario: Scenario) -> tuple[date, ...]:
    """[t] middle day of each period, whose likelihood the period has."""
    return tuple(each.starts + timedelta(days=each.days // 2) for each in scenario.periods)


def likelihoods_of(known: Readings, case: Case, days: Sequence[date]) -> Figures:
    """[t + tail] probability within a year on each day; the tail has no campaign."""
    each = [known.likelihood(case, day) for day in days]
    return np.array([*each, known.likelihood(case, days[-1], campaigns=False)])


def _cuts(scenario: Scenario, case: Case) -> tuple[tuple[str, ...], Figures]:
    cuts = {
        effect.measure: effect.cut_share
        for effect in scenario.effects
        if effect.case == case.id and effect.cut_share is not None
    }
    return tuple(cuts), np.array([1.0, *(1.0 - share for share in cuts.values())])


def _by_route(scenario: Scenario, case: Case, group: DataGroup | None) -> Figures:
    """[r] share of the loss that stays at stake; all of it without the route that is due."""
    law = next(place.exports for place in scenario.jurisdictions if place.id == case.jurisdiction)
    if law is None:
        return np.ones(len(RouteKind) + 1)
    exempt = law.exempt_remaining_share if group is DataGroup.PERSONAL else 1.0
    terms = {route: law.terms(route) for route in RouteKind if route is not RouteKind.EXEMPT}
    shares = [each.remaining_share if each else 1.0 for each in terms.values()]
    return np.array([exempt, *shares, 1.0])
