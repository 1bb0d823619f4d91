"""Counts that are not shown, since they are from 1 to the floor."""

from __future__ import annotations

from collections.abc import Iterable

from models.outlook import ShownCount
from models.readable import counted
from planner.charts.chart import Series


def posts_words(posts: ShownCount, floor: int) -> str:
    """``12 posts``, or ``1 to 5 posts`` where the count is not shown."""
    return f"1 to {floor} posts" if posts is None else counted(posts, "post")


def gap_sentence(rows: Iterable[Series], floor: int) -> str:
    """What gaps in lines mean, after a blank; nothing if there are none."""
    gaps = any(value is None for row in rows for value in row.values)
    return f" Gaps are counts from 1 to {floor}, which are not shown." if gaps else ""


def sum_words(counts: Iterable[ShownCount], floor: int) -> tuple[float, str]:
    """A sum in words, and its middle where some counts are not shown: 3.0 and ``1 to 5``."""
    known, masked = 0, 0
    for count in counts:
        known, masked = (known, masked + 1) if count is None else (known + count, masked)
    least, most = known + masked, known + masked * floor
    return (least + most) / 2, f"{least:,}" if least == most else f"{least:,} to {most:,}"
