"""Where a plan pays along a line: ranges of a figure in which it costs less than a baseline."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

MOST_LOOKS = 12
"""Most times that baselines are optimised again at the ends of ranges; two or three suffice."""

PRECISION = 1e-4
"""Ends of ranges are located to this share of the figure."""

Ranges = tuple[tuple[float, float], ...]
"""Low and high ends, both included, in rising order."""


def ranges_where(holds: Callable[[float], bool], points: Sequence[float]) -> Ranges:
    """Ranges of a figure in which a condition holds.

    Parameters
    ----------
    holds
        The condition.
    points
        Where it is looked at first, in rising order; it flips at most once between two neighbours.
    """
    found: list[tuple[float, float]] = []
    held = [holds(point) for point in points]
    low = points[0] if held[0] else None
    for (here, there), (now, then) in zip(pairwise(points), pairwise(held), strict=True):
        if now != then:
            inside, outside = (here, there) if now else (there, here)
            end = _last_that_holds(holds, inside, outside)
            if now and low is not None:
                found.append((low, end))
            low = None if now else end
    if low is not None:
        found.append((low, points[-1]))
    return tuple(found)


def _last_that_holds(holds: Callable[[float], bool], inside: float, outside: float) -> float:
    while abs(outside - inside) > PRECISION * max(inside, outside):
        middle = (inside + outside) / 2
        inside, outside = (middle, outside) if holds(middle) else (inside, middle)
    return inside


def paying_ranges(
    saving: Callable[[float], float], improve: Callable[[float], bool], points: Sequence[float]
) -> Ranges:
    """Ranges in which a plan saves something against the best baseline.

    Where the plan seems to pay up to a figure, the baseline is optimised again at that figure, and
    the ranges are found anew if it got better: a line of Newton's method for each end.

    Parameters
    ----------
    saving
        Saving against the best of the baselines known so far.
    improve
        Optimises the baseline at a figure, and returns whether that was better than those known.
    points
        Where to look first, in rising order.
    """
    looked: set[float] = set()
    for _ in range(MOST_LOOKS):
        found = ranges_where(lambda at: saving(at) > 0, points)
        ends = {end for pair in found for end in pair} - looked
        looked |= ends
        better = [improve(end) for end in sorted(ends)]
        if not any(better):
            break
    return ranges_where(lambda at: saving(at) > 0, points)
