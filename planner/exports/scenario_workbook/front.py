"""Draws the first two sheets: ten questions with links to their answers, and how to write them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from models.ranges import SETTINGS
from planner.exports.scenario_workbook.drawing import REQUIRED, TYPICAL
from planner.exports.scenario_workbook.fields import about
from planner.exports.scenario_workbook.pages import Page
from planner.exports.scenario_workbook.questions import ASKED, QUESTIONS
from planner.exports.xlsx.styles import HEADING, NOTE, Styles
from planner.scenario_files.fields import REQUIRED_TABLES
from planner.scenario_files.workbooks import (
    COMMENT,
    OVERLAY_SHEET,
    README_SHEET,
    START_SHEET,
    cell_name,
)
from planner.wording.labels import DISCLAIMER

_START = "Ten questions before a plan"
_HOW = (
    "Each question leads to the cells that hold its answer; most of the other sheets stay empty.",
    "What is filled in is an example, or says where it comes from. Write over it, or delete it.",
    "Save as .xlsx and run: relocate check FILE.xlsx. It tells what is missing or wrong, by cell.",
    "Then run: relocate plan FILE.xlsx.",
)
_QUESTION_COLUMNS = ("", "question", "what is needed", "who knows it", "where it is answered")
_QUESTION_WIDTHS = (4, 46, 58, 26, 40)
_LINK = {"font_color": "#0B5394", "underline": 1}
_LINE = 15.0


def draw_start(book: Any, pages: Sequence[Page], styles: Styles) -> None:
    """Draw the questions, each with links to the cells that answer it."""
    sheet = book.add_worksheet(START_SHEET)
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, _START, styles.of(bold=True, font_size=16))
    for line, text in enumerate(_HOW, start=2):
        sheet.write_string(line, 0, text, styles.of())
    top = 3 + len(_HOW)
    for column, heading in enumerate(_QUESTION_COLUMNS):
        sheet.set_column(column, column, _QUESTION_WIDTHS[column])
        sheet.write_string(top, column, heading, styles.of(**HEADING))
    by_name = {page.name: page for page in pages}
    line = top + 1
    for number, question in enumerate(QUESTIONS, start=1):
        last = line + len(question.places) - 1
        texts = (str(number), question.words, question.details, question.ask)
        for column, text in enumerate(texts):
            style = styles.of(text_wrap=True, bold=column < 2, bottom=4, align="left")
            sheet.merge_range(line, column, last, column, text, style)
        height = _height(texts) / len(question.places)
        for place, (name, path) in enumerate(question.places, start=line):
            sheet.set_row(place, max(_LINE, height))
            _link(sheet, place, by_name[name], path, styles.of(**_LINK, bottom=4 * (place == last)))
        line = last + 1
    sheet.freeze_panes(top + 1, 0)
    _print(sheet)


def _height(texts: Sequence[str]) -> float:
    """The height of wrapped texts in points, with a line to spare."""
    widths = zip(texts, _QUESTION_WIDTHS, strict=False)
    return _LINE * (1 + max(math.ceil(len(text) / width) for text, width in widths))


def _link(sheet: Any, line: int, page: Page, path: tuple[str, ...], style: Any) -> None:
    cell = cell_name(*page.cell_of(path))
    label = f"{page.name}: {'.'.join(path)}"
    sheet.write_url(line, 4, f"internal:'{page.name}'!{cell}", style, label)


_TITLE = "How to fill in this workbook"
_RULES = (
    "Keep the names of the sheets and the headings of each; columns may change places.",
    "Headings in this colour are required. An empty cell stands for what its guidance says.",
    "Cells in this colour show what is typical, with its source. They are never read.",
    "Click on a cell to read what it is for; an arrow beside it opens the list of known values.",
    (
        "Numbers are written as you are used to: 1,250 or 5%. Where a share is meant, 5 is read as "
        "5%, and check says so."
    ),
    (
        "Amounts name their currency: USD 1,250.50 or 1,250.50 USD, or a number whose format shows "
        "it. It is never guessed."
    ),
    (
        "Dates are dates, or texts such as 2028-07-01, 2028/7/1 or 1 Jul 2028. What has two "
        "readings, such as 1/7/2028, is refused with both."
    ),
    (
        "A row is referred to by its id or its name. Without an id it gets one that is made of its "
        "name, if that is in ASCII."
    ),
    "Several names in one cell are separated by semicolons: english;mandarin.",
    "A figure nobody knows for sure may say how far it may be off: 5% (2% to 10%).",
    "Who can reach which dataset stands in access; where nobody has said, unknown counts as yes.",
    (
        f"A column headed notes or {COMMENT} is for you alone; so is a row or a sheet that begins "
        f"with {COMMENT}."
    ),
    "Formulas count as what they last came to: save before it is read. Do not merge cells.",
    "No names of people: the smallest thing here is a cohort of interchangeable posts.",
    DISCLAIMER,
)
_COLUMNS = ("sheet", "rows", "what a row is")
_SETTINGS_ROW = "One setting: who plans, from when on, in which currency, with how much money."
_OVERLAYS_ROW = "One change that a what-if makes, such as half the money or a full office."
_LETTERS = 118


def draw_read_me(book: Any, pages: Sequence[Page], styles: Styles) -> None:
    """Draw how cells are written, and the sheets, each with a link to it."""
    sheet = book.add_worksheet(README_SHEET)
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 8)
    sheet.set_column(2, 2, 90)
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, _TITLE, styles.of(bold=True, font_size=16))
    for line, text in enumerate(_RULES, start=2):
        sheet.merge_range(line, 0, line, 2, text, styles.of(text_wrap=True, **_look(text)))
        sheet.set_row(line, _LINE * (1 + len(text) // _LETTERS))
    line = 2 + len(_RULES)
    for title, listed in _parts(pages).items():
        sheet.write_string(line + 1, 0, title, styles.of(bold=True))
        for column, heading in enumerate(_COLUMNS):
            sheet.write_string(line + 2, column, heading, styles.of(**HEADING))
        line += 3
        for page in listed:
            _sheet_line(sheet, line, page, styles)
            line += 1
    _other_line(sheet, line, styles)
    _print(sheet)


def _other_line(sheet: Any, number: int, styles: Styles) -> None:
    """Name the sheet that is no table of the scenario."""
    at = f"internal:'{OVERLAY_SHEET}'!A1"
    sheet.write_url(number, 0, at, styles.of(**_LINK), OVERLAY_SHEET)
    sheet.write_string(number, 2, _OVERLAYS_ROW, styles.of(**NOTE, text_wrap=True))


def _look(text: str) -> Mapping[str, object]:
    if "in this colour" not in text:
        return {}
    return TYPICAL if "typical" in text else REQUIRED


def _parts(pages: Sequence[Page]) -> dict[str, list[Page]]:
    return {
        "Sheets that answer the questions": [page for page in pages if page.name in ASKED],
        "Sheets for those who need more": [page for page in pages if page.name not in ASKED],
    }


def _sheet_line(sheet: Any, number: int, page: Page, styles: Styles) -> None:
    needed = REQUIRED if page.name in {SETTINGS, *REQUIRED_TABLES} else {}
    link = styles.of(**_LINK, **needed)
    sheet.write_url(number, 0, f"internal:'{page.name}'!A1", link, page.name)
    if page.name != SETTINGS:
        sheet.write_number(number, 1, len(page.records), styles.of())
    words = _SETTINGS_ROW if page.name == SETTINGS else about(page.model)
    sheet.write_string(number, 2, words, styles.of(**NOTE, text_wrap=True))


def _print(sheet: Any) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
