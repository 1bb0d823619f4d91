"""How axes are drawn."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from planner.charts.axis_range import AxisRange
from planner.charts.lettering import LINE, SIZE
from planner.charts.themes import Palette

ChartOption = dict[str, Any]
"""A part of what ECharts draws, in plain values."""


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
