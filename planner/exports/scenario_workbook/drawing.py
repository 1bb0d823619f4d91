"""Draws the sheets, with headings, guidance and drop-downs; the first says how to use them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from models.ranges import SETTINGS
from planner.exports.scenario_workbook.cells import Content, text_of
from planner.exports.scenario_workbook.fields import (
    LAST_COLUMN,
    LAST_ROW,
    about,
    choice_of,
    is_needed,
    manner,
    meaning,
    need,
    sentence,
    shape_of,
)
from planner.exports.scenario_workbook.pages import Beside, Page
from planner.exports.xlsx.styles import DATE, HEADING, NOTE, Styles
from planner.scenario_files.draft import FieldPath
from planner.scenario_files.fields import REQUIRED_TABLES
from planner.scenario_files.workbooks import COMMENT, FIELD, GUIDANCE, README_SHEET, VALUE
from planner.wording.labels import DISCLAIMER

REQUIRED = {"bg_color": "#F6DFA4"}
"""Colour of the headings of required fields."""
TYPICAL = {"bg_color": "#E5EFE0", "font_color": "#44603A", "italic": True}
"""Look of typical values, which are not read."""

_NARROWEST, _WIDEST = 16, 44
_WIDTHS = {FIELD: 56, GUIDANCE[0]: 60, GUIDANCE[1]: 44}
_VALUE_WIDTH = 30
_LINE, _NOTE_LINE = 15.0, 12.5
"""Height of a line in points."""
_NOTE_LETTERS = 1.15
"""Letters of a note that fit into the width of one normal letter."""
_NUMBERS = {"integer", "number"}
_LONGEST_TITLE, _LONGEST_MESSAGE = 32, 255


def draw_table(sheet: Any, page: Page, styles: Styles, first_rows: Mapping[str, int]) -> None:
    """Draw a table: fields across, a row of guidance, typical rows, then one row each."""
    widths = [_width(page, place) for place in range(len(page.paths))]
    guides = [_guide(page, path) for path in page.paths]
    note = _guidance_style(styles)
    for column, path in enumerate(page.paths):
        style = _style(page, path, styles)
        mark = "" if column else f"{COMMENT} "
        sheet.set_column(column, column, widths[column], style)
        sheet.write_string(0, column, ".".join(path), _heading(page, path, styles))
        sheet.write_string(1, column, mark + guides[column], note)
        _offer(sheet, page, path, (page.first_row, column, _last_row(page), column), first_rows)
        for number, record in enumerate(page.examples, start=page.first_row - len(page.examples)):
            _write(sheet, (number, column), record[column], _style(page, path, styles, **TYPICAL))
        for number, record in enumerate(page.records, start=page.first_row):
            _write(sheet, (number, column), record[column], style)
    sheet.set_row(1, _height(guides, [_NOTE_LETTERS * width for width in widths], _NOTE_LINE))
    rows = (*page.examples, *page.records)
    for number, record in enumerate(rows, start=page.first_row - len(page.examples)):
        sheet.set_row(number, _height(map(text_of, record), widths, _LINE))
    if page.beside is not None:
        _draw_beside(sheet, page.beside, len(page.paths) + 1, page.first_row, styles)
    sheet.freeze_panes(2, 1)
    _for_the_printer(sheet, page)


def _draw_beside(sheet: Any, beside: Beside, first: int, first_row: int, styles: Styles) -> None:
    """Draw typical rows to the right of a table, in columns whose headings say so."""
    for column, heading in enumerate(beside.headings, start=first):
        lengths = [len(text_of(record[column - first])) for record in beside.records]
        sheet.set_column(column, column, min(_WIDEST, max(len(heading), *lengths) + 2))
        sheet.write_string(0, column, heading, styles.of(**(HEADING | TYPICAL)))
        for number, record in enumerate(beside.records, start=first_row):
            style = styles.of(**TYPICAL, align="left")
            _write(sheet, (number, column), record[column - first], style)


def draw_card(sheet: Any, page: Page, styles: Styles, first_rows: Mapping[str, int]) -> None:
    """Draw a card: fields downwards, what they mean, and one column of values each."""
    single = page.headings == (VALUE,)
    headings = (FIELD, VALUE, *GUIDANCE) if single else (FIELD, *GUIDANCE, *page.headings)
    first = headings.index(page.headings[0]) if page.headings else len(headings)
    for column, name in enumerate(headings):
        sheet.set_column(column, column, _WIDTHS.get(name, _VALUE_WIDTH))
        sheet.write_string(0, column, name, styles.of(**HEADING, align="left"))
    for line, path in enumerate(page.paths, start=1):
        contents = [record[line - 1] for record in page.records]
        guides = [_about(page, path), sentence(manner(page.name, page.model, path))]
        sheet.write_string(line, 0, ".".join(path), _heading(page, path, styles))
        for name, text in zip(GUIDANCE, guides, strict=True):
            sheet.write_string(line, headings.index(name), text, _guidance_style(styles))
        for column, content in enumerate(contents, start=first):
            style = _style(page, path, styles, align="left")
            _write(sheet, (line, column), content, style)
        _offer(sheet, page, path, (line, first, line, first if single else LAST_COLUMN), first_rows)
        notes = [_NOTE_LETTERS * _WIDTHS[name] for name in GUIDANCE]
        widths = [*notes, *(_VALUE_WIDTH for _ in contents)]
        sheet.set_row(line, _height([*guides, *map(text_of, contents)], widths, _LINE))
    sheet.freeze_panes(1, 1)
    _for_the_printer(sheet, page)


def _about(page: Page, path: FieldPath) -> str:
    return " ".join(part for part in (meaning(page.model, path), need(page.model, path)) if part)


def _guide(page: Page, path: FieldPath) -> str:
    return f"{_about(page, path)} {sentence(manner(page.name, page.model, path))}"


def _height(texts: Iterable[str], widths: Sequence[float], line: float) -> float:
    """Return the height of a row in points for its wrapped texts."""
    lines = (math.ceil(len(text) / width) for text, width in zip(texts, widths, strict=True))
    return line * max(1, *lines, 1)


def _width(page: Page, column: int) -> int:
    lengths = [len(text_of(record[column])) for record in page.records]
    heading = len(".".join(page.paths[column]))
    return min(_WIDEST, max(_NARROWEST, heading, *lengths, 0) + 2)


def _last_row(page: Page) -> int:
    return max(LAST_ROW, page.first_row + 2 * len(page.records))


def _heading(page: Page, path: FieldPath, styles: Styles) -> Any:
    needed = REQUIRED if is_needed(page.model, path) else {}
    return styles.of(**{**HEADING, "align": "left", **needed})


def _guidance_style(styles: Styles) -> Any:
    return styles.of(**NOTE, text_wrap=True, font_size=9, align="left")


def _style(page: Page, path: FieldPath, styles: Styles, **more: object) -> Any:
    """Return the style of a field; text is kept from being turned into numbers or dates."""
    kind = shape_of(page.model, path).kind
    if kind in _NUMBERS:
        return styles.of(**more)
    form = DATE if kind.startswith("date") else "@"
    return styles.of(num_format=form, text_wrap=True, **{"align": "left", **more})


def _offer(
    sheet: Any,
    page: Page,
    path: FieldPath,
    area: tuple[int, int, int, int],
    first_rows: Mapping[str, int],
) -> None:
    """Give a cell its input message and its drop-down list."""
    choice = choice_of(page.name, page.model, path, first_rows)
    options: dict[str, object] = {
        "validate": "any",
        "input_title": _cut(".".join(path), _LONGEST_TITLE),
        "input_message": _cut(_guide(page, path), _LONGEST_MESSAGE),
    }
    if choice is not None:
        options |= {
            "validate": "list",
            "source": choice.source,
            "show_error": choice.strict,
            "error_title": "Not one of the known values",
            "error_message": "Choose one from the list.",
        }
    sheet.data_validation(*area, options)


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def _write(sheet: Any, place: tuple[int, int], content: Content, style: Any) -> None:
    if isinstance(content, str):
        sheet.write_string(*place, content, style)
    elif isinstance(content, date):
        sheet.write_datetime(*place, content, style)
    elif content is not None:
        sheet.write_number(*place, content, style)


def _for_the_printer(sheet: Any, page: Page) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_header(f"&L{page.name}")
    sheet.set_footer("&R&P / &N")


_TITLE = "A scenario of the relocation planner"
_STEPS = (
    "1. Start with settings, offices, roles, pay and cohorts. What is filled in is an example.",
    "2. Write your own over it, and delete what you do not need; save as .xlsx.",
    "3. Run: relocate check FILE.xlsx. Every mistake is listed with its sheet and cell.",
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
        _sheet_line(sheet, number, page, styles)
    sheet.set_portrait()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _sheet_line(sheet: Any, number: int, page: Page, styles: Styles) -> None:
    needed = REQUIRED if page.name in {SETTINGS, *REQUIRED_TABLES} else {}
    link = styles.of(font_color="#0B5394", underline=1, **needed)
    sheet.write_url(number, 0, f"internal:'{page.name}'!A1", link, page.name)
    if page.name != SETTINGS:
        sheet.write_number(number, 1, len(page.records), styles.of())
    words = _SETTINGS_ROW if page.name == SETTINGS else about(page.model)
    sheet.write_string(number, 2, words, styles.of(**NOTE, text_wrap=True))
