"""Where something stands in a workbook, in words."""

from __future__ import annotations

from planner.scenario_files.draft import Origin
from planner.scenario_files.workbooks.layout import cell_name, column_name


def sheet_at(file: str, sheet: str) -> Origin:
    """A sheet as a whole."""
    return Origin(file, f"sheet {sheet}")


def row_at(file: str, sheet: str, row: int) -> Origin:
    """A row, counted from 0."""
    return Origin(file, f"sheet {sheet}, row {row + 1}")


def column_at(file: str, sheet: str, column: int) -> Origin:
    """A column, counted from 0."""
    return Origin(file, f"sheet {sheet}, column {column_name(column)}")


def cell_at(file: str, sheet: str, row: int, column: int) -> Origin:
    """A cell, its row and column counted from 0."""
    return Origin(file, f"sheet {sheet}, cell {cell_name(row, column)}")
