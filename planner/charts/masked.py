"""Counts that are not shown, since they are from 1 to the floor."""

from __future__ import annotations

from collections.abc import Iterable

from models.outlook import ShownCount
from models.rounding import count_words, middle, shown_sum
from planner.charts.chart import Series


def posts_words(posts: ShownCount, floor: int) -> str:
    """``12 posts``, or ``1 to 5 posts`` where the count is not shown."""
    return f"{count_words(posts, floor)} {'post' if posts == 1 else 'posts'}"


def gap_sentence(rows: Iterable[Series], floor: int) -> str:
    """What gaps in lines mean, after a blank; nothing if there are none."""
    gaps = any(value is None for row in rows for value in row.values)
    return f" Gaps are counts from 1 to {floor}, which are not shown." if gaps else ""


def sum_words(counts: Iterable[ShownCount], floor: int) -> tuple[float, str]:
    """A sum as it is drawn and as it is written: 3.0 and ``1 to 5`` where it is not shown."""
    shown = shown_sum(counts, floor)
    return (middle(floor) if shown is None else shown), count_words(shown, floor)
