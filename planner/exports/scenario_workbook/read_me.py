"""The first sheet: how to use the workbook."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from models.ranges import SETTINGS
from planner.exports.scenario_workbook.drawing import REQUIRED
from planner.exports.scenario_workbook.guidance import about
from planner.exports.scenario_workbook.pages import Page
from planner.exports.styles import HEADING, NOTE, Styles
from planner.exports.words import DISCLAIMER
from planner.scenario_files.fields import REQUIRED_TABLES
from planner.scenario_files.workbooks import COMMENT, README_SHEET

_TITLE = "A scenario of the relocation planner"
_STEPS = (
    "1. Start with settings, offices, roles, pay and cohorts. What is filled in is an example.",
    "2. Write your own over it, and delete what you do not need; save as .xlsx.",
    "3. Run: relocate check FILE.xlsx. Every mistake is told with its sheet and cell.",
    "4. Run: relocate plan FILE.xlsx.",
)
_RULES = (
    "Keep the names of the sheets and the first row of each; columns may change places.",
    "Headings in this colour are required. An empty cell stands for what its guidance says.",
    "Click on a cell to read what it is for; an arrow beside it opens the list of known values.",
    "Amounts name their currency first: USD 1250.50. Dates are dates, or texts as in 2026-10-01.",
    "Several names in one cell are separated by semicolons: english;mandarin.",
    "A figure nobody knows for sure may say how far it may be off: 0.02 (0.01 to 0.05).",
    "Who can reach which dataset stands in access; where nobody has said, unknown counts as yes.",
    f"A row whose first filled cell begins with {COMMENT} is a comment; so is a sheet named so.",
    "Formulas count as what they last came to: save before it is read. Do not merge cells.",
    "No names of people: the smallest thing here is a cohort of interchangeable posts.",
    DISCLAIMER,
)
_COLUMNS = ("sheet", "rows", "what a row is")
_SETTINGS_ROW = "One setting: who plans, from when on, in which currency, with how much money."


def draw_read_me(book: Any, pages: Sequence[Page], styles: Styles) -> None:
    """Draw the sheet, with a link to every other one."""
    sheet = book.add_worksheet(README_SHEET)
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 8)
    sheet.set_column(2, 2, 90)
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, _TITLE, styles.of(bold=True, font_size=16))
    line = 2
    for text in (*_STEPS, *_RULES):
        style = styles.of(text_wrap=True, **(REQUIRED if "this colour" in text else {}))
        sheet.merge_range(line, 0, line, 2, text, style)
        sheet.set_row(line, 15 * (1 + len(text) // 118))
        line += 1 + (text == _STEPS[-1])
    for column, heading in enumerate(_COLUMNS):
        sheet.write_string(line + 1, column, heading, styles.of(**HEADING))
    for number, page in enumerate(pages, start=line + 2):
        _line(sheet, number, page, styles)
    sheet.set_portrait()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _line(sheet: Any, number: int, page: Page, styles: Styles) -> None:
    needed = REQUIRED if page.name in {SETTINGS, *REQUIRED_TABLES} else {}
    link = styles.of(font_color="#0B5394", underline=1, **needed)
    sheet.write_url(number, 0, f"internal:'{page.name}'!A1", link, page.name)
    if page.name != SETTINGS:
        sheet.write_number(number, 1, len(page.records), styles.of())
    words = _SETTINGS_ROW if page.name == SETTINGS else about(page.model)
    sheet.write_string(number, 2, words, styles.of(**NOTE, text_wrap=True))
