"""Draws a table on a worksheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from planner.exports.scale import Scale
from planner.exports.table import SHORT, Column, ColumnKind, Table, Value, cells, scale_of
from planner.exports.xlsx.canvas import Canvas, set_height, write_across, write_text
from planner.exports.xlsx.numbers import cell_value, number_format
from planner.exports.xlsx.styles import HEADING, NOTE, SUBTITLE
from planner.exports.xlsx.widths import height

_ROW = {"bottom": 1, "bottom_color": "#D5DCE5"}
_TOTAL = {"bold": True, "top": 1}


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """A table, and where on its worksheet it stands; rows and columns count from zero."""

    table: Table
    header: int
    """Row of the header; the first row of the body is the next one."""
    end: int
    """Row below the table and its notes."""

    @property
    def body(self) -> int:
        """Number of rows that are no totals."""
        return len(self.table.rows) - self.table.totals


def draw_table(canvas: Canvas, table: Table, row: int, title: str) -> PlacedTable:
    """Draw a table from a row down, under a heading with the unit of its amounts."""
    scale = scale_of(table)
    heading = f"{title} ({scale.words})" if title and scale.words else title or scale.words
    if heading:
        write_text(canvas, row, 0, heading, canvas.styles.of(**SUBTITLE))
        set_height(canvas, row, 20)
        row += 1
    header = row
    for place, column in enumerate(table.columns):
        style = canvas.styles.of(**HEADING, text_wrap=True, align=_side(column))
        write_text(canvas, header, place, column.title, style)
    titles = [column.title for column in table.columns]
    set_height(canvas, header, height(titles, canvas.widths))
    for number, texts in enumerate(cells(table, scale)):
        row = header + 1 + number
        set_height(canvas, row, height([cell.text for cell in texts], canvas.widths))
        for place in range(len(table.columns)):
            style = _style(canvas, table, number, place, scale)
            _write(canvas, row, place, cell_value(table, number, place), style)
    end = write_across(canvas, header + 1 + len(table.rows), table.notes, NOTE)
    return PlacedTable(table, header, end)


def _side(column: Column) -> str:
    return "left" if column.kind in {ColumnKind.TEXT, ColumnKind.DATE} else "right"


def _style(canvas: Canvas, table: Table, row: int, column: int, scale: Scale) -> Any:
    is_total = row >= len(table.rows) - table.totals
    weight: Mapping[str, object] = _TOTAL if is_total else _ROW
    side = _side(table.columns[column])
    shown = number_format(table, row, column, scale, canvas.language)
    if shown:
        return canvas.styles.of(num_format=shown, align=side, **weight)
    value = table.rows[row][column]
    if side == "right" and isinstance(value, str) and len(value) > SHORT:
        return canvas.styles.of(text_wrap=True, align=side, indent=1, **weight)
    return canvas.styles.of(text_wrap=True, align=side, **weight)


def _write(canvas: Canvas, row: int, column: int, value: Value, style: Any) -> None:
    if value is None:
        canvas.sheet.write_blank(row, column, None, style)
    elif isinstance(value, str):
        write_text(canvas, row, column, value, style)
    elif isinstance(value, date):
        canvas.sheet.write_datetime(row, column, value, style)
    else:
        canvas.sheet.write_number(row, column, value, style)
