"""What would turn the decision: how far single inputs move the saving."""

from __future__ import annotations

from models.briefing import Briefing, ComparedPlan, Trigger
from planner.charts.amounts import AmountUnit, unit_of
from planner.charts.chart import Chart, ChartKind, Series

LOW, HIGH = "Input at its low end", "Input at its high end"


def tornado_chart(briefing: Briefing, option: ComparedPlan) -> Chart | None:
    """A bar for each trigger, the widest first; None without triggers or a saving."""
    if option.saving is None or not option.triggers:
        return None
    rows = sorted(option.triggers, key=lambda row: -abs(row.saving_high - row.saving_low))
    ends = [end for row in rows for end in (row.saving_low, row.saving_high)]
    unit = unit_of([option.saving.base, *ends], briefing.currency)
    return Chart(
        name="tornado",
        title=f"{option.name}: what would turn the decision",
        kind=ChartKind.TORNADO,
        summary=_found(rows, option.saving.base, unit),
        unit=unit.words,
        x_title=f"Saving against the better baseline, {unit.words}",
        categories=tuple(map(trigger_words, rows)),
        series=(
            Series(LOW, tuple(unit.of(row.saving_low) for row in rows)),
            Series(HIGH, tuple(unit.of(row.saving_high) for row in rows)),
        ),
        base=unit.of(option.saving.base),
    )


def trigger_words(row: Trigger) -> str:
    """Which input it is: ``Loss of china, inspection``."""
    field = row.place.field.replace("_", " ").replace(".", " ").capitalize()
    return f"{field} of {row.place.row.replace('/', ', ')}" if row.place.row else field


def _found(rows: list[Trigger], base: int, unit: AmountUnit) -> str:
    """What turns the decision, else what moves the saving most."""
    turning = [row for row in rows if row.turns_at]
    if turning:
        words = "; ".join(f"{trigger_words(row)} turns it at {row.turns_at}" for row in turning)
        return f"The saving is {unit.said(base)}. {words}."
    widest = rows[0]
    low, high = sorted((widest.saving_low, widest.saving_high))
    return (
        f"The saving is {unit.said(base)}. No single input turns the decision within its range; "
        f"{trigger_words(widest)} moves the saving most, from {unit.said(low)} to "
        f"{unit.said(high)}."
    )
