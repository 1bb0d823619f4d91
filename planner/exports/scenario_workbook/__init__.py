"""A scenario as a workbook to fill in; `planner.scenario_files.workbooks` reads it back."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime, time

import xlsxwriter

from models.scenario import Scenario
from models.settings import Overlay
from planner.exports.scenario_workbook.drawing import draw_card, draw_table
from planner.exports.scenario_workbook.front import draw_read_me, draw_start
from planner.exports.scenario_workbook.listed import listed_cells
from planner.exports.scenario_workbook.named import with_names
from planner.exports.scenario_workbook.overlay_sheet import draw_overlays
from planner.exports.scenario_workbook.pages import pages_of
from planner.exports.xlsx.styles import OPTIONS, Styles
from planner.scenario_files.workbooks import Filled, filled_of
from planner.wording.labels import DISCLAIMER


def scenario_bytes(scenario: Scenario, overlays: Sequence[Overlay] = ()) -> bytes:
    """Return a scenario as a workbook, which is read back as the same.

    Raises
    ------
    InputError
        A text does not fit into a cell.
    """
    return workbook_bytes(filled_of(scenario, overlays))


def workbook_bytes(filled: Filled) -> bytes:
    """Return a workbook to fill in: ten questions, the settings, and one sheet a table.

    What is filled in alike gives the same bytes.

    Raises
    ------
    InputError
        A text does not fit into a cell.
    """
    buffer = io.BytesIO()
    pages = with_names(pages_of(filled))
    with xlsxwriter.Workbook(buffer, OPTIONS) as book:
        book.set_properties(
            {
                "title": filled.title,
                "subject": "Scenario of a relocation plan",
                "author": "relocation planner",
                "comments": DISCLAIMER,
                "created": datetime.combine(filled.as_of, time(), UTC),
            }
        )
        styles = Styles(book)
        draw_start(book, pages, styles)
        draw_read_me(book, pages, styles)
        listed = {page.name: listed_cells(page) for page in pages}
        for page in pages:
            draw = draw_card if page.card else draw_table
            draw(book.add_worksheet(page.name), page, styles, listed)
        draw_overlays(book, filled.overlays, styles)
    return buffer.getvalue()
