"""What a chart shows, as data: the same for a page, a workbook and slides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from planner.charts.chart_words import ENGLISH, ChartWords


class ChartKind(StrEnum):
    """How a chart is drawn."""

    PANELS = "panels"
    """Lines or upright bars over the categories, in one panel or in several with axes of their
    own."""
    WATERFALL = "waterfall"
    """Steps from the first category, a whole, to the last, a whole; one series: the first whole,
    the steps as differences, the last whole."""
    TORNADO = "tornado"
    """Lying bars from one value to another around the base, the widest first; two series: the
    values at the low ends of inputs, and those at the high ends."""
    GANTT = "gantt"
    """Lying bars between days, with days marked on them."""
    SCATTER = "scatter"
    """A dot for each pair of values, with its name; a line joins dots of a group in ``lines``."""
    FLOWS = "flows"
    """Ribbons from origins to destinations."""


@dataclass(frozen=True, slots=True)
class Series:
    """Values of one name, one for each category; None where nothing is known."""

    name: str
    values: tuple[float | None, ...]
    is_baseline: bool = False
    """Whether the others are compared with it."""


@dataclass(frozen=True, slots=True)
class Panel:
    """Lines or bars over the categories of its chart, on an axis of its own."""

    title: str
    series: tuple[Series, ...]
    has_bars: bool = False
    """Whether values are bars, which begin at zero, rather than points on lines."""
    is_wide: bool = True
    """Whether it has the whole width; others stand side by side."""


@dataclass(frozen=True, slots=True)
class Span:
    """A bar of a Gantt chart, from one day to another, with days marked on it."""

    name: str
    begins_on: date
    ends_on: date
    marks: tuple[tuple[date, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Dot:
    """A dot of a scatter chart."""

    name: str
    x: float
    y: float
    group: str = ""
    """Dots of one group have one colour."""


@dataclass(frozen=True, slots=True)
class Ribbon:
    """A ribbon of a flow chart; as wide as its value."""

    origin: str
    destination: str
    value: float
    words: str
    """The value as it is shown: ``12`` or ``1 to 5``."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart; of its kinds of content the one that its kind needs is there."""

    name: str
    """For programs; unique within a paper."""
    title: str
    kind: ChartKind
    summary: str
    """What it shows, in a sentence, for people who do not see it."""
    unit: str = ""
    """Of the values: ``USD million``, ``posts``."""
    x_title: str = ""
    y_title: str = ""
    categories: tuple[str, ...] = ()
    words: ChartWords = ENGLISH
    """What drawing adds to it."""
    remarks: tuple[str, ...] = ()
    """What stands out at each category of a tornado, in a few words; empty texts for nothing."""
    remark_title: str = ""
    """What remarks say: ``Turns the decision``."""
    series: tuple[Series, ...] = ()
    panels: tuple[Panel, ...] = ()
    part_title: str = ""
    """What panels are: ``Office``."""
    lines: tuple[str, ...] = ()
    """Names of groups of dots that a line joins."""
    base: float = 0.0
    """Value of a tornado's middle."""
    spans: tuple[Span, ...] = ()
    dots: tuple[Dot, ...] = ()
    ribbons: tuple[Ribbon, ...] = ()
