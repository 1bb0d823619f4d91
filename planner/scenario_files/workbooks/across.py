"""A sheet with one field a column -> a table."""

from __future__ import annotations

from dataclasses import replace

from planner.scenario_files.draft import Cells, FieldPath, Origin, Table
from planner.scenario_files.fields import ROW_TYPES, field_names, required_fields
from planner.scenario_files.headings import heading_problems
from planner.scenario_files.tables import keyed
from planner.scenario_files.workbooks.cells import text_of
from planner.scenario_files.workbooks.grids import Grid
from planner.scenario_files.workbooks.places import cell_at, row_at


def table_across(table: str, grid: Grid, file: str) -> Table:
    """The table of a sheet: what is readable of it, and what is wrong.

    Parameters
    ----------
    table
        Name of the table, and of the sheet.
    grid
        The sheet.
    file
        The workbook's name in messages.
    """
    model = ROW_TYPES[table]
    columns = _columns(table, grid)
    rows: list[tuple[str, Cells]] = []
    places: dict[str, dict[FieldPath, Origin]] = {}
    for number, cells in grid.rows:
        texts = {
            name: text_of(cells[column], model, (name,))
            for name, column in columns.items()
            if column in cells
        }
        place = row_at(file, table, number).row
        places[place] = {
            (name,): cell_at(file, table, number, column) for name, column in columns.items()
        }
        rows.append((place, {name: text for name, text in texts.items() if text}))
    absent = required_fields(model) - set(columns)
    read = keyed(table, file, rows, absent)
    placed = {key: replace(row, places=places[row.origin.row]) for key, row in read.rows.items()}
    headings = [cell_at(file, table, grid.heading_row, column) for column in grid.headings]
    whole = row_at(file, table, grid.heading_row)
    wrong = heading_problems(table, list(grid.headings.values()), headings, whole)
    return replace(read, rows=placed, problems=(*grid.problems, *wrong, *read.problems))


def _columns(table: str, grid: Grid) -> dict[str, int]:
    """Columns of the fields; of two columns of one name the first."""
    known = field_names(ROW_TYPES[table])
    found: dict[str, int] = {}
    for column, name in grid.headings.items():
        if name in known:
            found.setdefault(name, column)
    return found
