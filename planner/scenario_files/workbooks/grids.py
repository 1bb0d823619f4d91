"""Reads a sheet into headings and rows, with the problems of its cells."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from models.base import Frozen
from models.errors import Problem, shown
from models.ranges import Range
from planner.scenario_files.draft import FieldPath, Origin
from planner.scenario_files.fields import field_at, group_at, is_date
from planner.scenario_files.size_limits import MOST_PROBLEMS
from planner.scenario_files.workbooks.layout import COMMENT, cell_at, column_name
from planner.scenario_files.written import heading_of, is_note
from planner.scenario_files.written.kinds import FieldKind, kind_of
from planner.workbook_files.number_formats import PERCENT
from planner.workbook_files.sheets import CellValue, Sheet

Numbered = tuple[int, "dict[int, CellValue]"]
"""A row of a sheet and its filled cells by column, both counted from 0."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet without its comments and empty rows, and without rows of notes only."""

    headings: dict[int, str]
    """Names of the columns, by column."""
    heading_row: int
    rows: tuple[Numbered, ...]
    problems: tuple[Problem, ...]
    marks: Mapping[tuple[int, int], str] = field(default_factory=dict)
    """What number formats write beside numbers, by row and column."""


def grid_of(sheet: Sheet, file: str, name: str, known: Collection[str]) -> Grid | None:
    """The grid of a sheet; None if it contains only comments.

    Parameters
    ----------
    sheet
        The sheet.
    file
        The workbook's name in messages.
    name
        The sheet's name in messages.
    known
        Headings of such a sheet.
    """
    filled = list(_filled(sheet, known))
    if not filled:
        return None
    (at, first), *rows = filled
    headings = {column: heading_of(plain_text(value), known) for column, value in first.items()}
    counted = {number for number, _ in filled}
    notes = {column for column, heading in headings.items() if is_note(heading)}
    problems = (
        *_flaws(sheet, file, name, notes),
        *_merged(sheet, file, name, counted),
        *_without_heading(rows, headings, file, name),
    )
    read = tuple((number, cells) for number, cells in rows if not notes.issuperset(cells))
    return Grid(headings, at, read, problems, sheet.marks)


def _filled(sheet: Sheet, known: Collection[str]) -> Iterator[Numbered]:
    headed = False
    rows_with_flaws = {row for row, _, _ in sheet.flaws}
    for number in sorted(sheet.rows.keys() | rows_with_flaws):
        cells = sheet.rows.get(number, {})
        first = next(iter(cells.values()), "")
        comment = isinstance(first, str) and first.lstrip().startswith(COMMENT)
        # A column of notes may be the first.
        names = (heading_of(plain_text(value), known) for value in cells.values())
        heading = not headed and any(name in known for name in names)
        if heading or not comment:
            headed = True
            yield number, cells


def _flaws(sheet: Sheet, file: str, name: str, notes: Collection[int]) -> Iterator[Problem]:
    for row, column, error in sheet.flaws:
        if column in notes:
            continue
        origin = cell_at(file, name, row, column)
        if error:
            yield _problem(origin, "holds an error", error, "Write the value itself.")
        else:
            next_step = (
                "Open the workbook in a spreadsheet program and save it once, or write the value."
            )
            yield _problem(origin, "holds a formula that was never calculated", "", next_step)


def _merged(sheet: Sheet, file: str, name: str, counted: set[int]) -> Iterator[Problem]:
    rows, found = sorted(counted), 0
    for (top, left), (bottom, _) in sheet.merged:
        first = bisect_left(rows, top)
        if found < MOST_PROBLEMS and first < len(rows) and rows[first] <= bottom:
            found += 1
            next_step = "Take the merge apart and fill in each cell by itself."
            yield _problem(cell_at(file, name, top, left), "is merged with others", "", next_step)


def _without_heading(
    rows: list[Numbered], headings: dict[int, str], file: str, name: str
) -> Iterator[Problem]:
    reported: set[int] = set()
    for number, cells in rows:
        for column, value in cells.items():
            if column not in headings and column not in reported:
                reported.add(column)
                next_step = f"Name column {column_name(column)} above it, or empty it."
                found = shown(plain_text(value))
                origin = cell_at(file, name, number, column)
                yield _problem(origin, "has no heading above it", found, next_step)


def _problem(origin: Origin, message: str, found: str, next_step: str) -> Problem:
    return Problem(message, origin.file, origin.row, found=found, next_step=next_step)


_DAY_ZERO = date(1899, 12, 30)
_FIRST_DAY, _LAST_DAY = 36_526, 109_574  # of 2000 and of 2199, counted from day zero


def cell_text(value: CellValue, model: type[Frozen], path: FieldPath, mark: str = "") -> str:
    """The text of a cell for one field.

    Spreadsheets keep numbers to 15 digits and convert anything that looks like a date. So the
    field decides what was meant: 46296 in a date field is a day, and the first of March in a
    period field is the month.

    Parameters
    ----------
    value
        The value of the cell.
    model
        Type of the row.
    path
        The field within it.
    mark
        What the number format of the cell writes beside the number.
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        dated = is_date(model, path) and _FIRST_DAY <= value <= _LAST_DAY
        if dated:
            return _date(model, path, _day(value))
        return _marked(value, model, path, mark) if mark else number_text(value)
    if isinstance(value, date):
        return _date(model, path, value)
    return str(value).strip()


def _marked(value: float, model: type[Frozen], path: FieldPath, mark: str) -> str:
    """A number with the currency or the percent sign that people see beside it."""
    group = group_at(model, path[:-1])
    kind = kind_of(group, path[-1]) if group else FieldKind.OTHER
    # An end of a range is an amount where the field is one that it belongs to.
    if (kind is FieldKind.AMOUNT or group is Range) and mark != PERCENT:
        return f"{mark} {number_text(value)}"
    if kind in {FieldKind.SHARE, FieldKind.NUMBER} and mark == PERCENT:
        return f"{number_text(value * 100)}{PERCENT}"
    return number_text(value)


def plain_text(value: CellValue) -> str:
    """The text of a cell without a field, such as a heading or a comment."""
    return number_text(value) if isinstance(value, int | float) else str(value).strip()


def number_text(value: float) -> str:
    """A number as a spreadsheet shows it: to 15 digits, whole ones without a point."""
    return f"{Decimal(f'{value:.15g}'):f}"


def _day(serial: float) -> datetime | date:
    moment = datetime.combine(_DAY_ZERO, time()) + timedelta(days=serial)
    return moment if moment.time() != time() else moment.date()


def _date(model: type[Frozen], path: FieldPath, value: date) -> str:
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    written = value.isoformat()
    month = f"{value:%Y-%m}"
    if value.day == 1 and not _fits(model, path, written) and _fits(model, path, month):
        return month
    return written


def _fits(model: type[Frozen], path: FieldPath, text: str) -> bool:
    adapter = _adapter(model, path)
    if adapter is None:
        return False
    try:
        adapter.validate_python(text, strict=False)
    except ValidationError:
        return False
    return True


@cache
def _adapter(model: type[Frozen], path: FieldPath) -> TypeAdapter[Any] | None:
    info = field_at(model, path)
    return None if info is None else TypeAdapter(info.rebuild_annotation())
