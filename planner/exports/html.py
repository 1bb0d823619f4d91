"""HTML: a paper as one self-contained page, for screens and for print."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from models.choices import Audience
from planner.charts.svg import svg_of
from planner.charts.themes import Theme
from planner.exports.page_fit import (
    PageFit,
    column_shares,
    has_long_word,
    page_fit,
    whole_amounts,
)
from planner.exports.page_words import PAGE_WORDS
from planner.exports.paper import Paper, PaperFigure, PaperSheet
from planner.exports.table import Cell, Table, cells, scale_of, text_width
from planner.wording.days import day_in

_MOST_BESIDE = 3
"""Columns of a table that has room beside a chart."""


def page_bytes(paper: Paper) -> bytes:
    """Return a paper as a page that asks nothing of any network.

    Front sheets come first, then a list of the others, then these. Printed, each front sheet is a
    page. Rounded amounts hold the exact ones if the paper is for a planner.
    """
    words = PAGE_WORDS[paper.language]
    sheets = [_shown(number, sheet) for number, sheet in enumerate(paper.sheets, 1)]
    page = _template().render(
        paper=paper,
        words=words,
        dated=words.dated.format(day_in(paper.language, paper.dated)),
        audience=words.audiences[paper.audience],
        is_exact=paper.audience is Audience.PLANNER,
        front=[each for each in sheets if each.sheet.is_front],
        appendix=[each for each in sheets if not each.sheet.is_front],
    )
    return page.encode()


@dataclass(frozen=True, slots=True)
class _ShownTable:
    """A table with its cells as text."""

    id: str
    table: Table
    unit: str
    """Of its amounts, in words; empty if it has none."""
    shares: list[float]
    """Of the width, for each column, when it is printed."""
    body: list[list[Cell]]
    totals: list[list[Cell]]


@dataclass(frozen=True, slots=True)
class _ShownFigure:
    """A chart as pictures on a light and on a dark ground, and the table of its values."""

    title: str
    light: str
    dark: str
    values: _ShownTable

    @property
    def is_narrow(self) -> bool:
        """Whether the table has room beside the chart."""
        return len(self.values.table.columns) <= _MOST_BESIDE


@dataclass(frozen=True, slots=True)
class _ShownSheet:
    """A sheet with its tables and figures as they are shown, and the way it is printed."""

    id: str
    sheet: PaperSheet
    fit: PageFit
    tables: list[_ShownTable]
    figures: list[_ShownFigure]


def _shown(number: int, sheet: PaperSheet) -> _ShownSheet:
    fit, name = page_fit(sheet), f"sheet-{number}"
    tables = [_table(f"{name}-table-{n}", each, fit) for n, each in enumerate(sheet.tables, 1)]
    figures = [_figure(f"{name}-figure-{n}", each, fit) for n, each in enumerate(sheet.figures, 1)]
    return _ShownSheet(name, sheet, fit, tables, figures)


def _figure(name: str, figure: PaperFigure, fit: PageFit) -> _ShownFigure:
    light, dark = (svg_of(figure.chart, theme) for theme in (Theme.LIGHT, Theme.DARK))
    return _ShownFigure(figure.chart.title, light, dark, _table(name, figure.table, fit))


def _table(name: str, table: Table, fit: PageFit) -> _ShownTable:
    scale = scale_of(table)
    unit = f"{PAGE_WORDS[table.language].amounts_in}{scale.words}" if scale.words else ""
    rows, body = cells(table, scale), len(table.rows) - table.totals
    return _ShownTable(name, table, unit, column_shares(table, fit), rows[:body], rows[body:])


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("planner.exports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(
        css_text=css_text,
        text_width=text_width,
        has_long_word=has_long_word,
        whole_amounts=whole_amounts,
    )
    return environment.get_template("page.html.j2")


def css_text(text: str) -> str:
    """Write a text so that it may stand between quotes in a style, whatever it holds."""
    return re.sub(r"[^\w ]", lambda found: f"\\{ord(found[0]):x} ", text)
