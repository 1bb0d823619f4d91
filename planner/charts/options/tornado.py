"""A tornado: lying bars around the value that is planned with, the widest at the top."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from planner.charts.axis_range import AxisRange, range_of
from planner.charts.chart import Chart
from planner.charts.lettering import LINE, width_of
from planner.charts.numbers import figure
from planner.charts.options.axes import ChartOption, axis_title, value_axis
from planner.charts.options.frame import (
    EDGE,
    WIDTH,
    Plot,
    label,
    legend_option,
    line,
    option,
)
from planner.charts.options.rows import RowNames, row_names, rows_axis
from planner.charts.themes import Palette

_LEGEND, _AXIS = 24, 2 * LINE + 22


def height(chart: Chart) -> int:
    """In pixels."""
    names = row_names(chart.categories, chart.remarks)
    return _LEGEND + LINE + names.row * len(names.texts) + _AXIS


def tornado_option(chart: Chart, palette: Palette) -> ChartOption:
    """Bars from the base to the value at each end of an input, with these values beside them."""
    names = row_names(chart.categories, chart.remarks)
    values = [value for row in chart.series for value in row.values]
    reach = range_of([*values, chart.base], zero=True)
    room = 2 * EDGE + max(width_of(figure(value)) for value in values if value is not None)
    top = _LEGEND + LINE
    plot = Plot(names.width + room, top, WIDTH - room, top + names.row * len(names.texts))
    axis = value_axis(reach, palette)
    return option(
        palette,
        "",
        grid=plot.grid,
        legend=legend_option([row.name for row in chart.series], 4, palette),
        xAxis={**axis, "startValue": chart.base, **axis_title(chart.x_title, palette)},
        yAxis={**_rows(chart, names, palette), "offset": round(room) - EDGE},
        series=[
            {
                "type": "bar",
                "name": row.name,
                "silent": True,
                "barWidth": "58%",
                "barGap": "-100%",
                "itemStyle": {"color": color},
                "data": list(row.values),
            }
            for row, color in zip(chart.series, palette.series, strict=False)
        ],
        aria={"enabled": True, "label": {"enabled": False}, "decal": {"show": True}},
        graphic=list(_graphic(chart, reach, plot, palette)),
    )


def _rows(chart: Chart, names: RowNames, palette: Palette) -> ChartOption:
    """The axis of rows, on which those with a remark stand out."""
    axis, standing_out = rows_axis(names, palette), {"color": palette.worse, "fontWeight": "bold"}
    marked = (
        {"value": text, "textStyle": standing_out} if remark else text
        for text, remark in zip_longest(names.texts, chart.remarks)
    )
    return {**axis, "data": list(marked)}


def _graphic(chart: Chart, reach: AxisRange, plot: Plot, palette: Palette) -> Iterator[ChartOption]:
    """The base, zero, and the value at the end of every bar."""
    base = plot.x(reach.share(chart.base))
    yield line([(base, plot.top - 2), (base, plot.bottom)], palette.text)
    words = chart.words.as_planned.format(value=figure(chart.base))
    edge = plot.right - width_of(words) / 2
    yield label(words, min(base, edge), plot.top - LINE / 2 - 2, palette.text, "center")
    if reach.low < 0 < reach.high:
        zero = plot.x(reach.share(0.0))
        yield line([(zero, plot.top), (zero, plot.bottom)], palette.quiet)
    row = (plot.bottom - plot.top) / len(chart.categories)
    for each in chart.series:
        for at, value in enumerate(each.values):
            if value is None or value == chart.base:
                continue
            x, y = plot.x(reach.share(value)), plot.top + row * (at + 0.5)
            left = value < chart.base
            place = x - 5 if left else x + 5
            yield label(figure(value), place, y, palette.text, "right" if left else "left")
