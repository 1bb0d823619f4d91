"""At which multiple of all losses an option costs the same as staying put."""

from __future__ import annotations

from collections.abc import Sequence

from models.baselines import BaselineName
from models.compared import ComparedPlan, Pays
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
    stand on which side of it the option pays, and the ends of the losses' own ranges, as multiples
    of ours. Without such a multiple there is no range: one of the two is always cheaper.

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
    return tuple(with_break_even(column, put, ends) for column in columns)


def with_break_even(
    column: ComparedPlan, staying_put: WorldValue, ends: tuple[float, float] | None
) -> ComparedPlan:
    """Add to a column at which multiples of all losses it is cheaper than staying put.

    Parameters
    ----------
    column
        Column of an option.
    staying_put
        What staying put costs in the same world.
    ends
        Ends of the losses' own ranges, as multiples of ours.
    """
    if column.value is None:
        return column
    weighted, of_put = (each.total - each.money for each in (column.value, staying_put))
    dearer_by, loses_less_by = column.value.money - staying_put.money, of_put - weighted
    multiple = even_multiplier(dearer_by, loses_less_by)
    found: dict[str, object] = {"pays": _pays(dearer_by, loses_less_by)}
    if multiple is not None:
        found |= {"break_even": multiple, "break_even_range": ends}
    return column.model_copy(update=found)


def _pays(dearer_by: int, loses_less_by: int) -> Pays | None:
    """At which multiples of what it is expected to lose less an option is worth its money."""
    if dearer_by > 0:
        return Pays.FROM if loses_less_by > 0 else Pays.NEVER
    if dearer_by < 0:
        return Pays.UNTIL if loses_less_by < 0 else Pays.ALWAYS
    if not loses_less_by:
        return None
    return Pays.ALWAYS if loses_less_by > 0 else Pays.NEVER
