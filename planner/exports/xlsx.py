"""XLSX: a workbook with one sheet per table."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Any

import xlsxwriter

from models.money import minor_digits
from models.result import Result
from models.scenario import Scenario
from planner.exports.styles import DATE, HEADING, NOTE, OPTIONS, Styles
from planner.exports.table import Kind, Table, Value
from planner.exports.tables import plan_tables
from planner.exports.widths import column_widths, row_height
from planner.exports.words import DISCLAIMER

# No clock: the same tables give the same bytes.
_NO_DATE = date(2000, 1, 1)

_LONGEST_TEXT = 32_767
_DECIMALS = {Kind.PERCENT: "0.00%", Kind.COUNT: "#,##0"}


def plan_bytes(result: Result, scenario: Scenario) -> bytes:
    """Return a plan as a workbook, dated by the planning date."""
    title = scenario.title or scenario.name
    tables = plan_tables(result, scenario)
    return _workbook(tables, title, result.provenance.scenario_hash, scenario.planning_date)


def comparison_bytes(tables: Sequence[Table], title: str) -> bytes:
    """Tables as a workbook."""
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
    if kind is Kind.TEXT:
        return styles.of(text_wrap=True, align=_side(table, column), **weight)
    if kind is Kind.DATE:
        return styles.of(num_format=DATE, align=_side(table, column), **weight)
    number = _money_format(table.currency) if kind is Kind.MONEY else _DECIMALS[kind]
    return styles.of(num_format=number, align="right", **weight)


def _side(table: Table, column: int) -> str:
    return "left" if table.columns[column].kind in {Kind.TEXT, Kind.DATE} else "right"


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
    elif table.kind(row - 1, column) is Kind.MONEY:
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
