"""What would turn the decision: how far single inputs move the saving."""

from __future__ import annotations

from collections.abc import Callable

from models.briefing import Briefing, ComparedPlan, InputPlace, Trigger
from planner.charts.amounts import AmountUnit, unit_of
from planner.charts.chart import Chart, ChartKind, Series

LOW, HIGH = "Input at its low end", "Input at its high end"


def tornado_chart(
    briefing: Briefing, option: ComparedPlan, name: Callable[[InputPlace], str]
) -> Chart | None:
    """A bar for each trigger, the widest first; None without triggers or a saving.

    Parameters
    ----------
    briefing, option
        What is shown, and of whom.
    name
        How an input is called.
    """
    if option.saving is None or not option.triggers:
        return None
    rows = sorted(option.triggers, key=lambda row: -abs(row.saving_high - row.saving_low))
    ends = [end for row in rows for end in (row.saving_low, row.saving_high)]
    unit = unit_of([option.saving.base, *ends], briefing.currency)
    return Chart(
        name="tornado",
        title=f"{option.name}: what would turn the decision",
        kind=ChartKind.TORNADO,
        summary=f"The saving is {unit.said(option.saving.base)}. {_found(rows, unit, name)}",
        unit=unit.words,
        x_title=f"Saving against the better baseline, {unit.words}",
        categories=tuple(name(row.place) for row in rows),
        series=(
            Series(LOW, tuple(unit.of(row.saving_low) for row in rows)),
            Series(HIGH, tuple(unit.of(row.saving_high) for row in rows)),
        ),
        base=unit.of(option.saving.base),
    )


def _found(rows: list[Trigger], unit: AmountUnit, name: Callable[[InputPlace], str]) -> str:
    """What turns the decision, else what moves the saving most."""
    turning = [
        f"past {row.turns_at} ({name(row.place)})"
        if row.turns_at
        else f"within the range of {name(row.place)}"
        for row in rows
        if row.turns_at or row.turns
    ]
    if turning:
        return f"The decision turns {' or '.join(turning)}."
    low, high = sorted((rows[0].saving_low, rows[0].saving_high))
    return (
        "No single input turns the decision within its range; what moves the saving most is "
        f"{name(rows[0].place)}, from {unit.said(low)} to {unit.said(high)}."
    )
