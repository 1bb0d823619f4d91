"""What a cell holds -> the text that stands for it in other files."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from models.base import Frozen
from planner.scenario_files.draft import FieldPath
from planner.scenario_files.fields import field_at, is_date
from planner.workbook_files.sheets import Value

_DAY_ZERO = date(1899, 12, 30)
_FIRST_DAY, _LAST_DAY = 36_526, 109_574  # of 2000 and of 2199, counted from day zero


def text_of(value: Value, model: type[Frozen], path: FieldPath) -> str:
    """The text of a cell for one field.

    Spreadsheets keep numbers to 15 digits and turn what looks like a date into one, so it takes
    the field to know what was meant: 46296 in a field for dates is a day, and a first of March in
    one for periods is the month.

    Parameters
    ----------
    value
        What the cell holds.
    model
        Type of the row.
    path
        The field within it.
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        dated = is_date(model, path) and _FIRST_DAY <= value <= _LAST_DAY
        return _date(model, path, _day(value)) if dated else number_text(value)
    if isinstance(value, date):
        return _date(model, path, value)
    return str(value).strip()


def plain_text(value: Value) -> str:
    """The text of a cell that is for no field: a heading, a comment."""
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
