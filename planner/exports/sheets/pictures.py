"""Charts of the sheets they belong to, each with the table of its values."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from models.briefing import Briefing, InputPlace
from models.choices import Language
from planner.charts.chart import Chart
from planner.charts.flows import flows_chart
from planner.charts.frontier import frontier_chart
from planner.charts.money import money_chart
from planner.charts.tables import ChartCell, chart_values
from planner.charts.tornado import tornado_chart
from planner.charts.waterfall import waterfall_chart
from planner.charts.waves import waves_chart
from planner.exports.paper import PaperFigure, PaperSheet
from planner.exports.sheets.labels import input_name
from planner.exports.sheets.speech import speech_of
from planner.exports.table import Column, ColumnKind, Table, Value


def _tornado(briefing: Briefing) -> Chart | None:
    english = speech_of(briefing, Language.ENGLISH)

    def name(place: InputPlace) -> str:
        return input_name(place, briefing.names, english)

    return tornado_chart(briefing, briefing.chosen, name)


_CHARTS: Mapping[str, Callable[[Briefing], Chart | None]] = {
    "Moves": lambda briefing: flows_chart(briefing, briefing.chosen),
    "Cost by rule and year": lambda briefing: waterfall_chart(briefing, briefing.chosen),
    "Cash over time": lambda briefing: money_chart(briefing, briefing.chosen),
    "Expected loss": frontier_chart,
    "What would turn it": _tornado,
    "Waves and stops": lambda briefing: waves_chart(briefing, briefing.chosen),
}
"""The chart of each sheet, by the sheet's name; those about one plan are about the first."""


def with_picture(sheet: PaperSheet | None, briefing: Briefing) -> PaperSheet | None:
    """Return a sheet with its chart, if it has one and there is something to draw."""
    if sheet is None or sheet.name not in _CHARTS:
        return sheet
    chart = _CHARTS[sheet.name](briefing)
    return sheet if chart is None else replace(sheet, figures=(figure_of(chart),))


def figure_of(chart: Chart) -> PaperFigure:
    """Return a chart with the table of its values."""
    values = chart_values(chart)
    columns = tuple(
        Column(f"value_{number}", title, _kind([row[number] for row in values.rows]))
        for number, title in enumerate(values.columns)
    )
    rows = tuple(tuple(_cell(value) for value in row) for row in values.rows)
    return PaperFigure(chart, Table(f"{chart.name}_values", chart.title, columns, rows))


def _kind(values: Sequence[ChartCell]) -> ColumnKind:
    if any(isinstance(value, int | float) for value in values):
        return ColumnKind.COUNT
    texts = any(isinstance(value, str) for value in values)
    return ColumnKind.TEXT if texts else ColumnKind.DATE


def _cell(value: ChartCell) -> Value:
    """A whole number as such: 600 posts, not 600.0."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
