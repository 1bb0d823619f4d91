"""Amounts and dates as people write them; what could be read in two ways is not read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from decimal import Decimal

from models.money import minor_digits
from planner.roster.vocabulary import CURRENCIES
from planner.scenario_files.written.amounts import parts_of_amount
from planner.scenario_files.written.dates import date_of
from planner.scenario_files.written.widths import half_width

_FIGURE = re.compile(r"[0-9]+(\.[0-9]+)?")
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_YEAR_LAST = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})")
_TIME = re.compile(r"(?<=[0-9日])[T ][0-9]{1,2}:[0-9:.+Z-]{2,18}$")

_MOST = 10**12
"""More than anybody is paid, in any currency."""

_PLACES: Mapping[str, tuple[int, int]] = {"day-first": (2, 1), "month-first": (1, 2)}
"""Which groups of `_YEAR_LAST` are month and day."""

_CODES = frozenset(CURRENCIES.values())


class UnreadableCellError(Exception):
    """A cell cannot be read; the message says why, without its content."""


def amount_of(cell: object) -> tuple[Decimal, str]:
    """An amount, and its currency if it is written beside it.

    Raises
    ------
    UnreadableCellError
        It is no amount.
    """
    if isinstance(cell, float):
        if not 0 <= cell < _MOST:
            raise UnreadableCellError("is not an amount")
        return Decimal(repr(cell)), ""
    if not isinstance(cell, str):
        raise UnreadableCellError("is a date, not an amount")
    parts = parts_of_amount(half_width(cell))
    if parts is None or parts.short or not _FIGURE.fullmatch(parts.figure or ""):
        raise UnreadableCellError("is not an amount")
    codes = parts.currencies & _CODES
    if codes != parts.currencies or len(codes) > 1:
        raise UnreadableCellError("has a sign or a unit that could mean several")
    amount = Decimal(parts.figure or "")
    if amount >= _MOST:
        raise UnreadableCellError("is not an amount")
    return amount, next(iter(codes), "")


def in_smallest_unit(amount: Decimal, currency: str) -> int:
    """An amount as an integer of the smallest unit of its currency."""
    return int(amount.scaleb(minor_digits(currency)).to_integral_value())


def day_of(cell: object, order: str) -> date:
    """A date.

    Parameters
    ----------
    cell
        What the cell holds.
    order
        ``day-first`` or ``month-first``, for dates with the year last; empty if nobody has said,
        and then only a date that can be one is read.

    Raises
    ------
    UnreadableCellError
        It is no date, or could be two.
    """
    if isinstance(cell, date):
        return cell
    if not isinstance(cell, str):
        raise UnreadableCellError("is a number, not a date")
    text = _TIME.sub("", half_width(cell))
    if match := _YEAR_LAST.fullmatch(text):
        days = {day for each, day in _by_order(match).items() if order in {"", each}}
        if len(days) > 1:
            raise AmbiguousDateError("could be two dates: the day or the month may come first")
        text = str(days.pop()) if days else ""
    read = date_of(text).text
    try:
        if _ISO.fullmatch(read):
            return date.fromisoformat(read)
    except ValueError:
        pass
    raise UnreadableCellError("is not a date")


def order_of(cell: object) -> str:
    """``day-first`` or ``month-first`` if a date with the year last can be one only, or empty."""
    match = _YEAR_LAST.fullmatch(_TIME.sub("", half_width(cell))) if isinstance(cell, str) else None
    found = _by_order(match) if match else {}
    return next(iter(found)) if len(found) == 1 else ""


def _by_order(match: re.Match[str]) -> dict[str, date]:
    """The dates that a text with the year last can be."""
    found: dict[str, date] = {}
    for order, (month, day) in _PLACES.items():
        with suppress(ValueError):
            found[order] = date(*(int(match.group(place)) for place in (3, month, day)))
    return found


class AmbiguousDateError(UnreadableCellError):
    """A date in which the day or the month may come first."""


def months_between(start: date, end: date) -> int:
    """Full months from one day to another."""
    return (end.year - start.year) * 12 + end.month - start.month - int(end.day < start.day)


def year_before(day: date) -> date:
    """The same day a year earlier."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)
