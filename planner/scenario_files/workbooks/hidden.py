"""What is hidden in a workbook and counts all the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from models.account import Remark
from models.errors import shown
from planner.scenario_files.messages import list_of
from planner.scenario_files.workbooks.grids import Grid
from planner.scenario_files.workbooks.layout import GUIDANCE, column_name
from planner.scenario_files.written import is_note
from planner.workbook_files.sheets import Sheet

_LINT = "hidden"


def hidden_remarks(table: str, sheet: Sheet, grid: Grid) -> Iterator[Remark]:
    """Remarks on a hidden sheet, and on hidden rows and columns that are read.

    Parameters
    ----------
    table
        Table or settings of the sheet.
    sheet
        The sheet.
    grid
        What is read of it.
    """
    if sheet.hidden:
        step = "Unhide it and look. A sheet whose name starts with # is left out."
        yield _remark(table, f"sheet {table} is hidden, and counts", step)
    counted = {number for number, _ in grid.rows}
    rows = [str(row + 1) for row in sheet.hidden_rows if row in counted]
    if rows:
        step = "Unhide them and look. A row that starts with # is left out."
        yield _remark(table, f"sheet {table} has hidden rows, which count: {list_of(rows)}", step)
    columns = [
        f"{column_name(column)} ({shown(name)})"
        for column in sheet.hidden_columns
        if (name := grid.headings.get(column)) and name not in GUIDANCE and not is_note(name)
    ]
    if columns:
        step = "Unhide them and look. A column whose heading starts with # is left out."
        words = f"sheet {table} has hidden columns, which count: {list_of(columns)}"
        yield _remark(table, words, step)


def left_out(sheets: Sequence[Sheet]) -> Iterator[Remark]:
    """Remarks on hidden sheets that are no part of a scenario."""
    for sheet in sheets:
        step = "If it is meant to count, give it the name of a table."
        words = f"sheet {shown(sheet.name)} is hidden and no sheet of a scenario: it is left out"
        yield Remark(lint=_LINT, sentence=words, next_step=step)


def _remark(table: str, words: str, step: str) -> Remark:
    return Remark(lint=_LINT, sentence=words, table=table, next_step=step)
