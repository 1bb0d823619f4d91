"""Lines over categories, each with its name at its right end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planner.charts.chart import Chart, Series
from planner.charts.lettering import LINE, shortened, width_of
from planner.charts.options.axes import AxisRange, ChartOption, axis_title, range_of, value_axis
from planner.charts.options.categories import category_labels, labelled_axis
from planner.charts.options.frame import DASHES, EDGE, SHAPES, WIDTH, Plot, label, line, option
from planner.charts.themes import Palette

_TOP, _NAME, _LEADER = 34, 190, 30
_MARKED = 24
"""Most categories at which every value has a mark."""


def height(chart: Chart) -> int:
    """In pixels: with room for the name of every line."""
    return max(380, _TOP + 80 + LINE * len(chart.series))


def lines_option(chart: Chart, palette: Palette) -> ChartOption:
    """Lines with gaps where nothing is known."""
    reach = range_of((each for row in chart.series for each in row.values), zero=True)
    names = [shortened(row.name, _NAME) for row in chart.series]
    left = EDGE + reach.width() + EDGE
    right = WIDTH - EDGE - max(map(width_of, names)) - _LEADER
    labels = category_labels(chart.categories, right - left)
    below = labels.height + (LINE + EDGE if chart.x_title else 0)
    plot = Plot(left, _TOP, right, height(chart) - below - EDGE)
    return option(
        palette,
        chart.y_title or chart.unit,
        grid=plot.grid,
        xAxis={**labelled_axis(labels, palette), **axis_title(chart.x_title, palette)},
        yAxis=value_axis(reach, palette),
        series=[_drawn(row, place, palette) for place, row in enumerate(chart.series)],
        graphic=list(_names(chart.series, names, reach, plot, palette)),
    )


def _drawn(row: Series, place: int, palette: Palette) -> ChartOption:
    turn, dash = place % len(palette.series), place // len(palette.series)
    return {
        "type": "line",
        "name": row.name,
        "silent": True,
        "symbol": SHAPES[turn],
        "symbolSize": 7,
        "showAllSymbol": True,
        "lineStyle": {"width": 2, "type": DASHES[dash % len(DASHES)]},
        "itemStyle": {"color": palette.series[turn]},
        "data": list(_points(row.values)),
    }


def _points(values: Sequence[float | None]) -> Iterator[ChartOption]:
    """With a mark where a line begins or ends, so that a value between gaps is seen too."""
    for at, value in enumerate(values):
        around = (values[at - 1] if at else None, values[at + 1] if at + 1 < len(values) else None)
        marked = len(values) <= _MARKED or None in around
        yield {"value": value} if marked else {"value": value, "symbol": "none"}


def _names(
    rows: Sequence[Series], names: Sequence[str], reach: AxisRange, plot: Plot, palette: Palette
) -> Iterator[ChartOption]:
    """Names at the right, moved apart, each joined to the last value of its line."""
    ends = [_last(row.values) for row in rows]
    heights = [plot.y(reach.share(value)) for _, value in ends]
    places = apart(heights, LINE, plot.top, plot.bottom)
    for at, (name, y, end) in enumerate(zip(names, places, heights, strict=True)):
        column, _ = ends[at]
        share = (column + 0.5) / max(1, len(rows[at].values))
        color = palette.series[at % len(palette.series)]
        start = (plot.x(share) + 6, end)
        yield line([start, (max(plot.right, start[0]), end), (plot.right + 22, y)], color)
        yield label(name, plot.right + _LEADER - 4, y, color)


def _last(values: Sequence[float | None]) -> tuple[int, float]:
    """The last value that is known, with its position."""
    known = [(at, value) for at, value in enumerate(values) if value is not None]
    return known[-1] if known else (0, 0.0)


def apart(heights: Sequence[float], least: float, top: float, bottom: float) -> list[float]:
    """Heights moved as little as is simple so that they are ``least`` apart, in their order.

    Parameters
    ----------
    heights
        Where each would like to be.
    least
        Smallest distance of two.
    top, bottom
        Ends between which all stay, if there is room.
    """
    order = sorted(range(len(heights)), key=lambda at: heights[at])
    places = [0.0] * len(heights)
    above = top - least
    for at in order:
        places[at] = above = max(heights[at], above + least)
    below = bottom + least
    for at in reversed(order):
        places[at] = below = min(places[at], below - least)
    return places
