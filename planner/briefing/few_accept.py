"""What a plan costs more if only few people accept to move."""

from __future__ import annotations

from collections.abc import Sequence

from models.compared import ComparedPlan, FewAccept
from models.named import NamedPlan
from models.scenario import Scenario
from models.uncertainty import Fallback
from planner.briefing.own_world import made_for, with_field


def add_few_accept(
    common: Scenario, plans: Sequence[NamedPlan], columns: Sequence[ComparedPlan]
) -> tuple[ComparedPlan, ...]:
    """Add what happens if few accept to the columns of plans that were made for the common world.

    That was worked out in the world of each plan, and says nothing of another one.

    Parameters
    ----------
    common, plans, columns
        As for `made_for`.
    """
    known = {
        name: cheaper_of(result.fallback)
        for name, result in made_for(common, plans, columns).items()
        if result.fallback is not None
    }
    return with_field(columns, "few_accept", known)


def cheaper_of(fallback: Fallback) -> FewAccept:
    """The cheaper lawful one of both fallback plans."""
    costs = (fallback.staying.cost, fallback.hired_for.cost)
    return FewAccept(cost=min((cost for cost in costs if cost is not None), default=None))
