"""Efficient frontier of cost and a second criterion, by the epsilon-constraint method.

Each plan is the cheapest with at most so much of the second criterion.
"""

from __future__ import annotations

import time
from collections.abc import Sequence

from models.analysis import Frontier, FrontierPoint, PricedPlan
from models.baselines import BaselineName
from models.choices import FrontierAxis
from models.defaults import FRONTIER_POINTS
from models.money import Money
from models.result import Status
from models.scenario import Scenario
from models.search_limits import SearchLimits
from planner.analysis.changes import change_of
from planner.analysis.efficient import knee_of
from planner.analysis.frontier_search import FoundPlan, FrontierSearch
from planner.analysis.quantities import SMALL_PART
from planner.analysis.warm import FOUND, TimeShare, priced
from planner.optimizer.state import NO_HOOKS, SearchHooks
from planner.planning import Cheapest, clash_with, find_cheapest, solve_record
from planner.valuation import worth_in

FEWEST_POINTS, MOST_POINTS = 3, 50
"""Both ends and the cheapest plan, which may lie between them, at least."""

SHARE_OF_FIRST = 3 / 7
"""Time for each further point, as a share of the first search's: eight points take four of it."""

LEAST_SECONDS = 2.0
"""The same at least, in seconds."""


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
    if first.status is Status.INFEASIBLE:
        return frontier.model_copy(update={"clash": clash_with(first.books, limits)})
    plan, judgement = first.found.plan, first.found.judgement
    if first.status not in FOUND or plan is None or judgement is None:
        return frontier
    each = max(LEAST_SECONDS, SHARE_OF_FIRST * spent)
    shared = TimeShare.of(limits, each * (points - 1))
    search = FrontierSearch(first, against, points, shared, hooks)
    staying = _lawful(first, first.baselines.better)
    baselines = (_lawful(first, name) for name in BaselineName)
    known = [each for each in baselines if each is not None]
    search.begin(priced(plan, judgement, first.books), known)
    search.fill()
    kept = search.efficient
    pairs = [search.pair(each.plan) for each in kept]
    totals = [each.plan.total for each in kept]
    return frontier.model_copy(
        update={
            "points": tuple(_points(search, kept)),
            "knee": knee_of(pairs),
            "cheapest": totals.index(min(totals)),
            "staying": staying,
            "cut_short": search.cut_short,
        }
    )


def _lawful(first: Cheapest, name: BaselineName) -> PricedPlan | None:
    """A baseline, in which nobody moves; None if it breaks a rule."""
    baseline = first.baselines.of(name)
    lawful = baseline.judgement.lawful
    return priced(baseline.plan, baseline.judgement, first.books) if lawful else None


def _points(search: FrontierSearch, kept: Sequence[FoundPlan]) -> list[FrontierPoint]:
    scenario = search.first.books.scenario
    return [
        FrontierPoint(
            **dict(each.plan),
            limit=each.limit,
            settings=_settings(scenario, search.axis, each),
            gap=search.gap(each.plan),
            change=change_of(before.plan.plan, each.plan.plan) if before is not None else None,
        )
        for before, each in zip([None, *kept], kept, strict=False)
    ]


def _settings(scenario: Scenario, axis: FrontierAxis, point: FoundPlan) -> dict[str, str]:
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
