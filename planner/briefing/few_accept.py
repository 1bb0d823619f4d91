"""What a plan costs more if only few people accept to move."""

from __future__ import annotations

from collections.abc import Sequence

from models.briefing import ComparedPlan, FewAccept
from models.named import NamedPlan
from models.scenario import Scenario
from models.uncertainty import Fallback


def add_few_accept(
    common: Scenario, plans: Sequence[NamedPlan], columns: Sequence[ComparedPlan]
) -> tuple[ComparedPlan, ...]:
    """Add what happens if few accept to the columns of plans that were made for the common world.

    That was worked out in the world of each plan, and says nothing of another one.

    Parameters
    ----------
    common
        The scenario of the common world.
    plans
        The plans.
    columns
        Their columns, in the same order, then those of the baselines.
    """
    known = {
        plan.name: cheaper_of(plan.result.fallback)
        for plan in plans
        if plan.result.fallback is not None and plan.scenario.hash == common.hash
    }
    return tuple(
        column.model_copy(update={"few_accept": known[column.name]})
        if column.name in known and column.value is not None
        else column
        for column in columns
    )


def cheaper_of(fallback: Fallback) -> FewAccept:
    """The cheaper lawful one of both fallback plans."""
    costs = (fallback.staying.cost, fallback.hired_for.cost)
    return FewAccept(cost=min((cost for cost in costs if cost is not None), default=None))
