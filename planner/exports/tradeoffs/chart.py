"""A frontier and alternatives as charts of dots: a line joins the plans of a frontier."""

from __future__ import annotations

from collections.abc import Sequence

from models.analysis import Alternatives, Frontier
from models.choices import FrontierAxis
from models.outlook import ShownCount
from models.rounding import middle
from models.shown_tradeoffs import ShownAlternatives, ShownFrontier
from planner.charts.amounts import unit_of
from planner.charts.chart import Chart, ChartKind, Dot
from planner.exports.table import Table
from planner.exports.tradeoffs.board import shown_marks
from planner.exports.tradeoffs.columns import (
    AXIS_TITLES,
    AnyPlan,
    cost_title,
    level_words,
)
from planner.exports.tradeoffs.frontier import marks_of
from planner.wording.amounts import money_words

AnyTradeoffs = Frontier | ShownFrontier | Alternatives | ShownAlternatives
"""Plans side by side, exact or as a board sees them."""

_PLANS = "Plans"


def tradeoff_chart(found: AnyTradeoffs, table: Table) -> Chart | None:
    """The chart beside a table of plans; None where there is one plan.

    Parameters
    ----------
    found
        The plans.
    table
        A row for each of them, which begins with its name.
    """
    if len(table.rows) < 2:
        return None
    if isinstance(found, Frontier | ShownFrontier):
        return frontier_chart(found, table.title)
    return _alternatives_chart(found, [str(row[0]) for row in table.rows])


def _alternatives_chart(found: Alternatives | ShownAlternatives, names: Sequence[str]) -> Chart:
    """Money upwards, expected loss to the right; the best plan has a colour of its own."""
    plans: Sequence[AnyPlan]
    if isinstance(found, ShownAlternatives):
        plans = found.plans
    else:
        plans = [each for each in (found.best, *found.alternatives) if each is not None]
    axis, currency = FrontierAxis.LOSS, found.currency
    money = unit_of((each.money for each in plans), currency)
    loss = unit_of((each.expected_loss for each in plans), currency)
    costs = [each.money for each in plans]
    return Chart(
        name="alternatives",
        title="The best plan and its alternatives",
        kind=ChartKind.SCATTER,
        summary=f"{cost_title(axis)} of the best plan is {money_words(costs[0], currency)}, that "
        f"of its alternatives from {money_words(min(costs[1:]), currency)} to "
        f"{money_words(max(costs[1:]), currency)}.",
        x_title=f"{AXIS_TITLES[axis]}, {loss.words}",
        y_title=f"{cost_title(axis)}, {money.words}",
        dots=tuple(
            Dot(
                name,
                loss.of(each.expected_loss),
                money.of(each.money),
                "Alternatives" if number else "Best plan",
            )
            for number, (name, each) in enumerate(zip(names, plans, strict=True))
        ),
    )


def frontier_chart(frontier: Frontier | ShownFrontier, title: str) -> Chart:
    """Cost upwards, what it is set against to the right.

    Parameters
    ----------
    frontier
        With at least one point. A count that is not shown is drawn as the middle of what it may be.
    title
        What it shows.
    """
    axis, currency = frontier.against, frontier.currency
    points: Sequence[AnyPlan] = frontier.points
    if isinstance(frontier, ShownFrontier):
        marks, floor = shown_marks(frontier), frontier.floor
    else:
        marks, floor = marks_of(frontier), 0
    levels = [_drawn(each.on(axis), floor) for each in points]
    cost = unit_of((each.cost_against(axis) for each in points), currency)
    level = unit_of(levels, currency)
    is_money = axis in {FrontierAxis.LOSS, FrontierAxis.CASH}
    return Chart(
        name="tradeoff",
        title=title,
        kind=ChartKind.SCATTER,
        summary=_found(axis, points, currency, floor),
        x_title=f"{AXIS_TITLES[axis]}, {level.words}" if is_money else AXIS_TITLES[axis],
        y_title=f"{cost_title(axis)}, {cost.words}",
        dots=tuple(
            Dot(
                f"{number} {mark}".strip(),
                level.of(drawn) if is_money else float(drawn),
                cost.of(each.cost_against(axis)),
                _PLANS,
            )
            for number, (each, drawn, mark) in enumerate(zip(points, levels, marks, strict=True), 1)
        ),
        lines=(_PLANS,),
    )


def _drawn(level: ShownCount, floor: int) -> int:
    return middle(floor) if level is None else level


def _found(axis: FrontierAxis, points: Sequence[AnyPlan], currency: str, floor: int) -> str:
    """Both ends of the frontier."""
    ends = [
        f"{money_words(each.cost_against(axis), currency)} with "
        f"{AXIS_TITLES[axis].lower()} of {level_words(axis, each.on(axis), currency, floor)}"
        for each in (points[0], points[-1])
    ]
    title = cost_title(axis)
    if ends[0] == ends[1]:
        return f"{title} is {ends[0]}."
    return f"{title} goes from {ends[0]} to {ends[1]}."
