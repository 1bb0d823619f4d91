"""What stands where on a slide, as data; places and sizes in points."""

from __future__ import annotations

from dataclasses import dataclass

from planner.charts.chart import Chart

SLIDE_WIDTH, SLIDE_HEIGHT = 960.0, 540.0
MARGIN = 36.0
WIDTH = SLIDE_WIDTH - 2 * MARGIN
TITLE_TOP, TITLE_HEIGHT = 20.0, 52.0
TOP, BOTTOM = 80.0, 502.0
"""Ends of what is between the title and the foot."""
HEIGHT = BOTTOM - TOP
GAP = 10.0
"""Between what stands below or beside each other."""
SMALLEST = 10.0
"""Size of letters that nothing is smaller than."""


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A rectangle on a slide."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class TextBox:
    """Paragraphs."""

    place: Rectangle
    texts: tuple[str, ...]
    size: float
    is_bold: bool = False
    is_quiet: bool = False
    """Whether it only explains."""


@dataclass(frozen=True, slots=True)
class TableBox:
    """A table, or a part of one with the same header."""

    left: float
    top: float
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    """Of the header, then of the rows."""
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    is_right: tuple[bool, ...]
    """For each column, whether it is aligned to the right, as figures are."""
    totals: int
    """Rows at the end that are sums."""
    size: float
    title: str

    @property
    def bottom(self) -> float:
        """Where it ends."""
        return self.top + sum(self.heights)


@dataclass(frozen=True, slots=True)
class ChartBox:
    """A chart."""

    place: Rectangle
    chart: Chart


Box = TextBox | TableBox | ChartBox


@dataclass(frozen=True, slots=True)
class Slide:
    """A slide of a presentation."""

    title: str
    boxes: tuple[Box, ...]
    notes: tuple[str, ...] = ()
    """For who speaks: what charts show, where figures come from."""
    is_continued: bool = False
    """Whether nothing begins on it."""
