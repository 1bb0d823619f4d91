"""An axis of days: its range, and which days are written below it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from planner.charts.axis_range import AxisRange

_MOST = 9
_MONTHS = (1, 2, 3, 6, 12, 24, 60)
_DAYS = (1, 2, 7, 14)
_SHORT_DAYS = 62
"""Up to this many days they are written as days, else as months."""


def days_range(first: date, last: date) -> AxisRange:
    """From a little before the first to a little after the last, in days since year one."""
    margin = max(1, (last - first).days // 40)
    return AxisRange(first.toordinal() - margin, last.toordinal() + margin, 1)


def day_ticks(reach: AxisRange) -> Iterator[tuple[date, str]]:
    """Days at even distances, with how they are written: ``2027-01`` or ``2027-01-15``."""
    first, last = date.fromordinal(round(reach.low)), date.fromordinal(round(reach.high))
    days = (last - first).days
    if days <= _SHORT_DAYS:
        step = next((each for each in _DAYS if days / each < _MOST), _DAYS[-1])
        for number in range(0, days + 1, step):
            day = first + timedelta(days=number)
            yield day, day.isoformat()
        return
    months = (last.year - first.year) * 12 + last.month - first.month
    every = next((each for each in _MONTHS if months / each < _MOST), _MONTHS[-1])
    number = first.year * 12 + first.month - 1
    number = -(-number // every) * every
    while (day := date(number // 12, number % 12 + 1, 1)) <= last:
        if day >= first:
            yield day, f"{day:%Y-%m}"
        number += every
