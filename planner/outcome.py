"""What a plan does to the company, period by period, in plain integers.

The audit stands on this alone: it shares no code with the formulation that solvers see.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from models.data import Access
from models.errors import InputError, Problem
from models.plan import Plan, RouteFiling
from models.routes import DataGroup, RouteKind
from models.scenario import Scenario
from models.workforce import Cohort, Mode
from planner.books import Books
from planner.costs import CostBook, DutyBook
from planner.exposure import ExposureBook
from planner.vacancy_pool import SHARES_OF_A_HEAD, Pool, pool_of
from planner.valuation import Amounts


@dataclass(frozen=True, slots=True)
class Landing:
    """A move by its position in the tables of the scenario."""

    cohort: int
    office: int
    mode: Mode
    lands: int
    """Period on whose first day the posts are filled at the destination."""
    leaves: int
    """Period on whose first day they leave home, after the hand-over."""
    heads: int


@dataclass(frozen=True, slots=True)
class Separation:
    """People whom a plan makes redundant."""

    cohort: int
    period: int
    """They leave on its first day."""
    heads: int
    cause: Landing | None
    """The move that takes their posts; none where the number of posts falls."""


@dataclass(frozen=True, slots=True)
class Stock:
    """Posts of one cohort at one office over the periods."""

    cohort: int
    office: int
    entity: str
    """Who employs them there."""
    at_home: bool
    heads: tuple[int, ...]
    """[t] after the landings and departures of the period's first day; below zero is a flaw."""


@dataclass(frozen=True, eq=False)
class Outcome:
    """A plan, worked out against its scenario."""

    books: Books
    plan: Plan
    landings: tuple[Landing, ...]
    """One for each move of the plan, in its order."""
    stocks: tuple[Stock, ...]
    """Every cohort at home, then every cohort at each office it moves to."""

    @property
    def scenario(self) -> Scenario:
        """The scenario that the plan is for."""
        return self.books.scenario

    @property
    def costs(self) -> CostBook:
        """Its cost book."""
        return self.books.costs

    @property
    def duties(self) -> DutyBook:
        """Its book of duties."""
        return self.books.duties

    @property
    def exposure(self) -> ExposureBook:
        """Its exposure book."""
        return self.books.exposure

    @cached_property
    def stocks_of(self) -> Mapping[str, tuple[Stock, ...]]:
        """Stocks by the id of their cohort."""
        found: dict[str, list[Stock]] = {}
        for stock in self.stocks:
            found.setdefault(self.cohort(stock).id, []).append(stock)
        return {name: tuple(stocks) for name, stocks in found.items()}

    @cached_property
    def heads(self) -> Amounts:
        """[stock, t + tail] posts of every stock, as they stay through the tail."""
        counts = np.array([stock.heads for stock in self.stocks], dtype=np.int64)
        return np.concatenate([counts, counts[:, -1:]], axis=1)

    @cached_property
    def places(self) -> tuple[list[int], list[int]]:
        """Cohort and office of every stock."""
        return [stock.cohort for stock in self.stocks], [stock.office for stock in self.stocks]

    @cached_property
    def links_to(self) -> Mapping[str, tuple[Access, ...]]:
        """Access links by the id of their dataset."""
        found: dict[str, list[Access]] = {}
        for link in self.scenario.access:
            found.setdefault(link.dataset, []).append(link)
        return {name: tuple(links) for name, links in found.items()}

    @cached_property
    def separations(self) -> tuple[Separation, ...]:
        """Everyone made redundant within the horizon: by moves, in their order, and by falls."""
        span = len(self.scenario.periods)
        moved = (
            Separation(each.cohort, each.leaves, each.heads, each)
            for each in self.landings
            if each.mode is Mode.REDUNDANCY and each.leaves < span
        )
        fallen = (
            Separation(c, t, heads, None)
            for c, pool in enumerate(self.pools)
            for t, heads in enumerate(pool.separated)
            if heads
        )
        return (*moved, *fallen)

    @cached_property
    def steps(self) -> Amounts:
        """[c, t] by how much the number of posts grows on the first day of a period."""
        counts = [
            (cohort.posts - cohort.vacant, *self.scenario.posts[cohort.id])
            for cohort in self.scenario.cohorts
        ]
        posts = np.array(counts, dtype=np.int64)
        return posts[:, 1:] - posts[:, :-1]

    @cached_property
    def pools(self) -> tuple[Pool, ...]:
        """[c] vacant posts: opened or left by attrition, closed by falls, filled away or here."""
        window, home = self.scenario.refill_window_periods, self.heads[: len(self.steps)]
        born = SHARES_OF_A_HEAD * np.maximum(self.steps, 0)
        born[:, 1:] += self.costs.leavers[:, :-1] * home[:, :-2]
        wanted = np.zeros_like(born)
        for place, heads in self.filled_otherwise.items():
            wanted[place] = heads
        falls = np.maximum(-self.steps, 0)
        each = zip(born.tolist(), wanted.tolist(), falls.tolist(), strict=True)
        return tuple(pool_of(*parts, window) for parts in each)

    @cached_property
    def filled_otherwise(self) -> Mapping[tuple[int, int], int]:
        """Vacancies by cohort and period that are refilled elsewhere, or taken by people placed."""
        filled: dict[tuple[int, int], int] = {}
        cohorts = {cohort.id: c for c, cohort in enumerate(self.scenario.cohorts)}
        refilled = (
            ((each.cohort, each.lands), each.heads)
            for each in self.landings
            if each.mode is Mode.REFILL
        )
        placed = (
            ((cohorts[each.into], self.period(each.period)), each.heads)
            for each in self.plan.placements
        )
        for key, heads in (*refilled, *placed):
            filled[key] = filled.get(key, 0) + heads
        return filled

    def home(self, cohort: int) -> Stock:
        """Posts of a cohort that are still at home."""
        return self.stocks[cohort]

    @property
    def away(self) -> tuple[Stock, ...]:
        """Posts that have landed elsewhere."""
        return self.stocks[len(self.scenario.cohorts) :]

    def cohort(self, stock: Stock | Landing | Separation) -> Cohort:
        """Cohort of a stock, a landing or a separation."""
        return self.scenario.cohorts[stock.cohort]

    def left_behind(self, landing: Landing, amounts: Amounts) -> int:
        """What amounts over [t + tail] add up to from a post's departure on, if it ever departs."""
        departs = landing.leaves < len(self.scenario.periods)
        return int(amounts[landing.leaves :].sum()) if departs else 0

    def blocks(self, office: str) -> tuple[int, ...]:
        """[t] seat blocks of an office that can be used."""
        added = [0] * len(self.scenario.periods)
        index = {period.label: period.index for period in self.scenario.periods}
        for order in self.plan.blocks:
            if order.office == office:
                added[index[order.period]] += order.blocks
        return running(added)

    def released(self, office: str) -> tuple[int, ...]:
        """[t] seats of an office that have been given up."""
        given = [0] * len(self.scenario.periods)
        for release in self.plan.releases:
            if release.office == office:
                given[self.period(release.period)] += release.seats
        return running(given)

    def period(self, label: str) -> int:
        """Position of a period."""
        return next(each.index for each in self.scenario.periods if each.label == label)

    def measure_from(self, measure: str) -> int:
        """First period in which a measure is in force; past the last one for never."""
        if any(each.in_force for each in self.scenario.measures if each.id == measure):
            return 0
        starts = [self.period(s.period) for s in self.plan.measures if s.measure == measure]
        return min(starts, default=len(self.scenario.periods))

    def route_in_force(self, entity: str, group: DataGroup) -> tuple[RouteKind, ...]:
        """[t] route of an entity's exports: the one filed, else the one it had, else none."""
        span = len(self.scenario.periods)
        had = [RouteKind.EXEMPT] * span
        for route in self.scenario.routes:
            if (route.entity, route.group) == (entity, group):
                for period in self.scenario.periods:
                    if route.until is None or period.ends <= route.until:
                        had[period.index] = route.route
        filings = [f for f in self.plan.routes if (f.entity, f.group) == (entity, group)]
        first = min((self.period(filing.period) for filing in filings), default=span)
        in_force = had[:first] + [RouteKind.EXEMPT] * (span - first)
        for filing in filings:
            for t in range(self.period(filing.period), self.route_ends(filing)):
                in_force[t] = filing.route
        return tuple(in_force)

    def route_ends(self, filing: RouteFiling) -> int:
        """First period in which a filed route is no longer in force."""
        return len(self.scenario.periods) if filing.until is None else self.period(filing.until)


def outcome(books: Books, plan: Plan) -> Outcome:
    """Work out what a plan does.

    Raises
    ------
    InputError
        The plan speaks of cohorts, offices or periods that the scenario does not have, or of
        decisions that it does not offer.
    """
    if problems := list(_strangers(books.scenario, plan)):
        raise InputError(problems)
    landings = tuple(_landings(books.scenario, plan))
    return Outcome(books, plan, landings, tuple(_stocks(books.scenario, landings)))


def _strangers(scenario: Scenario, plan: Plan) -> Iterator[Problem]:
    cohorts = {cohort.id for cohort in scenario.cohorts}
    offices = {office.id for office in scenario.offices}
    periods = {period.label for period in scenario.periods}
    named = [("cohort", move.cohort, cohorts) for move in plan.moves]
    named += [("office", each, offices) for m in plan.moves for each in (m.origin, m.destination)]
    named += [("office", order.office, offices) for order in plan.blocks]
    named += [("period", move.period, periods) for move in plan.moves]
    named += [("period", order.period, periods) for order in plan.blocks]
    named += [("cohort", each, cohorts) for p in plan.placements for each in (p.cohort, p.into)]
    named += [("period", placement.period, periods) for placement in plan.placements]
    measures = {measure.id for measure in scenario.measures}
    entities = {entity.id for entity in scenario.entities}
    named += [("measure", start.measure, measures) for start in plan.measures]
    named += [("period", start.period, periods) for start in plan.measures]
    named += [("entity", filing.entity, entities) for filing in plan.routes]
    named += [("period", filing.period, periods) for filing in plan.routes]
    named += [("period", filing.until, periods) for filing in plan.routes if filing.until]
    named += [("entity", talk.entity, entities) for talk in plan.consultations]
    named += [("period", talk.period, periods) for talk in plan.consultations]
    named += [("office", release.office, offices) for release in plan.releases]
    named += [("period", release.period, periods) for release in plan.releases]
    named += [("cohort", hold.cohort, cohorts) for hold in plan.holds]
    named += [("office", hold.destination, offices) for hold in plan.holds]
    named += [("period", hold.period, periods) for hold in plan.holds]
    for kind, name, known in named:
        if name not in known:
            yield Problem(f"the plan names a {kind} that the scenario does not have", found=name)
    for filing in plan.routes:
        if filing.until is not None and filing.until <= filing.period:
            yield Problem("the plan ends a route before it is in force", found=filing.until)


def running(steps: list[int]) -> tuple[int, ...]:
    """Running sums."""
    total, sums = 0, []
    for step in steps:
        total += step
        sums.append(total)
    return tuple(sums)


def _landings(scenario: Scenario, plan: Plan) -> Iterator[Landing]:
    cohorts = {cohort.id: i for i, cohort in enumerate(scenario.cohorts)}
    offices = {office.id: i for i, office in enumerate(scenario.offices)}
    periods = {period.label: period.index for period in scenario.periods}
    for move in plan.moves:
        lands = periods[move.period]
        yield Landing(
            cohorts[move.cohort],
            offices[move.destination],
            move.mode,
            lands,
            lands + scenario.modes.of(move.mode).overlap_periods,
            move.heads,
        )


def _stocks(scenario: Scenario, landings: tuple[Landing, ...]) -> Iterator[Stock]:
    span = len(scenario.periods)
    offices = {office.id: i for i, office in enumerate(scenario.offices)}
    left = [[0] * span for _ in scenario.cohorts]
    landed: dict[tuple[int, int], list[int]] = {}
    for landing in landings:
        if landing.leaves < span:
            left[landing.cohort][landing.leaves] += landing.heads
        arrivals = landed.setdefault((landing.cohort, landing.office), [0] * span)
        arrivals[landing.lands] += landing.heads
    for c, cohort in enumerate(scenario.cohorts):
        posts, gone = scenario.posts[cohort.id], running(left[c])
        heads = tuple(posts[t] - gone[t] for t in range(span))
        yield Stock(c, offices[cohort.office], cohort.entity, at_home=True, heads=heads)
    for (c, o), arrivals in sorted(landed.items()):
        employer = scenario.offices[o].entity
        yield Stock(c, o, employer, at_home=False, heads=running(arrivals))
