"""From what staying put costs to what a plan costs, rule by rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from models.base import Id
from models.briefing import Briefing, ComparedKind, ComparedPlan
from models.readable import titled
from planner.charts.amounts import unit_of
from planner.charts.chart import Chart, ChartKind, Series

OTHER = "Other"
_MOST = 8
"""Steps with a name of their own."""
_SMALL = 0.01
"""Steps under this share of all steps are merged."""


def waterfall_chart(briefing: Briefing, option: ComparedPlan) -> Chart | None:
    """Totals in the common world and the steps between them; None for staying put itself."""
    put = next((each for each in briefing.options if each.kind is ComparedKind.STAYING_PUT), None)
    if put is None or put.value is None or option.value is None or option.kind is put.kind:
        return None
    first, last = put.value.total, option.value.total
    steps = _merged(list(_steps(briefing, put, option)), last - first)
    if not steps:
        return None
    unit = unit_of((first, last), briefing.currency)
    largest, amount = max(steps, key=lambda step: abs(step[1]))
    return Chart(
        name="waterfall",
        title=f"From {put.name} to {option.name}",
        kind=ChartKind.WATERFALL,
        summary=(
            f"{option.name} costs {unit.more_or_less(last - first)} in all than {put.name}; the "
            f"largest step is {largest}, {unit.more_or_less(amount)}."
        ),
        unit=unit.words,
        x_title=unit.words,
        categories=(put.name, *(name for name, _ in steps), option.name),
        series=(Series("Total", tuple(map(unit.of, (first, *(each for _, each in steps), last)))),),
    )


def _steps(
    briefing: Briefing, put: ComparedPlan, option: ComparedPlan
) -> Iterator[tuple[str, int]]:
    """What each rule costs more than in staying put, as it counts in the total.

    What is no more than rounding its amounts can make of nothing is left out.
    """
    amounts: dict[tuple[Id, bool], list[int]] = defaultdict(list)
    for side, each in ((1, option), (-1, put)):
        for row in each.rule_years:
            amounts[row.rule, row.is_expected].append(side * row.amount)
    for (rule, is_expected), parts in amounts.items():
        more = sum(parts)
        if abs(more) > len(parts) * briefing.amount_step / 2:
            weight, mark = (briefing.risk_weight, " (assumed)") if is_expected else (1, "")
            yield f"{titled(rule)}{mark}", round(more * weight)


def _merged(steps: list[tuple[str, int]], total: int) -> list[tuple[str, int]]:
    """Money that is more, then what is less, the largest first; the small ones as one.

    What rounding leaves is in that one too, so that the steps end at the total.
    """
    least = _SMALL * sum(abs(amount) for _, amount in steps)
    by_size = sorted(steps, key=lambda step: -abs(step[1]))
    named = [step for step in by_size[:_MOST] if step[1] and abs(step[1]) >= least]
    rest = total - sum(amount for _, amount in named)
    ordered = sorted(named, key=lambda step: -step[1])
    return [*ordered, (OTHER, rest)] if rest else ordered
