"""Where the values of charts stand: in the table beside them, or else on a sheet of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import isclose

from models.choices import Language
from planner.charts.gantt_bars import serial
from planner.exports.table import Table, Value
from planner.exports.xlsx.canvas import Canvas, write_across, write_text
from planner.exports.xlsx.numbers import cell_value
from planner.exports.xlsx.styles import HEADING, NOTE
from planner.exports.xlsx.tables import PlacedTable

Reference = list[str | int]
"""A range of cells: name of the sheet, first row and column, last row and column."""

SHEET = {Language.ENGLISH: "Chart data", Language.CHINESE: "图表数据"}
_NOTE = {
    Language.ENGLISH: "What charts draw and the tables beside them do not hold, such as the unseen "
    "part under a floating bar.",
    Language.CHINESE: "图表所用而旁边表格中没有的数值, 例如悬浮条形下方不可见的部分。",
}
_HEADER = 2


@dataclass(slots=True)
class ChartData:
    """Columns that charts need and no table holds; they are written once all sheets are drawn."""

    sheet: str
    """Name of the worksheet that will hold them."""
    columns: list[tuple[str, tuple[Value, ...]]] = field(default_factory=list)
    asked: int = 0
    """How many times a chart has asked for a column."""

    def add(self, name: str, values: Sequence[Value]) -> Reference:
        """Keep a column and return where it will stand."""
        self.asked += 1
        column = (name, tuple(_rounded(value) for value in values))
        if column not in self.columns:
            self.columns.append(column)
        place = self.columns.index(column)
        return [self.sheet, _HEADER + 1, place, _HEADER + len(values), place]


def reference(
    name: str,
    values: Sequence[Value],
    placed: PlacedTable,
    sheet: str,
    data: ChartData,
    part: str = "",
) -> Reference:
    """Return the cells that hold values: in the table beside the chart if it has all of them.

    Where several have the same values, those under the name, in rows that begin with the part.
    """
    found = min(
        _places(values, placed.table),
        key=lambda each: (
            placed.table.columns[each[1]].title != name,
            placed.table.rows[each[0]][0] != part,
        ),
        default=None,
    )
    if found is None:
        return data.add(name, values)
    first, column = placed.header + 1 + found[0], found[1]
    return [sheet, first, column, first + len(values) - 1, column]


def _places(values: Sequence[Value], table: Table) -> Iterator[tuple[int, int]]:
    """Row and column of each place where the table has values one below the other."""
    number = len(table.rows)
    for column in range(len(table.columns)):
        held = [cell_value(table, row, column) for row in range(number)]
        for begin in range(number - len(values) + 1):
            if all(map(_is_same, values, held[begin:])):
                yield begin, column


def title_cell(where: Reference) -> Reference:
    """The cell above a column of values, which has its name."""
    sheet, row, column, *_ = where
    return [sheet, int(row) - 1, column]


def draw_chart_data(canvas: Canvas, data: ChartData) -> None:
    """Write the columns that no table holds, on a sheet that is not shown until it is asked for."""
    canvas.sheet.hide()
    for place, width in enumerate(canvas.widths):
        canvas.sheet.set_column(place, place, width)
    canvas.sheet.set_landscape()
    canvas.sheet.fit_to_pages(1, 0)
    canvas.sheet.freeze_panes(_HEADER + 1, 0)
    write_across(canvas, 0, [_NOTE[canvas.language]], NOTE)
    for place, (name, values) in enumerate(data.columns):
        write_text(canvas, _HEADER, place, name, canvas.styles.of(**HEADING))
        for row, value in enumerate(values, start=_HEADER + 1):
            if isinstance(value, str):
                write_text(canvas, row, place, value, canvas.styles.of())
            elif isinstance(value, int | float):
                canvas.sheet.write_number(row, place, value, canvas.styles.of())


def _rounded(value: Value) -> Value:
    """A value without what is left of a sum in its last digits."""
    return float(f"{value:.9g}") if isinstance(value, float) else value


def _is_same(wanted: Value, held: Value) -> bool:
    if isinstance(held, date):
        held = serial(held)
    if isinstance(wanted, int | float) and isinstance(held, int | float):
        return isclose(wanted, held, rel_tol=1e-9, abs_tol=1e-9)
    if wanted is None:
        return held is None  # a chart would draw a text as zero
    return wanted == held
