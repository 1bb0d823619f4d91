"""Values of a scenario -> what stands in cells."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any, TypeAlias

from models.errors import InputError, Problem
from planner.scenario_files.draft import FieldPath
from planner.scenario_files.workbooks import number_text

Content: TypeAlias = "str | int | float | date | None"
"""Text, a number, a day; None for an empty cell."""

_LONGEST_TEXT = 32_767
_FIRST_YEAR = 1901


def value_at(row: object, path: FieldPath) -> Any:
    """The value that a path leads to; None where a group or an entry on the way is not there."""
    for name in path:
        if row is None:
            return None
        if isinstance(row, tuple):
            row = row[int(name) - 1] if int(name) <= len(row) else None
        else:
            row = getattr(row, name)
    return row


def content_of(value: Any) -> Content:
    """What stands in the cell of a value, such that it is read back as the same value.

    Raises
    ------
    InputError
        The value does not fit into a cell.
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime) and value.time() != time():
        return value.isoformat()
    if isinstance(value, date):
        # Days of the nineteenth century are none to a spreadsheet.
        day = date(value.year, value.month, value.day)
        return day if day.year >= _FIRST_YEAR else day.isoformat()
    if isinstance(value, int | float):
        # Spreadsheets keep 15 digits.
        return value if float(f"{value:.15g}") == value else repr(value)
    entries = value if isinstance(value, tuple) else () if value is None else (value,)
    return _text(";".join(str(entry) for entry in entries))


def decimal_of(text: str) -> Content:
    """A decimal that is kept as text: a number, where a spreadsheet keeps all its digits."""
    number = float(text)
    return number if number_text(number) == text else text


def text_of(content: Content) -> str:
    """What is in a cell, as it is read back."""
    return number_text(content) if isinstance(content, int | float) else str(content or "")


def _text(text: str) -> Content:
    if len(text) > _LONGEST_TEXT:
        next_step = "Use a folder of tables for this scenario."
        problem = Problem("is too long for a cell", found=text[:60], next_step=next_step)
        raise InputError([problem])
    return text or None
