"""The waves of a plan as bars between days."""

from __future__ import annotations

from models.briefing import Briefing, ComparedPlan
from models.readable import counted
from planner.charts.chart import Chart, ChartKind, Span
from planner.charts.masked import posts_words

SAFE, SIGNED = "Last safe stop", "Signing day"


def waves_chart(briefing: Briefing, option: ComparedPlan) -> Chart | None:
    """A bar for each wave from the day by which it starts to its landing; None without waves."""
    stops = option.stops
    if not stops:
        return None
    spans = tuple(
        Span(
            f"{stop.period}: {posts_words(stop.posts, briefing.floor)}",
            stop.start_by,
            stop.lands_on,
            ((stop.last_safe_stop, SAFE), *((day, SIGNED) for day in stop.signing_days)),
        )
        for stop in stops
    )
    first, last = min(stop.start_by for stop in stops), max(stop.lands_on for stop in stops)
    safe = min(stop.last_safe_stop for stop in stops)
    return Chart(
        name="waves",
        title=f"{option.name}: waves",
        kind=ChartKind.GANTT,
        summary=(
            f"{counted(len(stops), 'wave')}, to be started by {first}; the last lands on {last}. "
            f"The earliest last safe stop is {safe}."
        ),
        spans=spans,
    )
