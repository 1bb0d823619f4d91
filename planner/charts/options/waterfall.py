"""A waterfall: lying bars from one whole over steps to another, read from top to bottom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from planner.charts.axis_range import AxisRange, near_range
from planner.charts.chart import Chart
from planner.charts.floating import LESS, MORE, WHOLE, FloatingSteps, floating_steps
from planner.charts.lettering import LINE, width_of
from planner.charts.numbers import change, figure
from planner.charts.options.axes import ChartOption, axis_title, value_axis
from planner.charts.options.frame import EDGE, WIDTH, Plot, label, line, option
from planner.charts.options.rows import row_names, rows_axis
from planner.charts.themes import Palette

_AXIS = 2 * LINE + 22
_BAR = 0.62
"""Height of a bar, as a share of its row."""


def height(chart: Chart) -> int:
    """In pixels."""
    names = row_names(chart.categories)
    return EDGE + names.row * len(names.texts) + _AXIS


def waterfall_option(chart: Chart, palette: Palette) -> ChartOption:
    """Bars with the size of every step beside them.

    Where the steps are small beside the wholes, the axis begins above zero and says so.
    """
    values = [value or 0.0 for value in chart.series[0].values]
    levels = [*accumulate(values[:-1]), values[-1]]
    names, reach = row_names(chart.categories), near_range(levels)
    ends = (values[0], values[-1])
    first, last = (f"{end:,.1f}" if reach.low > 0 else figure(end) for end in ends)
    words = [first, *map(change, values[1:-1]), last]
    right = WIDTH - EDGE - max(map(width_of, words)) - EDGE
    plot = Plot(names.width, EDGE, right, EDGE + names.row * len(values))
    begins = chart.words.axis_from.format(value=figure(reach.low)) if reach.low > 0 else ""
    return option(
        palette,
        "",
        grid=plot.grid,
        xAxis={**value_axis(reach, palette), **axis_title(f"{chart.unit}{begins}", palette)},
        yAxis=rows_axis(names, palette),
        series=list(_series(floating_steps(values), palette)),
        graphic=list(_graphic(levels, words, reach, plot, palette)),
    )


def _series(steps: FloatingSteps, palette: Palette) -> Iterator[ChartOption]:
    """An unseen bar below, and on it what is a whole, what is more, and what is less."""
    bar = {"type": "bar", "stack": "all", "silent": True, "barWidth": f"{_BAR:.0%}"}
    yield {**bar, "name": "base", "data": steps.below, "itemStyle": {"color": "transparent"}}
    colors = {WHOLE: palette.whole, MORE: palette.worse, LESS: palette.better}
    for name, parts in steps.bars.items():
        for sizes in parts:
            if any(sizes):
                yield {**bar, "name": name, "data": sizes, "itemStyle": {"color": colors[name]}}


def _graphic(
    levels: Sequence[float], words: Sequence[str], reach: AxisRange, plot: Plot, palette: Palette
) -> Iterator[ChartOption]:
    """The size of every bar at its right end, and a line from each to the next."""
    row = (plot.bottom - plot.top) / len(levels)
    last = len(levels) - 1
    for at, (level, text) in enumerate(zip(levels, words, strict=True)):
        before = 0.0 if at in {0, last} else levels[at - 1]
        y = plot.top + row * (at + 0.5)
        yield label(text, plot.x(reach.share(max(before, level))) + 6, y, palette.text)
        if at < last:
            x, half = plot.x(reach.share(level)), row * _BAR / 2
            yield line([(x, y + half), (x, y + row - half)], palette.quiet)
