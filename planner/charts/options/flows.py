"""Flows: ribbons from origins at the left to destinations at the right, as wide as their value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from planner.charts.chart import Chart
from planner.charts.lettering import FONTS, LINE, SIZE, apart, broken, width_of, written
from planner.charts.options.axes import ChartOption
from planner.charts.options.frame import EDGE, WIDTH, Plot, label, option
from planner.charts.themes import Palette

_NAME, _GAP, _LEAST, _NODE = 190, 22, 200, 10


def height(chart: Chart) -> int:
    """In pixels: with room for the words of every ribbon."""
    origins, destinations = _sums(chart)
    most = max(len(origins), len(destinations), len(chart.ribbons))
    return max(_LEAST, 2 * EDGE + most * (LINE + _GAP))


def flows_option(chart: Chart, palette: Palette) -> ChartOption:
    """Origins and destinations are apart, so that an office can be both."""
    origins, destinations = _sums(chart)
    names = {name: broken(name, _NAME) for name in (*origins, *destinations)}
    left, right = (max(width_of(names[name]) for name in side) for side in (origins, destinations))
    plot = Plot(left + 2 * EDGE, EDGE, WIDTH - right - 2 * EDGE, height(chart) - EDGE)
    colors = {to: palette.series[at % len(palette.series)] for at, to in enumerate(destinations)}
    nodes = [_node(f"from/{name}", names[name], palette.whole, 0) for name in origins]
    nodes += [_node(f"to/{name}", names[name], colors[name], 1) for name in destinations]
    series = {
        "type": "sankey",
        "name": chart.name,
        "silent": True,
        **{side: each for side, each in plot.grid.items() if side != "outerBoundsMode"},
        "nodeWidth": _NODE,
        "nodeGap": _GAP,
        "layoutIterations": 0,
        "label": {"color": palette.text, "fontFamily": FONTS, "fontSize": SIZE, "lineHeight": LINE},
        "itemStyle": {"borderWidth": 0},
        "nodes": nodes,
        "links": [
            {
                "source": f"from/{each.origin}",
                "target": f"to/{each.destination}",
                "value": each.value,
                "lineStyle": {"color": colors[each.destination], "opacity": 0.4},
            }
            for each in chart.ribbons
        ],
    }
    return option(palette, "", series=[series], graphic=list(_words(chart, plot, palette)))


def _node(name: str, text: str, color: str, depth: int) -> ChartOption:
    side = "right" if depth else "left"
    shown = {"show": True, "formatter": text, "position": side}
    return {"name": name, "depth": depth, "label": shown, "itemStyle": {"color": color}}


def _sums(chart: Chart) -> tuple[Mapping[str, float], Mapping[str, float]]:
    """Origins and destinations with their sums, the largest first."""
    origins: dict[str, float] = {}
    destinations: dict[str, float] = {}
    for each in chart.ribbons:
        origins[each.origin] = origins.get(each.origin, 0.0) + each.value
        destinations[each.destination] = destinations.get(each.destination, 0.0) + each.value
    return _sorted(origins), _sorted(destinations)


def _sorted(sums: Mapping[str, float]) -> Mapping[str, float]:
    return dict(sorted(sums.items(), key=lambda item: -item[1]))


def _words(chart: Chart, plot: Plot, palette: Palette) -> Iterator[ChartOption]:
    """The words of every ribbon at its right end, where ribbons do not cross."""
    origins, destinations = _sums(chart)
    room = plot.bottom - plot.top
    scale = min(
        (room - _GAP * (len(side) - 1)) / sum(side.values()) for side in (origins, destinations)
    )
    order = list(origins)
    ends, texts, top = list[float](), list[str](), plot.top
    for destination in destinations:
        arriving = [each for each in chart.ribbons if each.destination == destination]
        for each in sorted(arriving, key=lambda each: order.index(each.origin)):
            ends.append(top + scale * each.value / 2)
            texts.append(written(each.words))
            top += scale * each.value
        top += _GAP
    for text, y in zip(texts, apart(ends, LINE, plot.top, plot.bottom), strict=True):
        x = plot.right - _NODE - 6
        yield label(text, x, y, palette.text, "right", ground=palette.ground)
