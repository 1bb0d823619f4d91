"""Bars of a Gantt chart, cut where days are marked, as lengths that are stacked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import zip_longest

from planner.charts.chart import Span

_FIRST_DAY = date(1899, 12, 30)
_MARKS_ACROSS = 110
"""Marks side by side that would fill the chart."""

Piece = tuple[str | None, float]
"""A length in days, and what it is: None for an unseen one, a mark's words, or nothing for the
bar."""


def serial(day: date) -> int:
    """Number of a day as spreadsheets count them."""
    return (day - _FIRST_DAY).days


def gantt_bars(spans: Sequence[Span]) -> list[tuple[str | None, tuple[float, ...]]]:
    """Return the stacked series of lengths, in order: what each is, and its length for each span.

    What is unseen has None for what it is, the bar itself an empty text, a marked day its words.
    """
    days = [serial(day) for span in spans for day in _days(span)]
    width = max(1.0, (max(days) - min(days)) / _MARKS_ACROSS)
    rows = [_pieces(span, width) for span in spans]
    series: list[tuple[str | None, tuple[float, ...]]] = []
    for pieces in zip_longest(*rows, fillvalue=(None, 0.0)):
        for word in dict.fromkeys(word for word, _ in pieces):
            lengths = tuple(length if each == word else 0.0 for each, length in pieces)
            if any(lengths):
                series.append((word, lengths))
    return series


def _days(span: Span) -> list[date]:
    return [span.begins_on, span.ends_on, *(day for day, _ in span.marks)]


def _pieces(span: Span, width: float) -> list[Piece]:
    """Lengths from day zero on: unseen before, then the bar with its marks cut in."""
    begin, end = float(serial(span.begins_on)), float(serial(span.ends_on))
    pieces: list[Piece] = []
    at = 0.0
    for day, word in sorted(span.marks):
        start = max(at, serial(day) - width / 2)
        pieces += _between(at, start, begin, end)
        pieces.append((word, width))
        at = start + width
    pieces += _between(at, max(at, end), begin, end)
    return pieces


def _between(at: float, to: float, begin: float, end: float) -> list[Piece]:
    """What lies between two days: nothing, then the bar, then nothing."""
    cuts: list[Piece] = [
        (None, min(to, begin) - at),
        ("", min(to, end) - max(at, begin)),
        (None, to - max(at, end)),
    ]
    return [(word, length) for word, length in cuts if length > 0]
