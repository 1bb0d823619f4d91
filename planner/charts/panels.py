"""How panels are drawn, whatever draws them: their axes, colours and rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from planner.charts.axis_range import AxisRange, near_range, range_of
from planner.charts.chart import Chart, Panel
from planner.charts.chart_words import ChartWords
from planner.charts.numbers import figure

_TICKS = {True: 4, False: 3}
"""About how many ticks an axis has in a wide panel, and in one beside others."""


def panel_range(panel: Panel) -> AxisRange:
    """The axis of a panel: from zero for bars, near the values for lines."""
    values = [value for row in panel.series for value in row.values if value is not None]
    ticks = _TICKS[panel.is_wide]
    if panel.has_bars:
        return range_of(values, zero=True, ticks=ticks)
    return near_range(values, ticks=ticks, whole=all(float(value).is_integer() for value in values))


def panel_title(panel: Panel, words: ChartWords) -> str:
    """Its title; with the begin of its axis where that is not zero."""
    low = panel_range(panel).low
    return panel.title + (words.axis_from.format(value=figure(low)) if low > 0 else "")


def colour_places(chart: Chart) -> Mapping[str, int]:
    """Where in a palette the colour of each series is: of baselines, from its end."""
    names = {row.name: row.is_baseline for panel in chart.panels for row in panel.series}
    compared = [name for name, is_baseline in names.items() if not is_baseline]
    baselines = [name for name, is_baseline in names.items() if is_baseline]
    return {
        **{name: at for at, name in enumerate(compared)},
        **{name: -1 - at for at, name in enumerate(baselines)},
    }


def legend_panel(panels: Sequence[Panel]) -> int:
    """The panel whose legend stands for all: the first with the most series."""
    return max(range(len(panels)), key=lambda number: (len(panels[number].series), -number))


def panel_rows(panels: Sequence[Panel], most: int) -> list[list[int]]:
    """Numbers of the panels in each row.

    Parameters
    ----------
    panels
        In reading order.
    most
        Panels side by side, at most.
    """
    rows: list[list[int]] = []
    for number, panel in enumerate(panels):
        beside = rows and not panel.is_wide and not panels[rows[-1][0]].is_wide
        if not beside or len(rows[-1]) == most:
            rows.append([])
        rows[-1].append(number)
    return rows
