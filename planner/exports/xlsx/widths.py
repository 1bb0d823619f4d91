"""Widths of columns and heights of rows, by the letters in them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from unicodedata import east_asian_width

from planner.exports.measure import text_height
from planner.exports.table import ColumnKind, Table, cells, scale_of

_WIDEST, _WIDEST_FIGURES, _NARROWEST, _HIGHEST = 46, 26, 9, 400.0
_POINTS = 5.25
"""Width of a letter in points, as columns count it."""
_LETTER_SHARE = 0.93
"""Width of Latin letters in the font of workbooks beside what they are measured at."""
_LEADING = 1.12
"""Height of a line in a cell beside one in running text."""
_LINE = 16.0
"""Height of what a row of normal height holds."""
_ROOM = 3
"""Letters beside the text of a cell, for its indent and its borders."""
_HEADING = 22
"""Letters from which a heading over figures is wrapped."""
_DAY = 11


def letters(text: str) -> int:
    """Width of a text in letters; a Chinese one takes two."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def column_widths(tables: Sequence[Table]) -> list[int]:
    """Return the width in letters of each column for all tables on one sheet."""
    needed: dict[int, int] = {}
    for table in tables:
        texts = [[cell.text for cell in row] for row in cells(table, scale_of(table))]
        for place, column in enumerate(table.columns):
            width = max((_longest(row[place]) for row in texts), default=0)
            if any(isinstance(row[place], date) for row in table.rows):
                width = max(width, _DAY)
            words = max(map(letters, column.title.split()), default=0)
            heading = max(words, min(_HEADING, letters(column.title)))
            widest = _WIDEST if column.kind is ColumnKind.TEXT else _WIDEST_FIGURES
            fitting = min(widest, max(_NARROWEST, width + _ROOM, heading + _ROOM))
            needed[place] = max(needed.get(place, 0), fitting)
    return [needed[place] for place in range(len(needed))]


def _longest(text: str) -> int:
    return max(map(letters, text.splitlines()), default=0)


def _room(text: str, width: float) -> float:
    """Points across a column for a text, as if its letters were as wide as they are measured."""
    points = max(1.0, _POINTS * (width - 2))
    return points / _LETTER_SHARE if letters(text) == len(text) else points


def height(texts: Sequence[str], widths: Sequence[float], size: float = 11.0) -> float | None:
    """Return the height of a row in points for its wrapped texts; None for a line of normal height.

    Parameters
    ----------
    texts
        Of its cells.
    widths
        Of its columns, in letters.
    size
        Of the letters, in points.
    """
    needed = max(
        (
            text_height([text], _room(text, width), size)
            for text, width in zip(texts, widths, strict=False)
        ),
        default=0.0,
    )
    return min(_HIGHEST, _LEADING * needed) if _LEADING * needed > _LINE else None
