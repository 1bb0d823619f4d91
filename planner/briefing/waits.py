"""What waiting a quarter costs, for every plan that was made for the common world."""

from __future__ import annotations

from collections.abc import Sequence

from models.account import Judgement
from models.compared import ComparedPlan, Waiting
from models.named import NamedPlan
from models.scenario import Scenario
from models.worlds import WorldValue
from planner.briefing.own_world import made_for, with_field
from planner.briefing.waiting import cost_of_waiting, is_within


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
    common, plans, columns
        As for `made_for`.
    seconds
        Time limit of the search; 0 to leave waiting out.
    """
    here = made_for(common, plans, columns)
    values = {c.name: c.value for c in columns if c.name in here and c.value is not None}
    if not values or not seconds:
        return tuple(columns)
    first = next(iter(values))
    begun = here[first].audited_judgement
    waiting = cost_of_waiting(common, here[first], seconds)
    later = {name: _against(waiting, begun, each) for name, each in values.items()}
    return with_field(columns, "waiting", later)


def _against(waiting: Waiting, first: Judgement | None, value: WorldValue) -> Waiting:
    """The same later plan, held against another one that is carried out without waiting."""
    if (
        first is None
        or waiting.total is None
        or waiting.money is None
        or waiting.expected_loss is None
    ):
        return waiting
    total = waiting.total + first.total - value.total
    gap = max(waiting.gap, -total)
    return Waiting(
        decided_on=waiting.decided_on,
        total=total,
        money=waiting.money + first.money - value.money,
        expected_loss=waiting.expected_loss + first.expected_loss - value.expected_loss,
        gap=gap,
        proves_nothing=is_within(gap, total),
    )
