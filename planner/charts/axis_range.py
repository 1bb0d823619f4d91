"""The ranges of axes: round ends, even steps."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from planner.charts.lettering import width_of

_TICKS = 5
_STEPS = (1, 2, 5, 10)
_NEAR = 0.3
"""Share of the largest value above which all others are for an axis that begins above zero."""
_LEAST_SHARE = 0.05
"""Part of the largest value that such an axis holds at least."""


@dataclass(frozen=True, slots=True)
class AxisRange:
    """From where to where an axis goes, in even steps."""

    low: float
    high: float
    step: float

    def share(self, value: float) -> float:
        """How far along the axis a value lies, from 0 to 1."""
        return (value - self.low) / (self.high - self.low)

    def width(self) -> float:
        """Width of the widest figure at its ticks, in pixels."""
        digits = max(0, -math.floor(math.log10(self.step)))
        return max(width_of(f"{value:,.{digits}f}") for value in (self.low, self.high))


def range_of(
    values: Iterable[float | None],
    *,
    zero: bool,
    margin: float = 0.0,
    ticks: int = _TICKS,
    least_step: float = 0.0,
) -> AxisRange:
    """The range that holds all values, with round ends.

    Parameters
    ----------
    values
        What is drawn; those that are None are not.
    zero
        Whether the axis is to reach zero, as it must for bars.
    margin
        What is left free below and above all values at least, as a share of their range.
    ticks
        About how many steps it has.
    least_step
        Smallest distance of two ticks.
    """
    known = [each for each in values if each is not None] or [0.0]
    low, high = min(known), max(known)
    if zero:
        low, high = min(low, 0.0), max(high, 0.0)
    if high <= low:
        low, high = (low - 1, high + 1) if low else (0.0, 1.0)
    free = margin * (high - low)
    low, high = low - free, high + free
    rough = max(least_step, (high - low) / ticks)
    power = 10.0 ** math.floor(math.log10(rough))
    step = power * next(each for each in _STEPS if each * power >= rough * (1 - 1e-9))
    digits = max(0, 1 - math.floor(math.log10(step)))  # what is left of a sum would be at a tick
    begin, end = math.floor(low / step) * step, math.ceil(high / step) * step
    return AxisRange(round(begin, digits), round(end, digits), step)


def near_range(values: Sequence[float], *, ticks: int = _TICKS, whole: bool = False) -> AxisRange:
    """The range of values that are compared by their differences: it need not reach zero.

    It begins above zero only where values are close to each other, and then holds a good part of
    the largest, so that a small difference does not look like a large one.

    Parameters
    ----------
    values
        What is drawn.
    ticks
        About how many steps it has.
    whole
        Whether values are counts, of which no part is at a tick.
    """
    least_step = 1.0 if whole else 0.0
    low, high = (min(values), max(values)) if values else (0.0, 0.0)
    short = _LEAST_SHARE * high - (high - low)
    if high > low and short > 0:
        low, high = low - short / 2, high + short / 2
    near = range_of([low, high], zero=False, margin=0.1, ticks=ticks, least_step=least_step)
    if high > low and near.low > _NEAR * high:
        return near
    return range_of(values, zero=True, ticks=ticks, least_step=least_step)
