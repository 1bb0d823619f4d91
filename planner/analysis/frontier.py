"""Efficient frontier of cost and a second criterion, by the epsilon-constraint method.

Each search minimises the cost with at most so much of the second criterion; the programme, its dual
values and the plans found so far are carried from one search to the next. Limits are chosen where
the largest rectangle between two neighbours leaves room for another point (`efficient`).
"""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from models.analysis import Frontier, FrontierPoint, PricedPlan
from models.choices import FrontierAxis
from models.defaults import FRONTIER_POINTS
from models.money import Money
from models.plan import Plan
from models.scenario import Scenario
from models.search_limits import SearchLimits
from planner.analysis.bounds import CostBound, gap_of
from planner.analysis.changes import change_of
from planner.analysis.efficient import efficient, intervals_between, knee_of, largest
from planner.analysis.quantities import (
    SMALL_PART,
    in_money_alone,
    limited,
    only_counting,
    quantity_on,
    with_ties_broken,
)
from planner.analysis.warm import FOUND, SearchOutcome, TimeShare, priced, program_of, solve_from
from planner.formulation.program import Program
from planner.optimizer.row_prices import RowPrices
from planner.optimizer.state import NO_HOOKS, SearchHooks
from planner.planning import Cheapest, find_cheapest, solve_record
from planner.valuation import worth_in

FEWEST_POINTS, MOST_POINTS = 3, 50
"""Both ends and the cheapest plan, which may lie between them, at least."""

SHARE_OF_FIRST = 3 / 7
"""Time for each further point, as a share of the first search's: eight points take four of it."""

LEAST_SECONDS = 2.0
"""The same at least, in seconds."""

LEAST_PART = 1000
"""The tightest limit lies above the least possible by the range divided by this number."""


def frontier_of(
    scenario: Scenario,
    limits: SearchLimits,
    points: int = FRONTIER_POINTS,
    against: FrontierAxis = FrontierAxis.LOSS,
    hooks: SearchHooks = NO_HOOKS,
) -> Frontier:
    """Find plans between which less on an axis costs more.

    Parameters
    ----------
    scenario
        The instance, overlays and settings already applied.
    limits
        Limits of the search for the cheapest plan. All others together take up to three times as
        long as that one took for eight points, and in proportion for other numbers.
    points
        Most points, from 3 to 50. There are fewer if there are no more, or if time is up.
    against
        What is set against cost: expected loss against money, anything else against the total.
    hooks
        A progress callback for each search, and a stop signal: the points found by then stay.

    Returns
    -------
    frontier
        Without points if no lawful plan was found. Every plan of a point is audited.

    Raises
    ------
    ValueError
        The number of points is not one of those allowed.
    """
    if not FEWEST_POINTS <= points <= MOST_POINTS:
        raise ValueError(f"a frontier has {FEWEST_POINTS} to {MOST_POINTS} points, not {points}")
    started = time.monotonic()
    first = find_cheapest(scenario, limits, hooks)
    spent = time.monotonic() - started
    frontier = Frontier(
        status=first.status,
        currency=scenario.currency,
        provenance=solve_record(scenario, limits),
        against=against,
    )
    plan, judgement = first.found.plan, first.found.judgement
    if first.status not in FOUND or plan is None or judgement is None:
        return frontier
    each = max(LEAST_SECONDS, SHARE_OF_FIRST * spent)
    shared = TimeShare.of(limits, each * (points - 1))
    looking = _FrontierSearch(first, against, points, shared, hooks)
    looking.begin(priced(plan, judgement, first.books))
    looking.fill()
    kept = looking.efficient
    pairs = [looking.pair(each.plan) for each in kept]
    totals = [each.plan.total for each in kept]
    return frontier.model_copy(
        update={
            "points": tuple(_points(looking, kept)),
            "knee": knee_of(pairs),
            "cheapest": totals.index(min(totals)),
            "staying": _staying(first),
        }
    )


@dataclass(frozen=True)
class _Limited:
    """A plan, and the limit with which it was found."""

    plan: PricedPlan
    limit: int | None
    is_first: bool = False


@dataclass
class _FrontierSearch:
    """Plans and bounds found so far."""

    first: Cheapest
    axis: FrontierAxis
    most: int
    shared: TimeShare
    hooks: SearchHooks
    found: list[_Limited] = field(default_factory=list)
    bounds: list[CostBound] = field(default_factory=list)
    prices: RowPrices | None = None
    """Dual values of the last search for the lowest cost."""
    program: Program = field(init=False)
    """With the cost that is minimised."""

    def __post_init__(self) -> None:
        program = program_of(self.first)
        self.quantity = quantity_on(self.axis, program)
        self.counting = only_counting(program, self.quantity)
        priced = in_money_alone(program) if self.axis is FrontierAxis.LOSS else program
        self.program = with_ties_broken(priced, self.quantity)

    @property
    def tie_weight(self) -> float:
        """What one unit on the axis adds to the cost."""
        return 1 / SMALL_PART if self.quantity.is_money else 1.0

    def pair(self, plan: PricedPlan) -> tuple[int, int]:
        """A plan's figures on both axes."""
        return plan.on(self.axis), plan.cost_against(self.axis)

    @property
    def efficient(self) -> list[_Limited]:
        """The plans that no other dominates, in rising order of the axis."""
        return [self.found[i] for i in efficient([self.pair(each.plan) for each in self.found])]

    def begin(self, plan: PricedPlan) -> None:
        """Take the cheapest plan and look for both ends."""
        self.found.append(_Limited(plan, None, is_first=True))
        bound = self.first.found.bound
        if bound is not None:
            scenario = self.first.books.scenario
            weight = scenario.risk_weight if self.axis is FrontierAxis.LOSS else 0.0
            self.bounds.append(CostBound(math.inf, weight, bound))
        if self.axis is FrontierAxis.LOSS:
            self._look(None)
        least = self._least()
        if least is not None and self.most > len(self.efficient):
            start, axis = least.on(self.axis), [each.plan.on(self.axis) for each in self.found]
            if self._look(start + (max(axis) - start) // LEAST_PART, least) is None:
                self.found.append(_Limited(least, start))

    def fill(self) -> None:
        """Look between neighbours until there are enough points, or no more, or time is up."""
        intervals = intervals_between(self.pair(each.plan)[0] for each in self.efficient)
        for _ in range(2 * self.most):
            if len(self.efficient) >= self.most or self._is_over:
                return
            chosen = largest(intervals, [self.pair(each.plan) for each in self.found])
            if chosen is None:
                return
            intervals.remove(chosen)
            found = self._look(chosen.middle)
            reached = found.on(self.axis) if found is not None else chosen.lower
            intervals += chosen.after(reached)

    def gap(self, plan: PricedPlan) -> float:
        """Largest possible improvement of a plan's cost with no more on the axis, as a share."""
        return gap_of(self.bounds, *self.pair(plan))

    @property
    def _is_over(self) -> bool:
        return self.shared.is_over or self.hooks.stopped

    def _least(self) -> PricedPlan | None:
        """A plan with as little as possible on the axis, whatever it costs."""
        best = min((each.plan for each in self.found), key=lambda plan: plan.on(self.axis))
        if self._is_over:
            return None
        reply = self._solve(self.counting, best.plan, self.hooks)
        plans = [best] if reply.plan is None else [best, reply.plan]
        return min(plans, key=lambda plan: plan.on(self.axis))

    def _look(self, limit: int | None, start: PricedPlan | None = None) -> PricedPlan | None:
        """Search for the cheapest plan up to a limit on the axis, and take it."""
        program = self.program
        if limit is not None:
            program = limited(program, self.quantity, limit)
        known = [each.plan for each in self.found] + ([start] if start is not None else [])
        up_to = [each for each in known if limit is None or each.on(self.axis) <= limit]
        best = min(up_to, key=lambda plan: plan.cost_against(self.axis), default=known[0])
        hooks = replace(self.hooks, known_row_prices=self.prices, keep_row_prices=self._keep)
        reply = self._solve(program, best.plan, hooks)
        if math.isfinite(reply.bound):
            reached = math.inf if limit is None else limit
            self.bounds.append(CostBound(reached, self.tie_weight, reply.bound))
        if reply.plan is not None:
            self.found.append(_Limited(reply.plan, limit))
        return reply.plan

    def _solve(self, program: Program, start: Plan, hooks: SearchHooks) -> SearchOutcome:
        searches = self.most - len(self.found) + 1
        return solve_from(self.first, program, start, self.shared.among(searches), hooks)

    def _keep(self, prices: RowPrices) -> None:
        self.prices = prices


def _staying(first: Cheapest) -> PricedPlan | None:
    better = first.baselines.of(first.baselines.better)
    lawful = better.judgement.lawful
    return priced(better.plan, better.judgement, first.books) if lawful else None


def _points(looking: _FrontierSearch, kept: Sequence[_Limited]) -> list[FrontierPoint]:
    scenario = looking.first.books.scenario
    return [
        FrontierPoint(
            **dict(each.plan),
            limit=each.limit,
            settings=_settings(scenario, looking.axis, each),
            gap=looking.gap(each.plan),
            change=change_of(before.plan.plan, each.plan.plan) if before is not None else None,
        )
        for before, each in zip([None, *kept], kept, strict=False)
    ]


def _settings(scenario: Scenario, axis: FrontierAxis, point: _Limited) -> dict[str, str]:
    """Settings with which `plan` minimises the same cost with the same limit."""
    if point.is_first:
        return {}
    if axis is FrontierAxis.LOSS:
        weighed = {"risk_weight": f"{1 / SMALL_PART:g}"}
        if point.limit is None:
            return weighed
        return {**weighed, "exposure_cap.total": _money(scenario, point.limit)}
    if axis is FrontierAxis.CASH and point.limit is not None:
        worth = worth_in(scenario)
        before = sum(int(worth(each.cash)) for each in scenario.under_way.spent)
        return {"budget.total": _money(scenario, point.limit + before)}
    return {}


def _money(scenario: Scenario, amount: int) -> str:
    return str(Money(currency=scenario.currency, amount=max(0, amount)))
