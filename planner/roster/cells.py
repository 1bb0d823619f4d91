"""Amounts and dates as people write them; what could be read in two ways is not read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from models.money import minor_digits
from planner.roster.vocabulary import CURRENCIES

_AMOUNT = re.compile(
    r"([^\d\s.,+-]*)\s*([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(\.[0-9]+)?\s*([^\d\s.,]*)"
)
_YEAR_FIRST = re.compile(
    r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?(?:[T ][0-9:.+Z-]{4,20})?"
)
_YEAR_LAST = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})(?: [0-9:.]{4,12})?")

_MOST = 10**12
"""More than anybody is paid, in any currency."""

_PLACES: Mapping[str, tuple[int, int]] = {"day-first": (2, 1), "month-first": (1, 2)}
"""Which groups of `_YEAR_LAST` are month and day."""


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
    match = _AMOUNT.fullmatch(unicodedata.normalize("NFKC", cell).strip())
    if match is None:
        raise UnreadableCellError("is not an amount")
    before, whole, part, after = match.groups()
    written = [text for text in (before.lower(), after.lower()) if text]
    codes = [CURRENCIES[text] for text in written if text in CURRENCIES]
    if len(written) > len(codes) or len(codes) > 1:
        raise UnreadableCellError("has a sign or a unit that could mean several")
    amount = Decimal(whole.replace(",", "") + (part or ""))
    if amount >= _MOST:
        raise UnreadableCellError("is not an amount")
    return amount, codes[0] if codes else ""


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
        ``day-first`` or ``month-first``, for dates with the year last; empty if nobody has said.

    Raises
    ------
    UnreadableCellError
        It is no date, or could be two.
    """
    if isinstance(cell, date):
        return cell
    if not isinstance(cell, str):
        raise UnreadableCellError("is a number, not a date")
    text = unicodedata.normalize("NFKC", cell).strip()
    if match := _YEAR_FIRST.fullmatch(text):
        year, month, day = (int(part) for part in match.groups())
    elif match := _YEAR_LAST.fullmatch(text):
        if order not in _PLACES:
            raise AmbiguousDateError("could be two dates: the day or the month may come first")
        year = int(match.group(3))
        month, day = (int(match.group(place)) for place in _PLACES[order])
    else:
        raise UnreadableCellError("is not a date")
    try:
        return date(year, month, day)
    except ValueError:
        raise UnreadableCellError("is not a date") from None


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
