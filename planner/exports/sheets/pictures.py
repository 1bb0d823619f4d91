"""The pictures of a paper, each with the table of its values, in the language of the paper.

What two plans are compared by in one picture is drawn once; else each plan has its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from models.briefing import Briefing
from models.choices import Language
from models.compared import ComparedPlan
from models.decision_inputs import Trigger
from planner.charts.cash import cash_chart
from planner.charts.chart import Chart
from planner.charts.flows import flows_chart
from planner.charts.frontier import frontier_chart
from planner.charts.heads import heads_chart
from planner.charts.tables import ChartCell, chart_values
from planner.charts.tornado import tornado_chart
from planner.charts.waterfall import waterfall_chart
from planner.charts.waves import waves_chart
from planner.exports.paper import PaperFigure, PaperSheet
from planner.exports.sheets.doubts import turning_words
from planner.exports.sheets.labels import input_name, option_words
from planner.exports.sheets.offices import posts_table
from planner.exports.sheets.speech import Speech
from planner.exports.sheets.tables import plans_of
from planner.exports.table import Column, ColumnKind, Table, Value

PaperFigures = tuple[PaperFigure, ...]


def with_figures(sheet: PaperSheet | None, figures: PaperFigures) -> PaperSheet | None:
    """Return a sheet with its pictures."""
    return None if sheet is None else replace(sheet, figures=figures)


def with_spoken_names(briefing: Briefing, speech: Speech) -> Briefing:
    """Return a briefing with the names of its options in the language of its pictures."""
    options = (
        each.model_copy(update={"name": option_words(each, speech)}) for each in briefing.options
    )
    return briefing.model_copy(update={"options": tuple(options)})


def heads_figures(briefing: Briefing, speech: Speech) -> PaperFigures:
    """Posts by office of all plans; the table has every office."""
    chart = heads_chart(briefing, speech)
    return () if chart is None else (PaperFigure(chart, posts_table(briefing, speech)),)


def cash_figures(briefing: Briefing, speech: Speech) -> PaperFigures:
    """Cash by period of all options."""
    return _of_all(cash_chart(briefing, speech), speech)


def frontier_figures(briefing: Briefing, speech: Speech) -> PaperFigures:
    """Money against expected loss of all options."""
    return _of_all(frontier_chart(briefing, speech), speech)


def flows_figures(briefing: Briefing, speech: Speech) -> PaperFigures:
    """Posts from office to office, for each plan."""
    return _of_each(briefing, speech, lambda plan: flows_chart(briefing, plan, speech))


def waterfall_figures(briefing: Briefing, speech: Speech) -> PaperFigures:
    """Steps of cost from staying put to each plan."""
    return _of_each(briefing, speech, lambda plan: waterfall_chart(briefing, plan, speech))


def waves_figures(briefing: Briefing, speech: Speech) -> PaperFigures:
    """The waves of each plan."""
    return _of_each(briefing, speech, lambda plan: waves_chart(plan, speech))


def tornado_figures(briefing: Briefing, speech: Speech) -> PaperFigures:
    """What would turn each plan."""

    def name(trigger: Trigger) -> str:
        return input_name(trigger.place, briefing.names, speech)

    def turning(trigger: Trigger) -> str:
        return turning_words(trigger, speech)

    return _of_each(briefing, speech, lambda plan: tornado_chart(plan, name, turning, speech))


def _of_all(chart: Chart | None, speech: Speech) -> PaperFigures:
    return () if chart is None else (with_values(chart, speech.language),)


def _of_each(
    briefing: Briefing, speech: Speech, drawn: Callable[[ComparedPlan], Chart | None]
) -> PaperFigures:
    """A chart of each plan that has something to draw, under a name of its own."""
    return tuple(
        with_values(replace(chart, name=f"{chart.name}_{number}"), speech.language)
        for number, plan in enumerate(plans_of(briefing), 1)
        if (chart := drawn(plan)) is not None
    )


def with_values(chart: Chart, language: Language) -> PaperFigure:
    """A chart with the table of its values."""
    values = chart_values(chart)
    columns = tuple(
        Column(f"value_{number}", title, _kind([row[number] for row in values.rows]))
        for number, title in enumerate(values.columns)
    )
    rows = tuple(tuple(_cell(value) for value in row) for row in values.rows)
    name = f"{chart.name}_values"
    return PaperFigure(chart, Table(name, chart.title, columns, rows, language=language))


def _kind(values: Sequence[ChartCell]) -> ColumnKind:
    if any(isinstance(value, int | float) for value in values):
        return ColumnKind.COUNT
    texts = any(isinstance(value, str) for value in values)
    return ColumnKind.TEXT if texts else ColumnKind.DATE


def _cell(value: ChartCell) -> Value:
    """A whole number as such: 600 posts, not 600.0."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
