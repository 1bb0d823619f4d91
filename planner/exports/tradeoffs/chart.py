"""A frontier as a chart: a dot for each plan, joined by a line."""

from __future__ import annotations

from collections.abc import Sequence

from models.analysis import Frontier
from models.choices import FrontierAxis
from models.outlook import ShownCount
from models.rounding import middle
from models.shown_tradeoffs import ShownFrontier
from planner.charts.amounts import unit_of
from planner.charts.chart import Chart, ChartKind, Dot
from planner.exports.tradeoffs.board import shown_marks
from planner.exports.tradeoffs.columns import (
    AXIS_TITLES,
    AnyPlan,
    cost_title,
    level_words,
)
from planner.exports.tradeoffs.frontier import marks_of
from planner.wording.amounts import money_words

_PLANS = "Plans"


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
