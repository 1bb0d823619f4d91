"""What rests on the ranges of inputs, added to the columns of options."""

from __future__ import annotations

from collections.abc import Sequence

from models.compared import AmountRange, ComparedPlan
from models.named import NamedPlan
from models.sensitivity import Sensitivity
from planner.briefing.ranged import RangedWorld
from planner.briefing.triggers import triggers


def sensitivities_of(
    ranged: RangedWorld, plans: Sequence[NamedPlan], columns: Sequence[ComparedPlan]
) -> tuple[Sensitivity | None, ...]:
    """Each plan judged at the ends of the ranges of the common world.

    For a plan that was made for that world, as its result says if it does. None for a plan that
    cannot be carried over.

    Parameters
    ----------
    ranged
        The common world at other values of its inputs.
    plans
        The plans.
    columns
        Their columns, in the same order, then those of the baselines.
    """
    common = ranged.world.scenario.hash
    return tuple(
        None
        if columns[at].value is None
        else (plan.scenario.hash == common and plan.result.sensitivity) or ranged.sensitivity(at)
        for at, plan in enumerate(plans)
    )


def with_ranges(
    ranged: RangedWorld,
    columns: Sequence[ComparedPlan],
    sensitivities: Sequence[Sensitivity | None],
) -> tuple[ComparedPlan, ...]:
    """Add the ends of amounts to columns, and to those of plans what turns the decision.

    Parameters
    ----------
    ranged
        The common world at other values of its inputs.
    columns
        Columns of plans, then those of the baselines.
    sensitivities
        The plans judged at the ends of ranges.
    """
    of_baselines = [None] * (len(columns) - len(sensitivities))
    return tuple(
        column
        if column.value is None
        else column.model_copy(
            update={
                "expected_loss": ranged.expected_loss(at),
                **(_of_plan(ranged, at, found) if found else {}),
            }
        )
        for at, (column, found) in enumerate(
            zip(columns, (*sensitivities, *of_baselines), strict=True)
        )
    )


def _of_plan(ranged: RangedWorld, at: int, found: Sensitivity) -> dict[str, object]:
    return {
        "saving": _saving(found),
        "saving_money": ranged.saving_in_money(at),
        "saving_loss": ranged.saving_in_loss(at),
        "triggers": triggers(ranged.world.scenario, found),
    }


def _saving(found: Sensitivity) -> AmountRange:
    ends = found.worse, found.better
    low, high = (
        None if end is None or not any(each.swing for each in found.inputs) else end.saving
        for end in ends
    )
    return AmountRange(low=low, base=found.base.saving, high=high)
