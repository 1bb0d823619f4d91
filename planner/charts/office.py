"""A chart as office programs draw it: lines, bars and dots, floating bars on what is not seen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import cycle, zip_longest

from planner.charts.axis_range import range_of
from planner.charts.chart import Chart, ChartKind
from planner.charts.floating import LESS, MORE, WHOLE, floating_steps
from planner.charts.gantt_bars import gantt_bars
from planner.charts.month_axis import month_axis
from planner.charts.numbers import figure
from planner.charts.panels import colour_places, legend_panel, panel_range, panel_title
from planner.charts.themes import PALETTES, Theme


def _digits(colour: str) -> str:
    return colour.removeprefix("#").upper()


_LIGHT = PALETTES[Theme.LIGHT]
_COLOURS = tuple(map(_digits, _LIGHT.series))
_LESS, _MORE, _WHOLE = _digits(_LIGHT.better), _digits(_LIGHT.worse), _digits(_LIGHT.whole)
_MARKS = _COLOURS[1:]
"""Colours of marked days."""


FIGURES, MONTHS = "[>=1000]#,##0;[<=-1000]-#,##0;General", "yyyy-mm"
"""How office programs write values at axes: no point without a digit behind it."""


class OfficeKind(StrEnum):
    """How an office program draws a chart."""

    LINES = "lines"
    COLUMNS = "columns"
    """Upright, side by side."""
    STACKED_COLUMNS = "stacked_columns"
    BARS = "bars"
    """Lying, on top of each other: from where the axes cross to the values."""
    STACKED_BARS = "stacked_bars"
    DOTS = "dots"


@dataclass(frozen=True, slots=True)
class OfficeSeries:
    """Values of one name, one for each category."""

    name: str
    values: tuple[float | None, ...]
    colour: str = ""
    """RGB in six hexadecimal digits; empty for what only takes room and is not seen."""
    is_line: bool = False
    """Whether it joins its dots."""
    dash: int | None = 0
    """How its line is broken: 0 for not at all, further numbers for dashes of other lines, None
    for the dots of what others are compared with."""
    in_legend: bool = True
    x: tuple[float, ...] = ()
    """Places of dots across; empty for other kinds."""
    labels: tuple[str, ...] = ()
    """Names of dots."""


@dataclass(frozen=True, slots=True)
class OfficeChart:
    """A chart that an office program can draw."""

    title: str
    kind: OfficeKind
    categories: tuple[str, ...]
    series: tuple[OfficeSeries, ...]
    along_title: str = ""
    """Of the axis of categories; of a chart of dots, of the lying axis."""
    value_title: str = ""
    crosses_at: float = 0.0
    """Value from which bars start."""
    lowest: float | None = None
    """Value at which the axis begins; None if the program chooses."""
    highest: float | None = None
    step: float | None = None
    """Between two ticks of the axis."""
    along: tuple[float, float, float] | None = None
    """Begin, end and step of the lying axis of a chart of dots."""
    has_days: bool = False
    """Whether the values are days, as spreadsheets number them, and the ticks months."""
    part: str = ""
    """Title of the panel that it is, without the begin of its axis."""
    has_legend: bool = True
    """Whether the names of its series stand beside it, if it has several."""


def office_charts(chart: Chart) -> tuple[OfficeChart, ...]:
    """Return a chart as office programs draw it: its panels as charts of their own."""
    if chart.kind is ChartKind.PANELS:
        return tuple(_panel(chart, number) for number in range(len(chart.panels)))
    return (_DRAWN[chart.kind](chart),)


def _panel(chart: Chart, number: int) -> OfficeChart:
    """A panel on the same axis as in a picture; the first has the legend of all."""
    panel, places = chart.panels[number], colour_places(chart)
    reach = panel_range(panel)
    return OfficeChart(
        panel_title(panel, chart.words),
        OfficeKind.COLUMNS if panel.has_bars else OfficeKind.LINES,
        chart.categories,
        tuple(
            OfficeSeries(
                row.name,
                row.values,
                _COLOURS[places[row.name] % len(_COLOURS)],
                dash=None if row.is_baseline else at,
            )
            for at, row in enumerate(panel.series)
        ),
        lowest=reach.low,
        highest=reach.high,
        step=reach.step,
        part=panel.title,
        has_legend=number == legend_panel(chart.panels),
    )


def _waterfall(chart: Chart) -> OfficeChart:
    steps = floating_steps([value or 0.0 for value in chart.series[0].values])
    words = chart.words
    looks = {
        WHOLE: (words.whole, _WHOLE), MORE: (words.more, _MORE), LESS: (words.less, _LESS)
    }  # fmt: skip
    series = [OfficeSeries("Below", tuple(steps.below), in_legend=False)]
    for part, (name, colour) in looks.items():
        above, under = steps.bars[part]
        if any(above) or any(under):
            series.append(OfficeSeries(name, tuple(above), colour))
        if any(under):
            series.append(OfficeSeries(name, tuple(under), colour, in_legend=False))
    title = chart.x_title or chart.y_title or chart.unit
    if steps.axis_from is not None:
        title += chart.words.axis_from.format(value=figure(steps.axis_from))
    return OfficeChart(
        chart.title,
        OfficeKind.STACKED_COLUMNS,
        chart.categories,
        tuple(series),
        value_title=title,
        lowest=steps.axis_from,
    )


def _tornado(chart: Chart) -> OfficeChart:
    """Bars from the base to the value at each end; a spreadsheet starts them where axes cross."""
    return OfficeChart(
        chart.title,
        OfficeKind.BARS,
        tuple(
            f"{name} ({remark})" if remark else name
            for name, remark in zip_longest(chart.categories, chart.remarks)
        ),
        tuple(
            OfficeSeries(series.name, series.values, colour)
            for series, colour in zip(chart.series, cycle(_COLOURS), strict=False)
        ),
        chart.y_title,
        chart.x_title or chart.unit,
        crosses_at=chart.base,
    )


def _gantt(chart: Chart) -> OfficeChart:
    """Stacked lengths, between empty bars that are there for the legend.

    Some programs count what they leave out of a legend from the first series and some from the
    last: the empty bars are the same from both ends.
    """
    pieces = gantt_bars(chart.spans)
    words = sorted({word for span in chart.spans for _, word in span.marks})
    colours = {"": _COLOURS[0], **dict(zip(words, cycle(_MARKS), strict=False))}
    names = {word: word or chart.words.span for word in colours}
    none = (0.0,) * len(chart.spans)
    named = [OfficeSeries(names[word], none, colours[word]) for word in colours]
    drawn = [
        OfficeSeries("Room", lengths, in_legend=False)
        if word is None
        else OfficeSeries(names[word], lengths, colours[word], in_legend=False)
        for word, lengths in pieces
    ]
    last = [replace(each, in_legend=False) for each in reversed(named)]
    days = [day for span in chart.spans for day in (span.begins_on, span.ends_on)]
    axis = month_axis([*days, *(day for span in chart.spans for day, _ in span.marks)])
    return OfficeChart(
        chart.title,
        OfficeKind.STACKED_BARS,
        tuple(span.name for span in chart.spans),
        (*named, *drawn, *last),
        lowest=axis.low,
        highest=axis.high,
        step=axis.step,
        has_days=True,
    )


def _flows(chart: Chart) -> OfficeChart:
    """For each origin, a bar of what goes to each destination."""
    origins = tuple(dict.fromkeys(ribbon.origin for ribbon in chart.ribbons))
    targets = tuple(dict.fromkeys(ribbon.destination for ribbon in chart.ribbons))
    posts: dict[tuple[str, str], float] = {}
    for ribbon in chart.ribbons:
        way = (ribbon.origin, ribbon.destination)
        posts[way] = posts.get(way, 0.0) + ribbon.value
    return OfficeChart(
        chart.title,
        OfficeKind.STACKED_BARS,
        origins,
        tuple(
            OfficeSeries(target, tuple(posts.get((origin, target)) for origin in origins), colour)
            for target, colour in zip(targets, cycle(_COLOURS), strict=False)
        ),
        chart.y_title,
        chart.x_title or chart.unit,
        lowest=0.0,
    )


def _dots(chart: Chart) -> OfficeChart:
    groups = tuple(dict.fromkeys(dot.group for dot in chart.dots))
    series = []
    for group, colour in zip(groups, cycle(_COLOURS), strict=False):
        dots = [dot for dot in chart.dots if dot.group == group]
        series.append(
            OfficeSeries(
                group or chart.title,
                tuple(dot.y for dot in dots),
                colour,
                is_line=group in chart.lines,
                x=tuple(dot.x for dot in dots),
                labels=tuple(dot.name for dot in dots),
            )
        )
    across = range_of((dot.x for dot in chart.dots), zero=False, margin=0.05)
    up = range_of((dot.y for dot in chart.dots), zero=False, margin=0.05)
    return OfficeChart(
        chart.title,
        OfficeKind.DOTS,
        (),
        tuple(series),
        chart.x_title,
        chart.y_title,
        lowest=up.low,
        highest=up.high,
        step=up.step,
        along=(across.low, across.high, across.step),
    )


_DRAWN: Mapping[ChartKind, Callable[[Chart], OfficeChart]] = {
    ChartKind.WATERFALL: _waterfall,
    ChartKind.TORNADO: _tornado,
    ChartKind.GANTT: _gantt,
    ChartKind.SCATTER: _dots,
    ChartKind.FLOWS: _flows,
}
