"""What all pictures have in common: size, fonts, the title of the upright axis, the legend."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from planner.charts.chart import Chart
from planner.charts.lettering import FONTS, LINE, SIZE, shortened, width_of
from planner.charts.options.axes import ChartOption
from planner.charts.themes import Palette

WIDTH = 800
"""Of every picture, in pixels; all text is at least as large as it is printed on a page."""
EDGE = 8
"""Room that is left free at the edges, in pixels."""
SHAPES = (
    "circle",
    "rect",
    "triangle",
    "diamond",
    "path://M3 0h4v3h3v4h-3v3h-4v-3h-3v-4h3z",  # a cross
    "path://M0 0h10l-5 9z",  # a triangle on its tip
    "path://M3 0h5l3 5l-3 5h-5l-3-5z",  # a hexagon
)

_HEADING, _ICON, _GAP = 28, 22, 16
_LONGEST = 220


@dataclass(frozen=True, slots=True)
class Plot:
    """Where the axes are, in pixels from the upper left corner; labels stand outside of it."""

    left: float
    top: float
    right: float
    bottom: float

    def x(self, share: float) -> float:
        """A place along its width."""
        return self.left + share * (self.right - self.left)

    def y(self, share: float) -> float:
        """A place along its height, from the lower edge."""
        return self.bottom - share * (self.bottom - self.top)

    @property
    def grid(self) -> ChartOption:
        """The same for ECharts."""
        return {
            "left": round(self.left),
            "top": round(self.top),
            "width": round(self.right) - round(self.left),
            "height": round(self.bottom) - round(self.top),
            "outerBoundsMode": "none",
        }


def _legend_rows(names: Sequence[str]) -> list[list[str]]:
    """As many names in a row as there is room for."""
    rows: list[list[str]] = []
    room = 0.0
    for name in names:
        needed = _ICON + min(width_of(name), _LONGEST) + _GAP
        if not rows or needed > room:
            rows.append([])
            room = WIDTH - 2 * EDGE
        rows[-1].append(name)
        room -= needed
    return rows


def legend_height(names: Sequence[str]) -> int:
    """Height of a legend, in pixels."""
    return (LINE + 5) * len(_legend_rows(names))


def legend_option(names: Sequence[str], top: float, palette: Palette) -> ChartOption:
    """A legend that cannot be clicked."""
    shown: list[str] = []
    for row in _legend_rows(names):
        shown += [*([""] if shown else []), *row]
    return {
        "show": bool(shown),
        "data": shown,
        "left": 0,
        "top": top,
        "padding": [0, EDGE],
        "itemGap": _GAP - 4,
        "itemWidth": 18,
        "itemHeight": 10,
        "textStyle": {
            "color": palette.text,
            "fontSize": SIZE,
            "width": _LONGEST,
            "overflow": "truncate",
        },
    }


def option(palette: Palette, heading: str, **parts: Any) -> ChartOption:
    """A whole option; the heading is the title of the upright axis, at the top left."""
    return {
        "animation": False,
        "useUTC": True,
        "backgroundColor": "transparent",
        "color": list(palette.series),
        "textStyle": {"fontFamily": FONTS, "fontSize": SIZE, "color": palette.text},
        "title": {
            "text": shortened(heading, WIDTH - 2 * EDGE),
            "left": 0,
            "top": 0,
            "padding": [EDGE - 4, EDGE],
            "textStyle": {
                "color": palette.quiet,
                "fontSize": SIZE,
                "fontWeight": "normal",
                "fontFamily": FONTS,
            },
        },
        **parts,
    }


def below_heading(names: Sequence[str]) -> int:
    """Where there is room below the title of the upright axis and a legend, in pixels."""
    return _HEADING + legend_height(names) + EDGE


def headed_option(
    chart: Chart, names: Sequence[str], palette: Palette, **parts: Any
) -> ChartOption:
    """A whole option with the title of the upright axis and a legend below it."""
    legend = legend_option(names, _HEADING, palette)
    return option(palette, chart.y_title or chart.unit, legend=legend, **parts)


def label(
    text: str, x: float, y: float, fill: str, align: str = "left", *, ground: str = ""
) -> ChartOption:
    """A text at a place of the picture, upright in the middle of it.

    With a rim in the colour of the ground, if it is given, where lines may run behind it.
    """
    rim = {"stroke": ground, "lineWidth": 3} if ground else {}
    style = {
        **rim,
        "text": text,
        "fill": fill,
        "fontSize": SIZE,
        "fontFamily": FONTS,
        "textAlign": align,
        "textVerticalAlign": "middle",
    }
    return {
        "type": "text",
        "x": round(x, 1),
        "y": round(y, 1),
        "style": style,
        "z": 9,
        "silent": True,
    }


def line(places: Sequence[tuple[float, float]], stroke: str) -> ChartOption:
    """A thin line through places of the picture."""
    return {
        "type": "polyline",
        "shape": {"points": [[round(x, 1), round(y, 1)] for x, y in places]},
        "style": {"stroke": stroke, "lineWidth": 1, "fill": "none"},
        "silent": True,
    }
