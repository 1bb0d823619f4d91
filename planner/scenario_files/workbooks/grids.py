"""A sheet -> its headings and what stands below them, and what is wrong with its cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from models.errors import Problem, shown
from planner.scenario_files.draft import Origin
from planner.scenario_files.workbooks.cells import plain_text
from planner.scenario_files.workbooks.layout import COMMENT, column_name
from planner.scenario_files.workbooks.places import cell_at
from planner.workbook_files.sheets import Sheet, Value

_LISTED = 50

Numbered = tuple[int, "dict[int, Value]"]
"""A row of a sheet and its filled cells by column, both counted from 0."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet without its comments and empty rows."""

    headings: dict[int, str]
    """Names of the columns, by column."""
    heading_row: int
    rows: tuple[Numbered, ...]
    problems: tuple[Problem, ...]


def grid_of(sheet: Sheet, file: str, name: str) -> Grid | None:
    """The grid of a sheet; None for one that holds nothing but comments.

    Parameters
    ----------
    sheet
        The sheet.
    file
        The workbook's name in messages.
    name
        The sheet's name in messages.
    """
    filled = list(_filled(sheet))
    if not filled:
        return None
    (at, first), *rows = filled
    headings = {column: plain_text(value) for column, value in first.items()}
    counted = {number for number, _ in filled}
    problems = (
        *_flaws(sheet, file, name),
        *_merged(sheet, file, name, counted),
        *_without_heading(rows, headings, file, name),
    )
    return Grid(headings, at, tuple(rows), problems)


def _filled(sheet: Sheet) -> Iterator[Numbered]:
    rows_with_flaws = {row for row, _, _ in sheet.flaws}
    for number in sorted(sheet.rows.keys() | rows_with_flaws):
        cells = sheet.rows.get(number, {})
        first = next(iter(cells.values()), "")
        if not (isinstance(first, str) and first.lstrip().startswith(COMMENT)):
            yield number, cells


def _flaws(sheet: Sheet, file: str, name: str) -> Iterator[Problem]:
    for row, column, error in sheet.flaws:
        origin = cell_at(file, name, row, column)
        if error:
            yield _problem(origin, "holds an error", error, "Write the value itself.")
        else:
            next_step = "Open and save the workbook in a spreadsheet program, or write the value."
            yield _problem(origin, "holds a formula that was never calculated", "", next_step)


def _merged(sheet: Sheet, file: str, name: str, counted: set[int]) -> Iterator[Problem]:
    found = 0
    for (top, left), (bottom, _) in sheet.merged:
        if found < _LISTED and any(top <= row <= bottom for row in counted):
            found += 1
            next_step = "Take the merge apart and fill in each cell by itself."
            yield _problem(cell_at(file, name, top, left), "is merged with others", "", next_step)


def _without_heading(
    rows: list[Numbered], headings: dict[int, str], file: str, name: str
) -> Iterator[Problem]:
    told: set[int] = set()
    for number, cells in rows:
        for column, value in cells.items():
            if column not in headings and column not in told:
                told.add(column)
                next_step = f"Name column {column_name(column)} above it, or empty it."
                found = shown(plain_text(value))
                origin = cell_at(file, name, number, column)
                yield _problem(origin, "stands under no heading", found, next_step)


def _problem(origin: Origin, message: str, found: str, next_step: str) -> Problem:
    return Problem(message, origin.file, origin.row, found=found, next_step=next_step)
