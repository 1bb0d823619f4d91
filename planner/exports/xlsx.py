"""XLSX: a workbook with one sheet per table."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any
from unicodedata import east_asian_width

import xlsxwriter

from models.money import minor_digits
from models.result import Result
from models.scenario import Scenario
from planner.exports.table import ColumnKind, Table, Value
from planner.exports.tables import plan_tables
from planner.exports.words import DISCLAIMER

# Text from a scenario never becomes a formula or a link.
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}

DATE = "yyyy-mm-dd"
HEADING = {"bold": True, "bottom": 1, "bg_color": "#E8EDF3"}
NOTE = {"italic": True, "font_color": "#555555"}


@dataclass(frozen=True, slots=True)
class Styles:
    """Formats of a workbook, each made once."""

    book: Any
    made: dict[tuple[tuple[str, object], ...], Any] = field(default_factory=dict)

    def of(self, **properties: object) -> Any:
        """The format with these properties, at the top of its cell."""
        if properties.get("align") == "left":
            properties["indent"] = 1  # keeps a distance from figures in the cell to the left
        key = tuple(sorted(properties.items()))
        if key not in self.made:
            self.made[key] = self.book.add_format({"valign": "top", **properties})
        return self.made[key]


_WIDEST, _NARROWEST, _HIGHEST = 66, 9, 400.0


def column_widths(table: Table) -> list[int]:
    """Return the width of each column in letters: that of its longest line, within limits."""
    return [_column_width(table, place) for place in range(len(table.columns))]


def _column_width(table: Table, place: int) -> int:
    lengths = [len(table.columns[place].title)]
    for number, row in enumerate(table.rows):
        lengths.append(_length(row[place], table, table.kind(number, place)))
    return min(_WIDEST, max(_NARROWEST, *lengths) + 3)


def row_height(table: Table, row: int, widths: Sequence[int]) -> float | None:
    """Return the height of a row in points for its wrapped text; None for a single line."""
    needed = [
        sum(1 + _letters(line) // widths[place] for line in value.splitlines())
        for place, value in enumerate(table.rows[row])
        if isinstance(value, str)
    ]
    lines = max(needed, default=1)
    return min(_HIGHEST, 15.0 * lines) if lines > 1 else None


def _letters(text: str) -> int:
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def _length(value: Value, table: Table, kind: ColumnKind) -> int:
    if value is None:
        return 0
    if isinstance(value, str):
        return max(map(_letters, value.splitlines()), default=0)
    if kind is ColumnKind.MONEY:
        return len(f"{table.currency} {value:,}") + 1
    return 10


# A fixed date, so that the same tables give the same bytes.
_NO_DATE = date(2000, 1, 1)

_LONGEST_TEXT = 32_767
_DECIMALS = {ColumnKind.PERCENT: "0.00%", ColumnKind.COUNT: "#,##0"}


def plan_bytes(result: Result, scenario: Scenario) -> bytes:
    """Return a plan as a workbook, dated by the planning date."""
    title = scenario.title or scenario.name
    tables = plan_tables(result, scenario)
    return _workbook(tables, title, result.provenance.scenario_hash, scenario.planning_date)


def comparison_bytes(tables: Sequence[Table], title: str) -> bytes:
    """Return a comparison as a workbook."""
    return _workbook(tables, title, "", _NO_DATE)


def _workbook(tables: Sequence[Table], title: str, keywords: str, created: date) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, OPTIONS) as book:
        book.set_properties(
            {
                "title": title,
                "subject": "Relocation plan",
                "author": "relocation planner",
                "keywords": keywords,
                "comments": DISCLAIMER,
                "created": datetime.combine(created, time(), UTC),
            }
        )
        styles = Styles(book)
        for table in tables:
            _sheet(book.add_worksheet(table.name[:31]), table, title, styles)
    return buffer.getvalue()


def _cell_style(styles: Styles, table: Table, row: int, column: int) -> Any:
    total = row >= len(table.rows) - table.totals
    weight: dict[str, object] = {"bold": True, "top": 1} if total else {}
    kind = table.kind(row, column)
    if kind is ColumnKind.TEXT:
        return styles.of(text_wrap=True, align=_side(table, column), **weight)
    if kind is ColumnKind.DATE:
        return styles.of(num_format=DATE, align=_side(table, column), **weight)
    number = _money_format(table.currency) if kind is ColumnKind.MONEY else _DECIMALS[kind]
    return styles.of(num_format=number, align="right", **weight)


def _side(table: Table, column: int) -> str:
    return "left" if table.columns[column].kind in {ColumnKind.TEXT, ColumnKind.DATE} else "right"


def _money_format(currency: str) -> str:
    digits = minor_digits(currency)
    return f"[${currency}] #,##0" + (f".{'0' * digits}" if digits else "")


def _sheet(sheet: Any, table: Table, title: str, styles: Styles) -> None:
    widths = column_widths(table)
    for place, column in enumerate(table.columns):
        side = _side(table, place)
        header = styles.of(**HEADING, align=side)
        sheet.write_string(0, place, column.title, header)
        sheet.set_column(place, place, widths[place])
    for number, row in enumerate(table.rows):
        sheet.set_row(number + 1, row_height(table, number, widths))
        for place, value in enumerate(row):
            _write(sheet, (number + 1, place), value, table, styles)
    for line, note in enumerate(table.notes, len(table.rows) + 2):
        sheet.write_string(line, 0, note, styles.of(**NOTE))
    sheet.freeze_panes(1, 1)
    body = len(table.rows) - table.totals
    if body:
        sheet.autofilter(0, 0, body, len(table.columns) - 1)
    _for_the_printer(sheet, table, title)


def _write(sheet: Any, place: tuple[int, int], value: Value, table: Table, styles: Styles) -> None:
    row, column = place
    style = _cell_style(styles, table, row - 1, column)
    if value is None:
        sheet.write_blank(row, column, None, style)
    elif isinstance(value, str):
        sheet.write_string(row, column, value[:_LONGEST_TEXT], style)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, style)
    elif table.kind(row - 1, column) is ColumnKind.MONEY:
        sheet.write_number(row, column, value / 10 ** minor_digits(table.currency), style)
    else:
        sheet.write_number(row, column, value, style)


def _for_the_printer(sheet: Any, table: Table, title: str) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    safe = f"{title}: {table.title}".replace("&", "&&")[:200]
    sheet.set_header(f"&L{safe}")
    sheet.set_footer(f"&L{DISCLAIMER}&R&P / &N")
