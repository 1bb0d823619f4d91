"""Posts by office over time."""

from __future__ import annotations

from models.briefing import Briefing, ComparedPlan
from planner.charts.chart import Chart, ChartKind, Series
from planner.charts.masked import gap_sentence

_NAMED = 2
"""Changes that the summary tells."""


def heads_chart(briefing: Briefing, option: ComparedPlan) -> Chart | None:
    """A line for each office; None if no count is shown."""
    periods = tuple(dict.fromkeys(row.period for row in option.offices))
    posts = {(row.office, row.period): row.posts for row in option.offices}
    offices = [name for name in briefing.names.offices if any(name == o for o, _ in posts)]
    rows = tuple(
        Series(
            briefing.names.offices[office],
            tuple(_value(posts.get((office, period))) for period in periods),
        )
        for office in offices
    )
    shown = tuple(row for row in rows if any(value is not None for value in row.values))
    if not shown:
        return None
    return Chart(
        name="heads",
        title=f"{option.name}: posts by office",
        kind=ChartKind.LINES,
        summary=f"{_changes(shown, periods)}{gap_sentence(shown, briefing.floor)}",
        unit="posts",
        y_title="Posts on the first day of each period",
        categories=periods,
        series=shown,
    )


def _value(posts: int | None) -> float | None:
    return None if posts is None else float(posts)


def _changes(rows: tuple[Series, ...], periods: tuple[str, ...]) -> str:
    """From the first to the last count of the offices that change most."""
    ends = {row.name: [value for value in row.values if value is not None] for row in rows}
    by_size = sorted(ends, key=lambda name: -abs(ends[name][-1] - ends[name][0]))
    told = [name for name in by_size if ends[name][-1] != ends[name][0]][:_NAMED]
    if not told:
        return f"Posts are the same in {periods[-1]} as in {periods[0]} at all offices shown."
    words = [f"{name} from {ends[name][0]:,.0f} to {ends[name][-1]:,.0f}" for name in told]
    return f"Posts change most at {' and '.join(words)}."
