"""Draws the sheets of settings and tables, with headings, guidance and drop-downs."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from planner.exports.scenario_workbook.cells import Content, text_of
from planner.exports.scenario_workbook.fields import (
    LAST_COLUMN,
    LAST_ROW,
    choice_of,
    is_needed,
    manner,
    meaning,
    need,
    sentence,
    shape_of,
)
from planner.exports.scenario_workbook.listed import ListedCells
from planner.exports.scenario_workbook.pages import Beside, Page
from planner.exports.scenario_workbook.questions import ASKED
from planner.exports.xlsx.styles import DATE, HEADING, NOTE, Styles
from planner.scenario_files.draft import FieldPath
from planner.scenario_files.known_names import reads_names
from planner.scenario_files.typical import advice_on
from planner.scenario_files.workbooks import COMMENT, FIELD, GUIDANCE, VALUE

REQUIRED = {"bg_color": "#F6DFA4"}
"""Colour of the headings of required fields."""
TYPICAL = {"bg_color": "#E5EFE0", "font_color": "#44603A", "italic": True}
"""Look of typical values, which are not read."""

_NARROWEST, _WIDEST = 16, 44
_WIDTHS = {FIELD: 56, GUIDANCE[0]: 60, GUIDANCE[1]: 44, GUIDANCE[2]: 44}
_VALUE_WIDTH = 30
_LINE, _NOTE_LINE = 15.0, 12.5
"""Height of a line in points."""
_NOTE_LETTERS = 1.15
"""Letters of a note that fit into the width of one normal letter."""
_NUMBERS = {"integer", "number"}
_SELDOM = f"{COMMENT} Most people never touch what follows: an empty value stands for its default."
_LONGEST_TITLE, _LONGEST_MESSAGE = 32, 255


def draw_table(sheet: Any, page: Page, styles: Styles, listed: Mapping[str, ListedCells]) -> None:
    """Draw a table: fields across, a row of guidance, typical rows, then one row each."""
    widths = [_width(page, place) for place in range(len(page.paths))]
    guides = [_guide(page, path) for path in page.paths]
    advice = [str(advice_on(page.name, path)) for path in page.paths]
    note, typical = _guidance_style(styles), _guidance_style(styles, **TYPICAL)
    if page.name in ASKED:
        sheet.set_tab_color(REQUIRED["bg_color"])
    for column, path in enumerate(page.paths):
        style = _style(page, path, styles)
        mark = "" if column else f"{COMMENT} "
        sheet.set_column(column, column, widths[column], style)
        sheet.write_string(0, column, ".".join(path), _heading(page, path, styles))
        sheet.write_string(1, column, mark + guides[column], note)
        sheet.write_string(2, column, mark + advice[column], typical)
        _offer(sheet, page, path, (page.first_row, column, _last_row(page), column), listed)
        for number, record in enumerate(page.examples, start=page.first_row - len(page.examples)):
            typical_cell = _style(page, path, styles, **TYPICAL)
            sheet.write_blank(number, column, None, typical_cell)
            _write(sheet, (number, column), record[column], typical_cell)
        for number, record in enumerate(page.records, start=page.first_row):
            _write(sheet, (number, column), record[column], style)
    for row, texts in enumerate((guides, advice), start=1):
        notes = [_NOTE_LETTERS * width for width in widths]
        sheet.set_row(row, _height(texts, notes, _NOTE_LINE))
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
            sheet.write_blank(number, column, None, style)
            _write(sheet, (number, column), record[column - first], style)


def draw_card(sheet: Any, page: Page, styles: Styles, listed: Mapping[str, ListedCells]) -> None:
    """Draw a card: fields downwards, what they mean, and one column of values each."""
    single = page.headings == (VALUE,)
    headings = (FIELD, VALUE, *GUIDANCE) if single else (FIELD, *GUIDANCE, *page.headings)
    first = page.first_column
    sheet.set_tab_color(REQUIRED["bg_color"])
    for column, name in enumerate(headings):
        sheet.set_column(column, column, _WIDTHS.get(name, _VALUE_WIDTH))
        sheet.write_string(0, column, name, styles.of(**HEADING, align="left"))
    if page.first_part:
        _part_off(sheet, page.line_of(page.first_part) - 1, len(headings), styles)
    for place, path in enumerate(page.paths):
        line = page.line_of(place)
        contents = [record[place] for record in page.records]
        guides = [
            _about(page, path),
            sentence(manner(page.name, page.model, path)),
            str(advice_on(page.name, path)),
        ]
        sheet.write_string(line, 0, ".".join(path), _heading(page, path, styles))
        for name, text in zip(GUIDANCE, guides, strict=True):
            look = TYPICAL if name == GUIDANCE[-1] else {}
            sheet.write_string(line, headings.index(name), text, _guidance_style(styles, **look))
        for column, content in enumerate(contents, start=first):
            style = _style(page, path, styles, align="left")
            _write(sheet, (line, column), content, style)
        _offer(sheet, page, path, (line, first, line, first if single else LAST_COLUMN), listed)
        notes = [_NOTE_LETTERS * _WIDTHS[name] for name in GUIDANCE]
        widths = [*notes, *(_VALUE_WIDTH for _ in contents)]
        sheet.set_row(line, _height([*guides, *map(text_of, contents)], widths, _LINE))
    sheet.freeze_panes(1, 1)
    _for_the_printer(sheet, page)


def _part_off(sheet: Any, line: int, columns: int, styles: Styles) -> None:
    """Draw a line between the settings that everyone needs and those that few ever touch."""
    for column in range(columns):
        sheet.write_string(line, column, "" if column else _SELDOM, styles.of(**HEADING))


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


def _guidance_style(styles: Styles, **look: object) -> Any:
    return styles.of(**(NOTE | {"text_wrap": True, "font_size": 9, "align": "left"} | look))


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
    listed: Mapping[str, ListedCells],
) -> None:
    """Give a cell its input message and its drop-down list."""
    named = reads_names(page.name, ".".join(path))
    cells = {table: each.readable if named else each.ids for table, each in listed.items()}
    choice = choice_of(page.name, page.model, path, cells)
    options: dict[str, object] = {
        "validate": "any",
        "input_title": _cut(".".join(path), _LONGEST_TITLE),
        "input_message": _cut(
            f"{_guide(page, path)} {advice_on(page.name, path)}", _LONGEST_MESSAGE
        ),
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
