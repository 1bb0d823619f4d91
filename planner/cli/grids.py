"""Tables for people: as wide as the terminal at most, in plain characters."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from rich.box import Box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from planner.cli.screen import columns, harmless

_RULED = Box(
    "    \n    \n -- \n    \n -- \n -- \n    \n    \n",
    ascii=True,
)
GLUE = "\ue000"
"""A space at which no line breaks; no text that reaches the screen has this character."""

_LEAST_TEXT = 12
"""Cells that texts need beside figures."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a column."""

    title: str
    figures: bool = False
    """Whether figures stand below, flush right and never broken."""


def grid(
    headings: Sequence[Heading], rows: Sequence[Sequence[str]], totals: int = 0, indent: int = 0
) -> str:
    """Lay out rows under headings, the last ``totals`` rows under a line of their own."""
    width = columns() - indent
    table = Table(box=_RULED, show_edge=False, pad_edge=False, padding=(0, 2, 0, 0))
    unbroken = _figures_fit(headings, rows, width)
    for place, heading in enumerate(headings):
        table.add_column(
            _text(_title(heading, [row[place] for row in rows])),
            justify="right" if heading.figures else "left",
            no_wrap=heading.figures and unbroken,
            overflow="fold",
        )
    for number, row in enumerate(rows):
        if totals and number == len(rows) - totals:
            table.add_section()
        table.add_row(*(_text(cell) for cell in row))
    return _drawn(table, width, indent)


def _text(cell: str) -> Text:
    return Text(GLUE.join(harmless(part) for part in cell.split(GLUE)))


def _title(heading: Heading, cells: Sequence[str]) -> str:
    """Over figures a long title takes several lines, so that it is hardly wider than they are."""
    if not heading.figures:
        return heading.title
    widest = max([_LEAST_TEXT, *map(len, cells)])
    return "\n".join(wrap(heading.title, widest, break_long_words=False))


def _figures_fit(headings: Sequence[Heading], rows: Sequence[Sequence[str]], width: int) -> bool:
    figures = [place for place, heading in enumerate(headings) if heading.figures]
    needed = sum(max((len(row[place]) for row in rows), default=0) + 2 for place in figures)
    texts = len(headings) - len(figures)
    return needed + texts * _LEAST_TEXT <= width


def _drawn(table: Table, width: int, indent: int) -> str:
    # Drawn to a text and not to the terminal: colours would be the only control characters that
    # have to pass, so none do.
    page = io.StringIO()
    Console(file=page, width=width, color_system=None, legacy_windows=False).print(table)
    lines = page.getvalue().replace(GLUE, " ").rstrip("\n").split("\n")
    return "\n".join((" " * indent + line).rstrip() for line in lines)
