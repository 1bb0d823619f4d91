"""Dots with their names beside them, a shape for each group, and a line through some groups."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planner.charts.axis_range import range_of
from planner.charts.chart import Chart
from planner.charts.lettering import LINE, shortened, width_of, written
from planner.charts.options.axes import ChartOption, axis_title, value_axis
from planner.charts.options.frame import (
    EDGE,
    SHAPES,
    WIDTH,
    Plot,
    below_heading,
    headed_option,
    label,
)
from planner.charts.themes import Palette

_PLOT, _NAME, _DOT = 352, 220, 12

LabelBox = tuple[float, float, float, float]
"""Left, top, right and bottom, in pixels."""


def height(chart: Chart) -> int:
    """In pixels."""
    return below_heading(_shown(chart)) + _PLOT


def scatter_option(chart: Chart, palette: Palette) -> ChartOption:
    """Dots on axes that need not begin at zero."""
    across = range_of((dot.x for dot in chart.dots), zero=False, margin=0.05)
    up = range_of((dot.y for dot in chart.dots), zero=False, margin=0.05)
    below = 2 * LINE + 3 * EDGE
    plot = Plot(
        EDGE + up.width() + EDGE,
        below_heading(_shown(chart)),
        WIDTH - 4 * EDGE,
        height(chart) - below,
    )
    places = [(plot.x(across.share(dot.x)), plot.y(up.share(dot.y))) for dot in chart.dots]
    return headed_option(
        chart,
        _shown(chart),
        palette,
        grid=plot.grid,
        xAxis={**value_axis(across, palette), **axis_title(chart.x_title, palette)},
        yAxis=value_axis(up, palette),
        series=list(_series(chart, palette)),
        graphic=[
            label(text, box[0], (box[1] + box[3]) / 2, palette.text, ground=palette.ground)
            for text, box in _named(chart, places, plot)
        ],
    )


def _groups(chart: Chart) -> list[str]:
    return list(dict.fromkeys(dot.group for dot in chart.dots))


def _shown(chart: Chart) -> list[str]:
    """Groups in the legend: none where there is one, or no name."""
    groups = _groups(chart)
    return [written(each) for each in groups] if len(groups) > 1 and all(groups) else []


def _series(chart: Chart, palette: Palette) -> Iterator[ChartOption]:
    for place, group in enumerate(_groups(chart)):
        joined = group in chart.lines
        yield {
            "type": "line" if joined else "scatter",
            "name": written(group),
            "silent": True,
            "z": 3,
            "symbol": SHAPES[place % len(SHAPES)],
            "symbolSize": 9 if joined else _DOT,
            "itemStyle": {
                "color": palette.series[place % len(palette.series)],
                "opacity": 1,
                "borderColor": palette.ground,
                "borderWidth": 0 if joined else 1,
            },
            "data": [[dot.x, dot.y] for dot in chart.dots if dot.group == group],
        }


def _named(
    chart: Chart, places: Sequence[tuple[float, float]], plot: Plot
) -> Iterator[tuple[str, LabelBox]]:
    """Names beside their dots, at the first of several places that touches nothing."""
    taken = [(x - 7, y - 7, x + 7, y + 7) for x, y in places]
    for dot, place in zip(chart.dots, places, strict=True):
        text = shortened(dot.name, _NAME)
        boxes = [
            box
            for box in _around(place, width_of(text), joined=dot.group in chart.lines)
            if _inside(box, plot)
        ]
        free = [box for box in boxes if not any(_touch(box, other) for other in taken)]
        box = (free or boxes)[0]
        taken.append(box)
        yield text, box


def _around(place: tuple[float, float], width: float, *, joined: bool) -> Iterator[LabelBox]:
    """Where a name may stand: near its dot first, then further above and below.

    Above the dot first if a line runs through it.
    """
    (x, y), half = place, LINE / 2
    for step in (*((2,) if joined else ()), *range(12)):
        for down in (0.0,) if step == 0 else (-step * half, step * half):
            for left in (x + 10, x - 10 - width, x - width / 2):
                if left == x - width / 2 and abs(down) < LINE:
                    continue
                yield left, y + down - half, left + width, y + down + half


def _inside(box: LabelBox, plot: Plot) -> bool:
    return (
        box[0] > plot.left
        and box[2] <= WIDTH - EDGE
        and plot.top - EDGE <= box[1]
        and box[3] <= plot.bottom
    )


def _touch(one: LabelBox, other: LabelBox) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
