"""Panels of lines or bars over the same categories: wide ones in rows, others side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from planner.charts.axis_range import AxisRange
from planner.charts.chart import Chart, Panel, Series
from planner.charts.chart_words import ChartWords
from planner.charts.lettering import LINE, shortened, width_of, written
from planner.charts.options.axes import ChartOption, value_axis
from planner.charts.options.categories import category_labels, labelled_axis
from planner.charts.options.frame import (
    EDGE,
    SHAPES,
    WIDTH,
    Plot,
    below_heading,
    headed_option,
    label,
)
from planner.charts.panels import colour_places, panel_range, panel_rows, panel_title
from planner.charts.themes import Palette

_TITLE = LINE + 10
_COLUMNS = 3
_DASHES: tuple[str | list[int], ...] = ("solid", "dashed", [12, 4, 3, 4], [3, 6], [18, 6])
_HEIGHTS = {True: 170, False: 100}
"""Height of the axes of a wide panel, and of one beside others, in pixels."""
_MARKS = {True: 24, False: 6}
"""Most marks on a line."""


@dataclass(frozen=True, slots=True)
class _PlacedPanel:
    """A panel, and where its axes are."""

    panel: Panel
    plot: Plot
    reach: AxisRange


def height(chart: Chart) -> int:
    """In pixels."""
    return round(max(placed.plot.bottom for placed in _placed(chart))) + _below() + EDGE


def panels_option(chart: Chart, palette: Palette) -> ChartOption:
    """A grid for each panel; a series has the same colour in all of them."""
    placed = list(_placed(chart))
    colours = {
        name: palette.series[at % len(palette.series)] for name, at in colour_places(chart).items()
    }
    axes = [_axes(chart, number, each, palette) for number, each in enumerate(placed)]
    return headed_option(
        chart,
        _named(chart),
        palette,
        grid=[each.plot.grid for each in placed],
        xAxis=[across for across, _ in axes],
        yAxis=[up for _, up in axes],
        series=[
            {**_drawn(row, each.panel, at, colours[row.name]), **_on(number)}
            for number, each in enumerate(placed)
            for at, row in enumerate(each.panel.series)
        ],
        graphic=[_title(each, chart.words, palette) for each in placed],
        aria={"enabled": True, "label": {"enabled": False}, "decal": {"show": _has_many(chart)}},
    )


def _named(chart: Chart) -> list[str]:
    names = [written(name) for name in colour_places(chart)]
    return names if len(names) > 1 else []


def _has_many(chart: Chart) -> bool:
    """Whether bars differ, so that patterns tell them apart."""
    return any(panel.has_bars and len(panel.series) > 1 for panel in chart.panels)


def _placed(chart: Chart) -> Iterator[_PlacedPanel]:
    reaches = [panel_range(panel) for panel in chart.panels]
    figures = EDGE + max(reach.width() for reach in reaches) + EDGE
    top = below_heading(_named(chart))
    for row in panel_rows(chart.panels, _COLUMNS):
        is_wide = chart.panels[row[0]].is_wide
        width = (WIDTH - EDGE) / (1 if is_wide else _columns(chart))
        bottom = top + _TITLE + _HEIGHTS[is_wide]
        for column, number in enumerate(row):
            left, right = column * width + figures, (column + 1) * width - 2 * EDGE
            plot = Plot(left, top + _TITLE, right, bottom)
            yield _PlacedPanel(chart.panels[number], plot, reaches[number])
        top = bottom + _below() + EDGE


def _columns(chart: Chart) -> int:
    narrow = [row for row in panel_rows(chart.panels, _COLUMNS) if not chart.panels[row[0]].is_wide]
    return max(2, *map(len, narrow)) if len(narrow) > 1 else max(2, len(narrow[0]))


def _below() -> int:
    """Room for the categories below a panel."""
    return LINE + EDGE


def _axes(
    chart: Chart, number: int, placed: _PlacedPanel, palette: Palette
) -> tuple[ChartOption, ChartOption]:
    labels = category_labels(chart.categories, placed.plot.right - placed.plot.left)
    on = {"gridIndex": number}
    return {**labelled_axis(labels, palette), **on}, {**value_axis(placed.reach, palette), **on}


def _on(number: int) -> ChartOption:
    return {"xAxisIndex": number, "yAxisIndex": number}


def _drawn(row: Series, panel: Panel, at: int, color: str) -> ChartOption:
    drawn = {"name": written(row.name), "silent": True, "itemStyle": {"color": color}}
    if panel.has_bars:
        return {**drawn, "type": "bar", "barMaxWidth": 36, "data": list(row.values)}
    return {
        **drawn,
        "type": "line",
        "symbol": SHAPES[at % len(SHAPES)],
        "symbolSize": 7 if panel.is_wide else 6,
        "showAllSymbol": True,
        "lineStyle": {"width": 2, "type": "dotted" if row.is_baseline else _dash(at)},
        "data": list(_points(row, _MARKS[panel.is_wide])),
    }


def _dash(at: int) -> str | list[int]:
    """Of lines on each other, what is below shows between the dashes of what is above."""
    return _DASHES[at % len(_DASHES)]


def _points(row: Series, most: int) -> Iterator[ChartOption]:
    """With a mark at every few values, and where a line begins or ends, so that all is seen."""
    values = row.values
    every = -(-len(values) // most)
    for at, value in enumerate(values):
        around = (values[at - 1] if at else None, values[at + 1] if at + 1 < len(values) else None)
        marked = at % every == 0 or None in around
        yield {"value": value} if marked else {"value": value, "symbol": "none"}


def _title(placed: _PlacedPanel, words: ChartWords, palette: Palette) -> ChartOption:
    """The title of a panel; if it is too long, its end still says where the axis begins."""
    plot, panel = placed.plot, placed.panel
    begins = panel_title(panel, words).removeprefix(panel.title)
    room = plot.right - plot.left + 2 * EDGE - width_of(begins)
    text = shortened(panel.title, room) + begins
    return label(text, plot.left, plot.top - _TITLE / 2 - 2, palette.text)
