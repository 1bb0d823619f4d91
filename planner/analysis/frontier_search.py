"""The search of a frontier: one limit after another, each search helped by those before it.

Each search minimises the cost with at most so much of the second criterion; the programme, its dual
values and the plans found so far are carried from one search to the next. Limits are chosen where
the largest rectangle between two neighbours leaves room for another point (`efficient`).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from models.analysis import PricedPlan
from models.choices import FrontierAxis
from models.plan import Plan
from planner.analysis.bounds import CostBound, gap_of
from planner.analysis.efficient import efficient, intervals_between, largest
from planner.analysis.quantities import (
    SMALL_PART,
    in_money_alone,
    limited,
    only_counting,
    quantity_on,
    with_ties_broken,
)
from planner.analysis.warm import SearchOutcome, TimeShare, program_of, solve_from
from planner.formulation.program import Program
from planner.optimizer.row_prices import RowPrices
from planner.optimizer.state import SearchHooks
from planner.planning import Cheapest

LEAST_PART = 1000
"""The tightest limit lies above the least possible by the range divided by this number."""


@dataclass(frozen=True)
class FoundPlan:
    """A plan, and the limit with which it was found."""

    plan: PricedPlan
    limit: int | None
    is_first: bool = False


@dataclass
class FrontierSearch:
    """Plans and bounds found so far."""

    first: Cheapest
    axis: FrontierAxis
    most: int
    shared: TimeShare
    hooks: SearchHooks
    plans: list[FoundPlan] = field(default_factory=list)
    bounds: list[CostBound] = field(default_factory=list)
    cut_short: bool = False
    """Whether time was up, or somebody stopped it, before there were enough points or no more."""
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
    def efficient(self) -> list[FoundPlan]:
        """The plans that no other dominates, in rising order of the axis."""
        return [self.plans[i] for i in efficient([self.pair(each.plan) for each in self.plans])]

    def begin(self, plan: PricedPlan, others: Iterable[PricedPlan]) -> None:
        """Take the cheapest plan and others that are known, and look for both ends."""
        self.plans.append(FoundPlan(plan, None, is_first=True))
        self.plans += [FoundPlan(each, each.on(self.axis)) for each in others]
        bound = self.first.found.bound
        if bound is not None:
            scenario = self.first.books.scenario
            weight = scenario.risk_weight if self.axis is FrontierAxis.LOSS else 0.0
            self.bounds.append(CostBound(math.inf, weight, bound))
        if self.axis is FrontierAxis.LOSS:
            self._look(None)
        least = self._least()
        if least is not None and self.most > len(self.efficient):
            start, most = least.on(self.axis), max(each.plan.on(self.axis) for each in self.plans)
            if self._look(start + (most - start) // LEAST_PART, least) is None:
                self.plans.append(FoundPlan(least, start))

    def fill(self) -> None:
        """Look between neighbours until there are enough points, or no more, or time is up."""
        intervals = intervals_between(self.pair(each.plan)[0] for each in self.efficient)
        for _ in range(2 * self.most):
            if len(self.efficient) >= self.most:
                return
            if self._is_over:
                break
            chosen = largest(intervals, [self.pair(each.plan) for each in self.plans])
            if chosen is None:
                return
            intervals.remove(chosen)
            found = self._look(chosen.middle)
            reached = found.on(self.axis) if found is not None else chosen.lower
            intervals += chosen.after(reached)
        self.cut_short = True

    def gap(self, plan: PricedPlan) -> float:
        """Largest possible improvement of a plan's cost with no more on the axis, as a share."""
        return gap_of(self.bounds, *self.pair(plan))

    @property
    def _is_over(self) -> bool:
        return self.shared.is_over or self.hooks.stopped

    def _least(self) -> PricedPlan | None:
        """A plan with as little as possible on the axis, whatever it costs."""
        best = min((each.plan for each in self.plans), key=lambda plan: plan.on(self.axis))
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
        known = [each.plan for each in self.plans] + ([start] if start is not None else [])
        up_to = [each for each in known if limit is None or each.on(self.axis) <= limit]
        best = min(up_to, key=lambda plan: plan.cost_against(self.axis), default=known[0])
        hooks = replace(self.hooks, known_row_prices=self.prices, keep_row_prices=self._keep)
        reply = self._solve(program, best.plan, hooks)
        if math.isfinite(reply.bound):
            reached = math.inf if limit is None else limit
            self.bounds.append(CostBound(reached, self.tie_weight, reply.bound))
        if reply.plan is not None:
            self.plans.append(FoundPlan(reply.plan, limit))
        return reply.plan

    def _solve(self, program: Program, start: Plan, hooks: SearchHooks) -> SearchOutcome:
        searches = self.most - len(self.plans) + 1
        return solve_from(self.first, program, start, self.shared.among(searches), hooks)

    def _keep(self, prices: RowPrices) -> None:
        self.prices = prices
