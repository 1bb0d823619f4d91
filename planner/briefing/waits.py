"""What waiting a quarter costs, for every plan that was made for the common world."""

from __future__ import annotations

from collections.abc import Sequence

from models.briefing import ComparedPlan, Waiting
from models.named import NamedPlan
from models.scenario import Scenario
from models.worlds import WorldValue
from planner.briefing.waiting import cost_of_waiting


def add_waiting(
    common: Scenario,
    plans: Sequence[NamedPlan],
    columns: Sequence[ComparedPlan],
    seconds: float,
) -> tuple[ComparedPlan, ...]:
    """Add what waiting costs to the columns of plans that were made for the common world.

    One search serves them all, since they are held against the same later plan: the first of them
    that has a plan starts it. A plan made for another world has other limits than the later plan
    would have, so that the two do not compare.

    Parameters
    ----------
    common
        The scenario of the common world.
    plans
        The plans.
    columns
        Their columns, in the same order, then those of the baselines.
    seconds
        Time limit of the search; 0 to leave waiting out.
    """
    here = {plan.name: plan.result for plan in plans if plan.scenario.hash == common.hash}
    values = {c.name: c.value for c in columns if c.name in here and c.value is not None}
    if not values or not seconds:
        return tuple(columns)
    first, value = next(iter(values.items()))
    waiting = cost_of_waiting(common, here[first], seconds)
    return tuple(
        column.model_copy(update={"waiting": _against(waiting, value, values[column.name])})
        if column.name in values
        else column
        for column in columns
    )


def _against(waiting: Waiting, first: WorldValue, value: WorldValue) -> Waiting:
    """The same later plan, held against another one that is carried out without waiting."""
    if waiting.total is None or waiting.money is None or waiting.expected_loss is None:
        return waiting
    total = waiting.total + first.total - value.total
    return Waiting(
        decided_on=waiting.decided_on,
        total=total,
        money=waiting.money + first.money - value.money,
        expected_loss=waiting.expected_loss + first.expected_loss - value.expected_loss,
        gap=max(waiting.gap, -total),
    )
