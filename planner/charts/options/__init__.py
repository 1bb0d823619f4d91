"""A chart as what ECharts draws: plain values, ready for JSON, of a fixed size."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from planner.charts.chart import Chart, ChartKind
from planner.charts.options import flows, gantt, panels, scatter, tornado, waterfall
from planner.charts.options.axes import ChartOption
from planner.charts.options.frame import WIDTH
from planner.charts.themes import PALETTES, Palette, Theme

__all__ = ["WIDTH", "height_of", "option_of"]

_DRAWN: Mapping[
    ChartKind, tuple[Callable[[Chart], int], Callable[[Chart, Palette], ChartOption]]
] = {
    ChartKind.PANELS: (panels.height, panels.panels_option),
    ChartKind.WATERFALL: (waterfall.height, waterfall.waterfall_option),
    ChartKind.TORNADO: (tornado.height, tornado.tornado_option),
    ChartKind.GANTT: (gantt.height, gantt.gantt_option),
    ChartKind.SCATTER: (scatter.height, scatter.scatter_option),
    ChartKind.FLOWS: (flows.height, flows.flows_option),
}


def option_of(chart: Chart, theme: Theme) -> ChartOption:
    """The option of ECharts for a picture of ``WIDTH`` by ``height_of`` pixels."""
    _, drawn = _DRAWN[chart.kind]
    return drawn(chart, PALETTES[theme])


def height_of(chart: Chart) -> int:
    """How high the picture is, in pixels: it grows with what is in it."""
    height, _ = _DRAWN[chart.kind]
    return height(chart)
