"""Efficient points of two criteria: which are dominated, where to look next, where the knee is.

Pairs are ``(axis, cost)``; less is better on both. Where to look next is the rule of the box
algorithm (H. W. Hamacher, C. R. Pedersen, S. Ruzika, *Finding representative systems for discrete
bicriterion optimization problems*, Operations Research Letters 35, 2007): halve the largest
rectangle between two neighbours in which there may be another point.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

Pair = tuple[int, int]
"""Axis and cost of a plan."""


def efficient(pairs: Sequence[Pair]) -> list[int]:
    """Positions of the pairs that no other dominates, in rising order of the axis.

    Of equal pairs the first is kept.
    """
    kept: list[int] = []
    for position in sorted(range(len(pairs)), key=lambda i: pairs[i]):
        if not kept or pairs[position][1] < pairs[kept[-1]][1]:
            kept.append(position)
    return kept


def knee_of(pairs: Sequence[Pair]) -> int | None:
    """Position of the pair furthest below the line from the first to the last, both axes scaled.

    Parameters
    ----------
    pairs
        Efficient, in rising order of the axis.
    """
    if len(pairs) < 3:
        return None
    (left, top), (right, bottom) = pairs[0], pairs[-1]
    width, height = right - left, top - bottom
    # In whole numbers: points on the line are not below it by a rounding.
    below = [
        width * height - (axis - left) * height - (cost - bottom) * width for axis, cost in pairs
    ]
    furthest = max(range(len(pairs)), key=lambda i: below[i])
    return furthest if below[furthest] > 0 else None


@dataclass(frozen=True)
class OpenInterval:
    """A part of the axis, without its ends, in which no plan has been looked for."""

    lower: int
    upper: int

    @property
    def middle(self) -> int:
        """Limit on the axis for the next search."""
        return (self.lower + self.upper) // 2

    def after(self, found: int) -> tuple[OpenInterval, ...]:
        """What is left once the cheapest plan up to the middle is known, at ``found``."""
        return tuple(
            part
            for part in (
                OpenInterval(self.lower, min(found, self.middle)),
                OpenInterval(self.middle, self.upper),
            )
            if part.upper - part.lower > 1
        )


def intervals_between(axis: Iterable[int]) -> list[OpenInterval]:
    """Intervals between neighbours on the axis."""
    points = sorted(axis)
    pairs = pairwise(points)
    return [OpenInterval(lower, upper) for lower, upper in pairs if upper - lower > 1]


def largest(intervals: Sequence[OpenInterval], pairs: Sequence[Pair]) -> OpenInterval | None:
    """The interval with the largest rectangle between costs at its ends; None if all are flat."""

    def cost_up_to(axis: int) -> int:
        return min(cost for at, cost in pairs if at <= axis)

    def area(interval: OpenInterval) -> int:
        return (interval.upper - interval.lower) * (
            cost_up_to(interval.lower) - cost_up_to(interval.upper)
        )

    found = max(intervals, key=area, default=None)
    return found if found is not None and area(found) > 0 else None
