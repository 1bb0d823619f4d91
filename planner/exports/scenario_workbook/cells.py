"""The content of one cell: what is written for a value, such that it is read back as the same."""

from __future__ import annotations

from collections.abc import Mapping
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
    """Return the value at a path; None if a group or an entry on the way is missing."""
    for name in path:
        if row is None:
            return None
        if isinstance(row, tuple):
            row = row[int(name) - 1] if int(name) <= len(row) else None
        elif isinstance(row, Mapping):
            row = row.get(name)
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
        # Spreadsheets have no dates before 1900, and count those of 1900 wrongly.
        day = date(value.year, value.month, value.day)
        return day if day.year >= _FIRST_YEAR else day.isoformat()
    if isinstance(value, int | float):
        # Spreadsheets keep 15 digits; a number with more is written as text.
        return value if float(f"{value:.15g}") == value else repr(value)
    entries = value if isinstance(value, tuple) else () if value is None else (value,)
    return _text(";".join(str(entry) for entry in entries))


def decimal_of(text: str) -> Content:
    """Return a decimal as a number if a spreadsheet keeps all its digits, else as text."""
    number = float(text)
    return number if number_text(number) == text else text


def text_of(content: Content) -> str:
    """Return the content of a cell as it is read back."""
    return number_text(content) if isinstance(content, int | float) else str(content or "")


def _text(text: str) -> Content:
    if len(text) > _LONGEST_TEXT:
        next_step = "Use a folder of tables for this scenario."
        problem = Problem("is too long for a cell", found=text[:60], next_step=next_step)
        raise InputError([problem])
    return text or None
