"""Days as people write them, as far as they have one reading."""

from __future__ import annotations

import re
from datetime import date

from planner.scenario_files.written.reading import CellReading

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MIDNIGHT = re.compile(r"[ T]00:00(:00)?$")
_YEAR_FIRST = re.compile(r"([0-9]{4}) *[-/.年] *([0-9]{1,2}) *[-/.月] *([0-9]{1,2}) *日?")
_YEAR_LAST = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})")
_DAY_MONTH = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?[ -]+([A-Za-z]{3,9})\.?,?[ -]+([0-9]{4})")
_MONTH_DAY = re.compile(r"([A-Za-z]{3,9})\.? +([0-9]{1,2})(?:st|nd|rd|th)?,? +([0-9]{4})")
_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_PERIOD = re.compile(r"([0-9]{4}) *-? *Q([1-4])|Q([1-4]) *[-/]? *([0-9]{4})", re.IGNORECASE)


def date_of(text: str) -> CellReading:
    """A day, written year-month-day."""
    if _ISO.fullmatch(text):
        return CellReading(text)
    plain = _MIDNIGHT.sub("", text)
    if found := _YEAR_FIRST.fullmatch(plain):
        return _one(text, _day(found[1], found[2], found[3]))
    if found := _YEAR_LAST.fullmatch(plain):
        return _day_or_month_first(text, *found.groups())
    if found := _DAY_MONTH.fullmatch(plain):
        return _one(text, _day(found[3], _month(found[2]), found[1]))
    if found := _MONTH_DAY.fullmatch(plain):
        return _one(text, _day(found[3], _month(found[1]), found[2]))
    return CellReading(text)


def period_of(text: str) -> CellReading:
    """A period: ``2027-Q1`` however the quarter is written; months stay as they are."""
    found = _PERIOD.fullmatch(text)
    return CellReading(f"{found[1] or found[4]}-Q{found[2] or found[3]}" if found else text)


def _day_or_month_first(text: str, first: str, second: str, year: str) -> CellReading:
    days = (_day(year, second, first), _day(year, first, second))
    readings = sorted({str(day) for day in days if day}, reverse=True)
    if len(readings) < 2:
        return CellReading(readings[0] if readings else text)
    either = " or ".join(readings)
    return CellReading(text, wrong=(f"may be {either}", f"Write the one that is meant: {either}."))


def _one(text: str, day: date | None) -> CellReading:
    return CellReading(str(day) if day else text)


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _month(name: str) -> str:
    """The number of a month by its name or the first letters of it; 0 for none."""
    known = (number for number, full in enumerate(_MONTHS, 1) if full.startswith(name.lower()))
    return str(next(known, 0))
