"""A Gantt chart: a lying bar for each span of days, with days marked on it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from planner.charts.axis_range import AxisRange
from planner.charts.chart import Chart, Span
from planner.charts.lettering import LINE
from planner.charts.options.axes import ChartOption
from planner.charts.options.days import day_ticks, days_range
from planner.charts.options.frame import (
    EDGE,
    WIDTH,
    Plot,
    label,
    legend_height,
    legend_option,
    line,
    option,
)
from planner.charts.options.rows import row_names, rows_axis
from planner.charts.themes import Palette

_BELOW = LINE + 14
_SYMBOLS = (("rect", [4, 22]), ("diamond", 12), ("circle", 9), ("triangle", 10), ("arrow", 10))


def height(chart: Chart) -> int:
    """In pixels."""
    names = row_names([span.name for span in chart.spans])
    return _top(chart) + names.row * len(chart.spans) + _BELOW


def gantt_option(chart: Chart, palette: Palette) -> ChartOption:
    """Bars over days, with a shape for each kind of day."""
    names, top = row_names([span.name for span in chart.spans]), _top(chart)
    bottom = top + names.row * len(chart.spans)
    plot = Plot(names.width, top, WIDTH - 5 * EDGE, bottom)
    days = [day for span in chart.spans for day in _days(span)]
    reach = days_range(min(days), max(days))
    axis = {"type": "value", "show": False, "min": reach.low, "max": reach.high}
    return option(
        palette,
        "",
        grid=plot.grid,
        legend=legend_option(_kinds(chart), EDGE, palette),
        xAxis=axis,
        yAxis=rows_axis(names, palette),
        series=[*_bars(chart, palette), *_marks(chart, palette)],
        graphic=list(_ticks(reach, plot, palette)),
    )


def _top(chart: Chart) -> int:
    return 2 * EDGE + legend_height(_kinds(chart))


def _kinds(chart: Chart) -> list[str]:
    """The kinds of days that are marked, in the order in which they come up."""
    return list(dict.fromkeys(kind for span in chart.spans for _, kind in span.marks))


def _days(span: Span) -> list[date]:
    return [span.begins_on, span.ends_on, *(day for day, _ in span.marks)]


def _bars(chart: Chart, palette: Palette) -> list[ChartOption]:
    """Every span as a bar on an unseen one that reaches from the first day of all to its first."""
    begins = [span.begins_on.toordinal() for span in chart.spans]
    lengths = [
        span.ends_on.toordinal() - first for span, first in zip(chart.spans, begins, strict=True)
    ]
    bar = {"type": "bar", "stack": "spans", "silent": True, "barWidth": 12}
    return [
        {**bar, "name": "base", "data": begins, "itemStyle": {"color": "transparent"}},
        {
            **bar,
            "name": "span",
            "data": lengths,
            "itemStyle": {"color": palette.series[0], "opacity": 0.45, "borderRadius": 3},
        },
    ]


def _marks(chart: Chart, palette: Palette) -> Iterator[ChartOption]:
    for place, kind in enumerate(_kinds(chart)):
        symbol, size = _SYMBOLS[place % len(_SYMBOLS)]
        yield {
            "type": "scatter",
            "name": kind,
            "silent": True,
            "symbol": symbol,
            "symbolSize": size,
            "z": 5,
            "itemStyle": {
                "color": palette.series[(place + 1) % len(palette.series)],
                "opacity": 1,
                "borderColor": palette.ground,
                "borderWidth": 1,
            },
            "data": [
                [day.toordinal(), row]
                for row, span in enumerate(chart.spans)
                for day, said in span.marks
                if said == kind
            ],
        }


def _ticks(reach: AxisRange, plot: Plot, palette: Palette) -> Iterator[ChartOption]:
    """Faint lines with the days below."""
    for day, text in day_ticks(reach):
        x = plot.x(reach.share(day.toordinal()))
        yield {**line([(x, plot.top), (x, plot.bottom + 4)], palette.rule), "z": -1}
        yield label(text, x, plot.bottom + LINE, palette.quiet, "center")
