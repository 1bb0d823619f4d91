"""Upright bars, side by side or on top of each other, with lines above."""

from __future__ import annotations

from collections.abc import Iterator

from planner.charts.chart import Chart, ChartKind, Series
from planner.charts.lettering import LINE, written
from planner.charts.options.axes import ChartOption, axis_title, range_of, value_axis
from planner.charts.options.categories import category_labels, labelled_axis
from planner.charts.options.frame import (
    EDGE,
    SHAPES,
    WIDTH,
    Plot,
    legend_of,
    legend_option,
    option,
)
from planner.charts.themes import Palette

_HEADING, _PLOT = 28, 290


def height(chart: Chart) -> int:
    """In pixels."""
    return _HEADING + legend_of(_named(chart)).height + _PLOT


def bars_option(chart: Chart, palette: Palette) -> ChartOption:
    """Bars from zero; series named in ``lines`` are lines."""
    legend = legend_of(_named(chart))
    reach = range_of(_reached(chart), zero=True)
    left, right = EDGE + reach.width() + EDGE, WIDTH - EDGE
    labels = category_labels(chart.categories, right - left)
    below = labels.height + (LINE + EDGE if chart.x_title else 0)
    plot = Plot(left, _HEADING + legend.height + EDGE, right, height(chart) - below - EDGE)
    return option(
        palette,
        chart.y_title or chart.unit,
        grid=plot.grid,
        legend=legend_option(legend, _HEADING, palette),
        xAxis={**labelled_axis(labels, palette), **axis_title(chart.x_title, palette)},
        yAxis=value_axis(reach, palette),
        series=[_drawn(chart, row, place, palette) for place, row in enumerate(chart.series)],
        aria={"enabled": True, "label": {"enabled": False}, "decal": {"show": _many(chart)}},
    )


def _named(chart: Chart) -> list[str]:
    return [written(row.name) for row in chart.series] if len(chart.series) > 1 else []


def _many(chart: Chart) -> bool:
    """Whether bars differ, so that patterns tell them apart."""
    return sum(row.name not in chart.lines for row in chart.series) > 1


def _reached(chart: Chart) -> Iterator[float | None]:
    """Every height that is drawn: of bars on top of each other the sums above and below zero."""
    for row in chart.series:
        if chart.kind is not ChartKind.STACKED_BARS or row.name in chart.lines:
            yield from row.values
    if chart.kind is ChartKind.STACKED_BARS:
        bars = [row.values for row in chart.series if row.name not in chart.lines]
        for stack in zip(*bars, strict=True):
            yield sum(value for value in stack if value is not None and value > 0)
            yield sum(value for value in stack if value is not None and value < 0)


def _drawn(chart: Chart, row: Series, place: int, palette: Palette) -> ChartOption:
    color = palette.series[place % len(palette.series)]
    drawn = {"name": written(row.name), "data": list(row.values), "silent": True}
    if row.name in chart.lines:
        marks = {"symbol": SHAPES[place % len(SHAPES)], "symbolSize": 7, "showAllSymbol": True}
        shown = {"itemStyle": {"color": color}, "lineStyle": {"width": 2}}
        return {**drawn, "type": "line", "z": 3, **marks, **shown}
    stack = {"stack": "all"} if chart.kind is ChartKind.STACKED_BARS else {}
    return {**drawn, "type": "bar", "barMaxWidth": 48, **stack, "itemStyle": {"color": color}}
