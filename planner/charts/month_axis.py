"""An axis of days whose ticks are at the beginnings of months, as far as even steps allow."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from planner.charts.axis_range import AxisRange
from planner.charts.gantt_bars import serial

_MOST_TICKS = 7
_STEPS = (1, 2, 3, 6, 12)
"""Months between two ticks."""
_MOST_LATE = 4
"""Days by which a tick may lie behind the first day of its month: months differ in length."""


def month_axis(days: Sequence[date]) -> AxisRange:
    """Return an axis that holds all days, each of its ticks within the month that it is to name."""
    first, last = _month(min(days) - timedelta(_MOST_LATE)), _month(max(days)) + 1
    step = next(
        (each for each in _STEPS if (last - first) / each <= _MOST_TICKS),
        12 * ((last - first) // (12 * _MOST_TICKS) + 1),
    )
    first -= first % step
    number = -((first - last) // step)
    begins = [_begin(first + place * step) for place in range(number + 1)]
    apart = (begins[-1] - begins[0]) / number
    late = [begin - (begins[0] + place * apart) for place, begin in enumerate(begins)]
    shift = max(0.0, *late)
    return AxisRange(begins[0] + shift, begins[-1] + shift, apart)


def _month(day: date) -> int:
    """Number of a month, counted from the year zero."""
    return 12 * day.year + day.month - 1


def _begin(month: int) -> int:
    return serial(date(month // 12, month % 12 + 1, 1))
