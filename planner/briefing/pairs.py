"""Pairs of plans, and whether they can be told apart."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from models.briefing import PlanPair
from models.named import NamedPlan
from models.result import Result
from models.scenario import Scenario
from models.worlds import WorldValue


def pairs_of(
    common: Scenario, plans: Sequence[NamedPlan], values: Sequence[WorldValue | None]
) -> tuple[PlanPair, ...]:
    """Set every two plans side by side that both have a value in the common world.

    Totals are exact: of two plans as they stand, the one with the lower total is cheaper there. But
    a plan that was made for that world stands for the best plan there is, which may cost less by as
    much as the gap. Two plans whose difference is within their gaps are not told apart, since a
    longer search could turn them round. The gap of a plan that was made for another world bounds
    nothing here, and does not count: that plan is told apart as it stands, by the totals alone.

    Parameters
    ----------
    common
        The scenario of the common world.
    plans
        The plans.
    values
        What each of them costs in that world.
    """
    known = [
        (plan.name, value.total, _left_open(common, plan))
        for plan, value in zip(plans, values, strict=True)
        if value is not None
    ]
    return tuple(
        PlanPair(
            one=one,
            other=other,
            difference=here - there,
            left_open=gap + other_gap,
            is_told_apart=abs(here - there) > gap + other_gap,
        )
        for (one, here, gap), (other, there, other_gap) in combinations(known, 2)
    )


def gap_of(result: Result) -> int | None:
    """How much less the best plan may cost in the world that a plan was made for, as proven."""
    if result.audited_plan is None or result.objective is None or result.bound is None:
        return None
    return result.objective - result.bound


def _left_open(common: Scenario, plan: NamedPlan) -> int:
    return (gap_of(plan.result) or 0) if plan.scenario.hash == common.hash else 0
