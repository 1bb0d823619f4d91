"""A waterfall: lying bars from one whole over steps to another, read from top to bottom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from planner.charts.chart import Chart
from planner.charts.lettering import LINE, width_of
from planner.charts.numbers import change, figure
from planner.charts.options.axes import AxisRange, ChartOption, axis_title, range_of, value_axis
from planner.charts.options.frame import EDGE, WIDTH, Plot, label, line, option
from planner.charts.options.rows import row_names, rows_axis
from planner.charts.themes import Palette

_AXIS = 2 * LINE + 22


def height(chart: Chart) -> int:
    """In pixels."""
    names = row_names(chart.categories)
    return EDGE + names.row * len(names.texts) + _AXIS


def waterfall_option(chart: Chart, palette: Palette) -> ChartOption:
    """Bars with the size of every step beside them.

    Where the steps are small beside the wholes, the axis begins above zero and says so.
    """
    values = [value or 0.0 for value in chart.series[0].values]
    bars, names = list(reaches(values)), row_names(chart.categories)
    reach = _range(bars)
    words = [figure(values[0]), *map(change, values[1:-1]), figure(values[-1])]
    right = WIDTH - EDGE - max(map(width_of, words)) - EDGE
    plot = Plot(names.width, EDGE, right, EDGE + names.row * len(bars))
    title = chart.unit
    if reach.low > 0:
        title += f" (the axis begins at {figure(reach.low)})"
    return option(
        palette,
        "",
        grid=plot.grid,
        xAxis={**value_axis(reach, palette), **axis_title(title, palette)},
        yAxis=rows_axis(names, palette),
        series=_series(bars, palette),
        graphic=list(_graphic(bars, words, reach, plot, palette)),
    )


def reaches(values: Sequence[float]) -> Iterator[tuple[float, float]]:
    """Where every bar goes: the wholes from zero, the steps from where the last one ended."""
    yield 0.0, values[0]
    level = values[0]
    for step in values[1:-1]:
        yield level, level + step
        level += step
    yield 0.0, values[-1]


def _range(bars: Sequence[tuple[float, float]]) -> AxisRange:
    levels = [bars[0][1], bars[-1][1], *(end for bar in bars[1:-1] for end in bar)]
    near = range_of(levels, zero=False, margin=0.1)
    return near if near.low > 0.3 * max(levels) else range_of(levels, zero=True)


def _series(bars: Sequence[tuple[float, float]], palette: Palette) -> list[ChartOption]:
    """Every bar as parts below and above zero, on an unseen base that reaches to it."""
    last = len(bars) - 1
    colors = [
        palette.whole if at in {0, last} else palette.better if end < start else palette.worse
        for at, (start, end) in enumerate(bars)
    ]
    ordered = [(min(bar), max(bar)) for bar in bars]
    base = [max(low, 0.0) + min(high, 0.0) for low, high in ordered]
    above = [max(high, 0.0) - max(low, 0.0) for low, high in ordered]
    below = [min(low, 0.0) - min(high, 0.0) for low, high in ordered]
    unseen = {"color": "transparent"}
    parts = [("base", base, [unseen] * len(bars))]
    shown = [{"color": color} for color in colors]
    parts += [("above", above, shown), ("below", below, shown)]
    return [
        {
            "type": "bar",
            "name": name,
            "stack": "all",
            "silent": True,
            "barWidth": "62%",
            "data": [
                {"value": size, "itemStyle": style}
                for size, style in zip(sizes, styles, strict=True)
            ],
        }
        for name, sizes, styles in parts
        if any(sizes)
    ]


def _graphic(
    bars: Sequence[tuple[float, float]],
    words: Sequence[str],
    reach: AxisRange,
    plot: Plot,
    palette: Palette,
) -> Iterator[ChartOption]:
    """The size of every bar at its right end, and lines from each to the next."""
    row = (plot.bottom - plot.top) / len(bars)
    middles = [plot.top + row * (at + 0.5) for at in range(len(bars))]
    for bar, text, y in zip(bars, words, middles, strict=True):
        yield label(text, plot.x(reach.share(max(bar))) + EDGE - 2, y, palette.text)
    for (bar, _), (y, after) in zip(pairwise(bars), pairwise(middles), strict=True):
        x = plot.x(reach.share(bar[1]))
        yield line([(x, y + 0.31 * row), (x, after - 0.31 * row)], palette.quiet)
