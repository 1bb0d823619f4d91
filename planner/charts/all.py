"""All charts about a plan, in reading order."""

from __future__ import annotations

from collections.abc import Callable

from models.briefing import Briefing, ComparedPlan
from planner.charts.chart import Chart
from planner.charts.flows import flows_chart
from planner.charts.heads import heads_chart
from planner.charts.money import money_chart
from planner.charts.tornado import tornado_chart
from planner.charts.waterfall import waterfall_chart
from planner.charts.waves import waves_chart

PLAN_CHARTS: tuple[Callable[[Briefing, ComparedPlan], Chart | None], ...] = (
    heads_chart,
    money_chart,
    waves_chart,
    waterfall_chart,
    tornado_chart,
    flows_chart,
)
"""Charts about one option, in reading order; each is None where there is nothing to show."""


def plan_charts(briefing: Briefing, option: ComparedPlan) -> tuple[Chart, ...]:
    """All charts about one option."""
    charts = (build(briefing, option) for build in PLAN_CHARTS)
    return tuple(chart for chart in charts if chart is not None)
