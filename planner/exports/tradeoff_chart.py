"""A frontier as a chart: a dot for each plan, joined by a line."""

from __future__ import annotations

from models.analysis import Frontier
from models.choices import FrontierAxis
from planner.charts.amounts import unit_of
from planner.charts.chart import Chart, ChartKind, Dot
from planner.exports.tradeoffs import AXIS_TITLES, cost_title, level_words, mark_of
from planner.exports.words import money_words

_PLANS = "Plans"


def tradeoff_chart(frontier: Frontier, title: str) -> Chart:
    """Cost upwards, what it is set against to the right.

    Parameters
    ----------
    frontier
        With at least one point.
    title
        What it shows.
    """
    axis, points, currency = frontier.against, frontier.points, frontier.currency
    cost = unit_of((each.cost_against(axis) for each in points), currency)
    level = unit_of((each.on(axis) for each in points), currency)
    is_money = axis in {FrontierAxis.LOSS, FrontierAxis.CASH}
    return Chart(
        name="tradeoff",
        title=title,
        kind=ChartKind.SCATTER,
        summary=_found(frontier),
        x_title=f"{AXIS_TITLES[axis]}, {level.words}" if is_money else AXIS_TITLES[axis],
        y_title=f"{cost_title(axis)}, {cost.words}",
        dots=tuple(
            Dot(
                f"{number + 1} {mark_of(frontier, number)}".strip(),
                level.of(each.on(axis)) if is_money else float(each.on(axis)),
                cost.of(each.cost_against(axis)),
                _PLANS,
            )
            for number, each in enumerate(points)
        ),
        lines=(_PLANS,),
    )


def _found(frontier: Frontier) -> str:
    """Both ends of the frontier."""
    axis, currency = frontier.against, frontier.currency
    ends = [
        f"{money_words(each.cost_against(axis), currency)} with "
        f"{AXIS_TITLES[axis].lower()} of {level_words(axis, each.on(axis), currency)}"
        for each in (frontier.points[0], frontier.points[-1])
    ]
    title = cost_title(axis)
    if ends[0] == ends[1]:
        return f"{title} is {ends[0]}."
    return f"{title} goes from {ends[0]} to {ends[1]}."
