"""At which multiple of all losses an option costs the same as staying put."""

from __future__ import annotations

from collections.abc import Sequence

from models.baselines import BaselineName
from models.briefing import ComparedPlan
from models.worlds import WorldValue
from planner.briefing.worlds import ComparedWorld
from planner.sensitivity import Uncertain
from planner.sensitivity.break_even import even_multiplier
from planner.sensitivity.likelihoods import loss_range


def add_break_evens(
    world: ComparedWorld, inputs: Sequence[Uncertain], columns: Sequence[ComparedPlan]
) -> tuple[ComparedPlan, ...]:
    """Add to each column the multiple of all losses at which it costs the same as staying put.

    Losses enter every price in proportion, and both stay as they are at every multiple. Beside it
    stand the ends of the losses' own ranges, as multiples of ours. Without such a multiple, neither
    is there: one of the two is always cheaper.

    Parameters
    ----------
    world
        The common world.
    inputs
        Its inputs with a range.
    columns
        Columns of options in that world.
    """
    put = world.value_of_baseline(BaselineName.STAYING_PUT)
    ends = loss_range(world.books, world.baselines.staying_put.plan, inputs)
    multiples = [each.value and _multiple(each.value, put) for each in columns]
    return tuple(
        column
        if multiple is None
        else column.model_copy(update={"break_even": multiple, "break_even_range": ends})
        for column, multiple in zip(columns, multiples, strict=True)
    )


def _multiple(option: WorldValue, staying_put: WorldValue) -> float | None:
    weighted, of_put = (each.total - each.money for each in (option, staying_put))
    return even_multiplier(option.money - staying_put.money, of_put - weighted)
