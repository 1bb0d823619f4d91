"""How a sheet is printed so that nothing is cut off: which way, how large, how wide each column.

Widths are estimates in letters, since no font is known here. Figures and dates stay in one line;
texts wrap between words.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

from models.readable import SPACE_IN_AMOUNT
from planner.exports.paper import PaperSheet
from planner.exports.table import LONG, SHORT, Table, table_texts, text_width

_SIZES = (9.0, 8.5, 8.0, 7.5, 7.25, 7.0, 6.75, 6.5, 6.0, 5.5, 5.0)
"""Of the letters in tables, in points; the most readable first."""
_FULL = 0.95
"""Part of its page that a front sheet may fill: fonts differ, and these are estimates."""
_MANY_ROWS, _LIST_POINTS = 60, 7.5
"""Rows from which a table is a list to look things up in, and the size of its letters at most."""
_LETTER, _TEXT_LINE, _TABLE_LINE, _BETWEEN_ROWS = 0.48, 1.4, 1.25, 0.4
"""Width of a letter, heights of lines and of what is between rows, by the size of the letters."""
_BETWEEN_COLUMNS, _WIDEST, _LONGEST_WORD = 3, 100, 16
"""In letters."""
_TITLES, _CAPTION, _CHART, _BETWEEN_TEXTS, _TEXT_WIDTH = 27, 10, 75, 1.5, 180
"""In mm."""
_UNBROKEN_WORD = 24
"""Letters of the longest word that a cell is widened for."""
_MM = 0.3528
"""Of a point."""

Rows = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class PageFit:
    """How a sheet is printed on A4."""

    is_lying: bool
    """Whether the long side of the page is at its foot."""
    points: float
    """Size of the letters in its tables."""

    @property
    def lead_points(self) -> float:
        """Size of the letters in its first sentence."""
        return min(11.0, self.points + 3)

    @property
    def sentence_points(self) -> float:
        """Size of the letters in its other sentences."""
        return min(9.0, self.points + 1)

    @property
    def note_points(self) -> float:
        """Size of the letters in its notes."""
        return min(7.5, self.points)

    @property
    def width(self) -> float:
        """Room between the margins, in mm."""
        return 265.0 if self.is_lying else 180.0

    @property
    def height(self) -> float:
        """Room between the margins, in mm."""
        return 177.0 if self.is_lying else 264.0


def page_fit(sheet: PaperSheet) -> PageFit:
    """Return the most readable way to print a sheet: in full width, a front sheet on one page."""
    tables = [_rows(each) for each in (*sheet.tables, *(each.table for each in sheet.figures))]
    is_list = any(len(rows) > _MANY_ROWS for rows in tables)
    for points in (size for size in _SIZES if size <= _LIST_POINTS or not is_list):
        ways = [PageFit(is_lying, points) for is_lying in (False, True)]
        pages = {
            fit: _height(sheet, tables, fit) / fit.height
            for fit in ways
            if all(sum(_least(rows)) <= _letters(fit.width, points) for rows in tables)
        }
        if pages and (not sheet.is_front or min(pages.values()) <= _FULL or points == _SIZES[-1]):
            return min(pages, key=pages.__getitem__)
    return PageFit(is_lying=True, points=_SIZES[-1])


def _letters(width: float, points: float) -> float:
    return width / (points * _MM * _LETTER)


def column_shares(table: Table, fit: PageFit) -> list[float]:
    """Return the part of the width that each column of a printed table has."""
    widths = _widths(_rows(table), _letters(fit.width, fit.points))
    return [width / sum(widths) for width in widths]


def _rows(table: Table) -> Rows:
    _, body = table_texts(table)
    return [[column.title for column in table.columns], *body]


def _least(rows: Rows) -> list[int]:
    """The least width of each column: of the longest text that may not wrap."""
    return [max(map(_unbroken, column)) + _BETWEEN_COLUMNS for column in zip(*rows, strict=True)]


def whole_amounts(text: str) -> str:
    """A text whose amounts stay on one line."""
    return SPACE_IN_AMOUNT.sub("\N{NO-BREAK SPACE}", text)


def has_long_word(text: str) -> bool:
    """Whether a text has a word that has to be broken, such as a name without blanks."""
    return len(text) > _UNBROKEN_WORD and _longest_word(text) > _UNBROKEN_WORD


def _unbroken(text: str) -> int:
    width = text_width(text)
    if width <= SHORT:
        return width
    longest = _longest_word(text)
    is_broken = width > LONG or longest > _UNBROKEN_WORD
    return min(longest, _LONGEST_WORD) if is_broken else longest


def _longest_word(text: str) -> int:
    """Letters of the longest word; amounts and Chinese characters are words."""
    words = whole_amounts(text).replace("\n", " ").split(" ")
    return max(map(_letters_together, words), default=0)


def _letters_together(word: str) -> int:
    if word.replace("\N{NO-BREAK SPACE}", "").isascii():
        return len(word)
    apart = "".join(" " if east_asian_width(letter) in "WF" else letter for letter in word)
    return max(2, *map(len, apart.split(" ")))


def _widths(rows: Rows, room: float) -> list[float]:
    """The width of each column: the least, and a part of what its longest text has on top.

    The part is twice as large for the first column, which says what a row is about.
    """
    least = _least(rows)
    wishes = [_wish(max(map(text_width, column))) for column in zip(*rows, strict=True)]
    more = [max(0, wish - width) for wish, width in zip(wishes, least, strict=True)]
    part = (room - sum(least)) / (more[0] + sum(more) or 1)
    weights = [2.0, *[1.0] * (len(more) - 1)]
    return [
        width + min(1.0, part * weight) * wish
        for width, wish, weight in zip(least, more, weights, strict=True)
    ]


def _wish(width: int) -> int:
    """The width in which a text reads well: a long one wraps."""
    return width if width <= LONG else min(LONG + (width - LONG) // 4, _WIDEST)


def _height(sheet: PaperSheet, tables: Sequence[Rows], fit: PageFit) -> float:
    notes = [*sheet.notes, *(note for table in sheet.tables for note in table.notes)]
    texts = (
        *((each, fit.lead_points) for each in sheet.sentences[:1]),
        *((each, fit.sentence_points) for each in sheet.sentences[1:]),
        *((each, fit.note_points) for each in notes),
    )
    return (
        _TITLES
        + sum(_text_height(text, points) for text, points in texts)
        + sum(_table_height(rows, fit) for rows in tables)
        + _CHART * len(sheet.figures)
    )


def _text_height(text: str, points: float) -> float:
    lines = _lines(text, _letters(_TEXT_WIDTH, points))
    return lines * points * _TEXT_LINE * _MM + _BETWEEN_TEXTS


def _table_height(rows: Rows, fit: PageFit) -> float:
    widths = _widths(rows, _letters(fit.width, fit.points))
    lines = sum(
        max(_lines(text, width - _BETWEEN_COLUMNS) for text, width in zip(row, widths, strict=True))
        for row in rows
    )
    height = lines * _TABLE_LINE + len(rows) * _BETWEEN_ROWS
    return height * fit.points * _MM + _CAPTION


def _lines(text: str, letters: float) -> int:
    return sum(max(1, math.ceil(text_width(part) / letters)) for part in text.split("\n"))
