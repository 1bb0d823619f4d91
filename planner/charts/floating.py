"""Steps of a waterfall as bars that stand on an unseen one, above and below zero."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, log10

WHOLE, MORE, LESS = "Total", "More", "Less"
"""What the bars of a waterfall are."""


@dataclass(frozen=True, slots=True)
class FloatingSteps:
    """A waterfall as stacked bars, in the order in which they are stacked."""

    below: list[float]
    """What the bar of each category stands on."""
    bars: dict[str, tuple[list[float], list[float]]]
    """For `WHOLE`, `MORE` and `LESS`: the part above zero and the part below."""
    axis_from: float | None
    """Where the axis begins so that small steps are seen; None for zero."""


def floating_steps(values: Sequence[float]) -> FloatingSteps:
    """Split the steps of a waterfall.

    Parameters
    ----------
    values
        The first whole, the steps from it, and the last whole.
    """
    below: list[float] = []
    bars: dict[str, tuple[list[float], list[float]]] = {
        name: ([0.0] * len(values), [0.0] * len(values)) for name in (WHOLE, MORE, LESS)
    }
    level, ends = 0.0, list[float]()
    for place, value in enumerate(values):
        is_whole = place in {0, len(values) - 1}
        start, end = (0.0, value) if is_whole else (level, level + value)
        name = WHOLE if is_whole else MORE if value >= 0 else LESS
        low, high = min(start, end), max(start, end)
        base = low if low > 0 else min(high, 0.0)
        below.append(base)
        bars[name][0][place] = max(high, 0.0) - max(low, 0.0)
        bars[name][1][place] = min(low, 0.0) - min(high, 0.0)
        level = end
        ends.append(end)
    return FloatingSteps(below, bars, _axis_from(ends))


def _axis_from(ends: Sequence[float]) -> float | None:
    """A round figure below the lowest level, if the levels are close to each other."""
    low, high = min(ends), max(ends)
    if low <= 0 or high - low > low / 2:
        return None
    step = max(high - low, high / 100)
    size = 10.0 ** floor(log10(step))
    return max(0.0, (low - step) // size * size)
