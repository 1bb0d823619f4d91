"""Plans that were made for the common world, and what only they can say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from models.compared import ComparedPlan
from models.named import NamedPlan
from models.result import Result
from models.scenario import Scenario


def made_for(
    common: Scenario, plans: Sequence[NamedPlan], columns: Sequence[ComparedPlan]
) -> dict[str, Result]:
    """Results by name, of the plans that were made for the common world and have a value there.

    Parameters
    ----------
    common
        The scenario of the common world.
    plans
        The plans.
    columns
        Their columns, in the same order, then those of the baselines.
    """
    pairs = zip(plans, columns[: len(plans)], strict=True)
    return {
        plan.name: plan.result
        for plan, column in pairs
        if plan.scenario.hash == common.hash and column.value is not None
    }


def with_field(
    columns: Sequence[ComparedPlan], field: str, values: Mapping[str, object]
) -> tuple[ComparedPlan, ...]:
    """Columns with a field filled in for those that have a value, by name."""
    return tuple(
        column.model_copy(update={field: values[column.name]}) if column.name in values else column
        for column in columns
    )
