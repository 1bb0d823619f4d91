"""HTML: a paper as one self-contained page, for screens and for print."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from models.choices import Audience
from models.result import Result
from models.scenario import Scenario
from planner.exports.page_fit import PageFit, page_fit
from planner.exports.page_words import PAGE_WORDS, day_words
from planner.exports.paper import Paper, PaperSheet
from planner.exports.table import Cell, Table, cells, scale_of
from planner.exports.table_paper import NO_DATE, paper_of_plan, paper_of_tables


def paper_bytes(paper: Paper) -> bytes:
    """Return a paper as a page that asks nothing of any network.

    Front sheets come first, then a list of the others, then these. Printed, each front sheet is a
    page. Rounded amounts hold the exact ones if the paper is for a planner.
    """
    words = PAGE_WORDS[paper.language]
    sheets = [_shown(number, sheet) for number, sheet in enumerate(paper.sheets, 1)]
    page = _template().render(
        paper=paper,
        words=words,
        dated=_dated(paper),
        audience=words.audiences[paper.audience],
        is_exact=paper.audience is Audience.PLANNER,
        front=[each for each in sheets if each.sheet.is_front],
        appendix=[each for each in sheets if not each.sheet.is_front],
    )
    return page.encode()


def plan_bytes(result: Result, scenario: Scenario) -> bytes:
    """Return the tables of a plan as a page."""
    return paper_bytes(paper_of_plan(result, scenario))


def comparison_bytes(tables: Sequence[Table], title: str) -> bytes:
    """Return tables as a page, the first one in front."""
    return paper_bytes(paper_of_tables(tables, title))


def _dated(paper: Paper) -> str:
    if paper.dated == NO_DATE:
        return ""
    day = day_words(paper.dated, paper.language)
    return PAGE_WORDS[paper.language].dated.format(day)


@dataclass(frozen=True, slots=True)
class _ShownSheet:
    """A sheet with its tables as text and the way it is printed."""

    id: str
    sheet: PaperSheet
    fit: PageFit
    tables: list[_ShownTable]
    figures: list[_ShownTable]
    """The tables of the sheet's figures."""


@dataclass(frozen=True, slots=True)
class _ShownTable:
    """A table with its cells as text."""

    id: str
    table: Table
    unit: str
    body: list[list[Cell]]
    totals: list[list[Cell]]


def _shown(number: int, sheet: PaperSheet) -> _ShownSheet:
    name = f"sheet-{number}"
    tables = [*sheet.tables, *(figure.table for figure in sheet.figures)]
    shown = [_shown_table(f"{name}-{place}", table) for place, table in enumerate(tables, 1)]
    split = len(sheet.tables)
    return _ShownSheet(name, sheet, page_fit(sheet), shown[:split], shown[split:])


def _shown_table(name: str, table: Table) -> _ShownTable:
    scale = scale_of(table)
    rows = cells(table, scale)
    body = len(rows) - table.totals
    return _ShownTable(name, table, scale.words, rows[:body], rows[body:])


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
    environment.filters["css_text"] = css_text
    return environment.get_template("page.html.j2")


def css_text(text: str) -> str:
    """Write a text so that it may stand between quotes in a style, whatever it holds."""
    return re.sub(r"[^\w ]", lambda found: f"\\{ord(found[0]):x} ", text)
