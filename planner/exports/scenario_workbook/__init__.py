"""A scenario as a workbook to fill in; `planner.scenario_files.workbooks` reads it back."""

from __future__ import annotations

import io
from datetime import UTC, datetime, time

import xlsxwriter

from models.scenario import Scenario
from planner.exports.scenario_workbook.drawing import draw_card, draw_read_me, draw_table
from planner.exports.scenario_workbook.pages import pages_of
from planner.exports.words import DISCLAIMER
from planner.exports.xlsx.styles import OPTIONS, Styles


def scenario_bytes(scenario: Scenario) -> bytes:
    """Return a scenario as a workbook: how to use it, the settings, and one sheet a table.

    The same scenario gives the same bytes; read back, it gives the same scenario.

    Raises
    ------
    InputError
        A text does not fit into a cell.
    """
    buffer = io.BytesIO()
    pages = pages_of(scenario)
    with xlsxwriter.Workbook(buffer, OPTIONS) as book:
        book.set_properties(
            {
                "title": scenario.title or scenario.name,
                "subject": "Scenario of a relocation plan",
                "author": "relocation planner",
                "comments": DISCLAIMER,
                "created": datetime.combine(scenario.planning_date, time(), UTC),
            }
        )
        styles = Styles(book)
        draw_read_me(book, pages, styles)
        for page in pages:
            draw = draw_card if page.card else draw_table
            draw(book.add_worksheet(page.name), page, styles)
    return buffer.getvalue()
