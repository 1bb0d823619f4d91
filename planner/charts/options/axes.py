"""The ranges of axes, and how they are drawn."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from planner.charts.lettering import LINE, SIZE, width_of
from planner.charts.themes import Palette

ChartOption = dict[str, Any]
"""A part of what ECharts draws, in plain values."""

_TICKS = 5
_STEPS = (1, 2, 5, 10)


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


def range_of(values: Iterable[float | None], *, zero: bool, margin: float = 0.0) -> AxisRange:
    """The range that holds all values, with round ends.

    Parameters
    ----------
    values
        What is drawn; those that are None are not.
    zero
        Whether the axis is to reach zero, as it must for bars.
    margin
        What is left free below and above all values at least, as a share of their range.
    """
    known = [each for each in values if each is not None] or [0.0]
    low, high = min(known), max(known)
    if zero:
        low, high = min(low, 0.0), max(high, 0.0)
    if high <= low:
        low, high = (low - 1, high + 1) if low else (0.0, 1.0)
    free = margin * (high - low)
    low, high = low - free, high + free
    rough = (high - low) / _TICKS
    power = 10.0 ** math.floor(math.log10(rough))
    step = power * next(each for each in _STEPS if each * power >= rough * (1 - 1e-9))
    return AxisRange(math.floor(low / step) * step, math.ceil(high / step) * step, step)


def value_axis(reach: AxisRange, palette: Palette, title: str = "") -> ChartOption:
    """An axis of values with a faint line at each tick."""
    return {
        "type": "value",
        "min": reach.low,
        "max": reach.high,
        "interval": reach.step,
        "axisLine": {"show": False},
        "axisTick": {"show": False},
        "axisLabel": {"color": palette.quiet, "fontSize": SIZE, "hideOverlap": True},
        "splitLine": {"lineStyle": {"color": palette.rule}},
        **axis_title(title, palette),
    }


def axis_title(title: str, palette: Palette) -> ChartOption:
    """What stands in the middle below an axis."""
    if not title:
        return {}
    return {
        "name": title,
        "nameLocation": "middle",
        "nameGap": LINE + 14,
        "nameTextStyle": {"color": palette.quiet, "fontSize": SIZE},
    }


def category_axis(labels: Iterable[str], palette: Palette) -> ChartOption:
    """An axis of names."""
    return {
        "type": "category",
        "data": list(labels),
        "axisLine": {"lineStyle": {"color": palette.quiet}},
        "axisTick": {"show": False},
        "axisLabel": {
            "color": palette.quiet,
            "fontSize": SIZE,
            "lineHeight": LINE,
            "interval": 0,
        },
    }
