"""How wide and how high the cells of a sheet have to be."""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import east_asian_width

from planner.exports.table import Kind, Table, Value

_WIDEST, _NARROWEST, _HIGHEST = 66, 9, 400.0


def column_widths(table: Table) -> list[int]:
    """Width of each column in letters, wide enough for its longest line, within reason."""
    return [_column_width(table, place) for place in range(len(table.columns))]


def _column_width(table: Table, place: int) -> int:
    lengths = [len(table.columns[place].title)]
    for number, row in enumerate(table.rows):
        lengths.append(_length(row[place], table, table.kind(number, place)))
    return min(_WIDEST, max(_NARROWEST, *lengths) + 3)


def row_height(table: Table, row: int, widths: Sequence[int]) -> float | None:
    """Points for the wrapped text of a row; None for one line."""
    needed = [
        sum(1 + _letters(line) // widths[place] for line in value.splitlines())
        for place, value in enumerate(table.rows[row])
        if isinstance(value, str)
    ]
    lines = max(needed, default=1)
    return min(_HIGHEST, 15.0 * lines) if lines > 1 else None


def _letters(text: str) -> int:
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def _length(value: Value, table: Table, kind: Kind) -> int:
    if value is None:
        return 0
    if isinstance(value, str):
        return max(map(_letters, value.splitlines()), default=0)
    if kind is Kind.MONEY:
        return len(f"{table.currency} {value:,}") + 1
    return 10
