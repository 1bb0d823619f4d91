"""Tables on the terminal: as wide as it at most, in plain characters."""

from __future__ import annotations

import io
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.box import Box
from rich.cells import cell_len
from rich.console import Console, JustifyMethod
from rich.table import Table as Grid
from rich.text import Text

from planner.cli.stacked import stacked
from planner.cli.terminal import (
    GLUE,
    UP_TO_A_HYPHEN,
    columns,
    glued,
    lines_of,
    pieces,
    wrapped,
)
from planner.exports.table import table_texts

if TYPE_CHECKING:
    from planner.exports.table import Table

MOST_ROWS = 15

_RULED = Box(
    "    \n    \n -- \n    \n -- \n -- \n    \n    \n",
    ascii=True,
)
_GAP = 3
"""Cells between columns, the last of which the box draws."""

_TITLE_OVER_FIGURES = 12
"""Cells that a title over figures may take, however narrow they are."""

_NARROW_TEXT = 12
"""Cells down to which columns of text give way by breaking words."""


_SHORTEST_TITLE = 6
"""Cells that titles of short words ask for, such as Chinese ones."""

_SHORTEST_TEXT = 8
"""Cells that texts of short words ask for, such as Chinese ones."""

_LONGEST_WORD = 24
"""Cells that a word may ask for; what is longer is a path or the like."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a column."""

    title: str
    figures: bool = False
    """Whether figures stand below, flush right."""
    dates: bool = False
    """Whether dates stand below."""

    @property
    def is_whole(self) -> bool:
        """Whether no cell below is broken."""
        return self.figures or self.dates


def table_words(
    table: Table, chosen: Collection[str] = (), notes: int = 0, most_rows: int | None = None
) -> str:
    """A table under its title, with its first notes.

    Parameters
    ----------
    table
        As ``planner.exports`` lays it out.
    chosen
        Names of the columns to show; all if none is named.
    notes
        How many of its notes to show.
    most_rows
        How many rows to show before the rest is only counted; None for all.
    """
    unit, texts = table_texts(table)
    places = [i for i, each in enumerate(table.columns) if not chosen or each.name in chosen]
    kinds = [table.columns[i].kind.value for i in places]
    headings = [
        Heading(table.columns[i].title, figures=kind not in {"text", "date"}, dates=kind == "date")
        for i, kind in zip(places, kinds, strict=True)
    ]
    rows = [[row[i] for i in places] for row in texts]
    left_out = len(rows[most_rows:]) if most_rows else 0
    more = [f"and {left_out} more rows, in the files that --out writes"] if left_out else []
    return "\n".join(
        [
            wrapped(f"{table.title}, {unit}" if unit else table.title),
            grid(headings, rows[:most_rows], totals=0 if left_out else table.totals, indent=2),
            *(wrapped(note, indent=2) for note in [*more, *table.notes[:notes]]),
        ]
    )


def grid(
    headings: Sequence[Heading], rows: Sequence[Sequence[str]], totals: int = 0, indent: int = 0
) -> str:
    """Lay out rows under headings, the last ``totals`` rows under a line of their own.

    Where the columns do not fit side by side, each row is a list of its cells.
    """
    cells = [[glued(row[place]) for row in rows] for place in range(len(headings))]
    widths = _widths(headings, cells, columns() - indent)
    if widths is None:
        return stacked([each.title for each in headings], rows, totals, indent)
    table = Grid(box=_RULED, show_edge=False, pad_edge=False, padding=(0, _GAP - 1, 0, 0))
    for heading, width in zip(headings, widths, strict=True):
        justify: JustifyMethod = "right" if heading.figures else "left"
        table.add_column(_cell(heading.title, width), justify=justify, width=width, no_wrap=True)
    for number, row in enumerate(zip(*cells, strict=True)):
        if totals and number == len(rows) - totals:
            table.add_section()
        table.add_row(*map(_cell, row, widths))
    return _drawn(table, columns() - indent, indent)


def _widths(
    headings: Sequence[Heading], cells: Sequence[Sequence[str]], width: int
) -> list[int] | None:
    """Cells of each column: as many as its longest line where all fit.

    Where they do not, lines break between words, then after hyphens, then within long words; what
    room is left goes where most lines break. None where figures or short words would be broken.
    """
    room = width - _GAP * (len(headings) - 1)
    both = list(zip(headings, cells, strict=True))
    places = range(len(headings))
    longest = [_longest(heading, column) for heading, column in both]
    widths = [_longest_part(heading, column, pieces) for heading, column in both]
    if sum(widths) > room:
        widths = [_longest_part(heading, column, _hyphenated) for heading, column in both]
    while sum(widths) > room:
        texts = [place for place in places if not headings[place].is_whole]
        wide = [place for place in texts if widths[place] > _NARROW_TEXT]
        if not wide:
            return None
        widths[max(wide, key=lambda place: widths[place])] -= 1
    while sum(widths) < room and (tight := [i for i in places if widths[i] < longest[i]]):
        widths[max(tight, key=lambda place: longest[place] / widths[place])] += 1
    return widths


def _longest(heading: Heading, cells: Sequence[str]) -> int:
    """Cells of the longest line; over figures a long title takes several lines."""
    title = cell_len(heading.title)
    if heading.figures:
        title = min(title, _TITLE_OVER_FIGURES)
    return max(title, _longest_part(heading, cells, pieces), *map(cell_len, _lines(cells)))


SplitLine = Callable[[str], Sequence[str]]
"""Splits a line into parts that are better not broken."""


def _hyphenated(line: str) -> list[str]:
    return [part for piece in pieces(line) for part in UP_TO_A_HYPHEN.findall(piece)]


def _longest_part(heading: Heading, cells: Sequence[str], parts: SplitLine) -> int:
    """Cells of the longest part that is better not broken; figures and dates are whole."""
    title, lines = pieces(heading.title), _lines(cells)
    if heading.is_whole:
        shortest = min(_SHORTEST_TITLE, cell_len(heading.title))
        return max(shortest, *map(cell_len, [*title, *lines]), 1)
    words = [cell_len(each) for line in lines for each in parts(line)]
    longest = max(map(cell_len, lines), default=0)
    return max(
        1,
        *map(cell_len, title),
        min(_LONGEST_WORD, max(words, default=0)),
        min(_SHORTEST_TEXT, longest),
    )


def _lines(cells: Sequence[str]) -> list[str]:
    return [line for cell in cells for line in cell.split("\n")]


def _cell(text: str, width: int) -> Text:
    return Text("\n".join(part for line in text.split("\n") for part in lines_of(line, width)))


def _drawn(table: Grid, width: int, indent: int) -> str:
    # Drawn to a text and not to the terminal: colours would be the only control characters that
    # have to pass, so none do.
    page = io.StringIO()
    Console(file=page, width=width, color_system=None, legacy_windows=False).print(table)
    lines = page.getvalue().replace(GLUE, " ").rstrip("\n").split("\n")
    return "\n".join((" " * indent + line).rstrip() for line in lines)
