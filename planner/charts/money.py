"""Cash by period: what is paid once as bars, what recurs as a line."""

from __future__ import annotations

from models.briefing import Briefing, ComparedPlan
from planner.charts.amounts import unit_of
from planner.charts.chart import Chart, ChartKind, Series

ONCE, RUNNING = "One-off cash", "Running cost"


def money_chart(briefing: Briefing, option: ComparedPlan) -> Chart | None:
    """Both kinds of money by period, undiscounted; None if none is paid."""
    rows = option.periods
    amounts = [each for row in rows for each in (row.one_off, row.running)]
    if not any(amounts):
        return None
    unit = unit_of(amounts, briefing.currency)
    most = max(rows, key=lambda row: row.one_off)
    once = "There is no one-off cash"
    if most.one_off:
        total = unit.said(sum(year.amount for year in option.cash))
        once = f"One-off cash is {total}, most in {most.period} ({unit.said(most.one_off)})"
    first, last = rows[0], rows[-1]
    running = f"running cost is {unit.said(first.running)} in {first.period}"
    if last.period != first.period:
        as_much = "as much" if last.running == first.running else unit.said(last.running)
        running += f" and {as_much} in {last.period}"
    return Chart(
        name="money",
        title=f"{option.name}: cash by period",
        kind=ChartKind.STACKED_BARS,
        summary=f"{once}; {running}.",
        unit=unit.words,
        y_title=f"{unit.words}, undiscounted",
        categories=tuple(row.period for row in rows),
        series=(
            Series(ONCE, tuple(unit.of(row.one_off) for row in rows)),
            Series(RUNNING, tuple(unit.of(row.running) for row in rows)),
        ),
        lines=(RUNNING,),
    )
