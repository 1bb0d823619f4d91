"""Counts that are not shown, since they are from 1 to the floor."""

from __future__ import annotations

from collections.abc import Iterable

from models.outlook import ShownCount
from models.rounding import middle, shown_sum


def sum_posts(counts: Iterable[ShownCount], floor: int) -> float:
    """A sum of counts as it is drawn: the middle of what it may be if it is not shown."""
    shown = shown_sum(counts, floor)
    return middle(floor) if shown is None else float(shown)
