"""Cuts a table into parts that fit on slides, in letters as large as can be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from planner.exports.measure import BOLD, longest_word, text_height, text_width
from planner.exports.pptx.boxes import MARGIN, SMALLEST, TableBox
from planner.exports.table import ColumnKind, Table, cells, scale_of

PADDING_ACROSS, PADDING_DOWN = 5.0, 2.0
"""Empty room in a cell, on each side."""
_SPARE = 1.04
"""Width of a column beside what its texts are measured at, as fonts and programs differ: a period
that is broken at its hyphen would make its row higher than reckoned."""
_HALVINGS = 30
_SIZES = (14.0, 13.0, 12.0, 11.0)


def table_title(table: Table) -> str:
    """Title of a table, with the unit of its amounts."""
    unit = scale_of(table).words
    return f"{table.title} ({unit})" if unit else table.title


def fitted(
    table: Table, width: float, height: float, first_height: float, largest: float
) -> list[TableBox]:
    """Return a table as parts that fit, from the left margin and the top at zero.

    Parameters
    ----------
    table
        What to cut, by rows and, if it is too wide, by columns; the first column is repeated.
    width
        Room across.
    height
        Room down.
    first_height
        Room down for the first part.
    largest
        Largest size of letters.
    """
    whole = _box(table)
    fewest = _parts(whole, width, SMALLEST, height, first_height)
    for size in (each for each in _SIZES if each <= largest):
        parts = _parts(whole, width, size, height, first_height)
        if len(parts) <= len(fewest):
            return parts
    return fewest


def _parts(
    whole: TableBox, width: float, size: float, height: float, first_height: float
) -> list[TableBox]:
    parts: list[TableBox] = []
    for band in _sized(whole, width, size):
        parts += _by_rows(band, height, height if parts else first_height)
    return parts


def _box(table: Table) -> TableBox:
    texts = [tuple(cell.text for cell in row) for row in cells(table, scale_of(table))]
    is_right = tuple(
        column.kind not in {ColumnKind.TEXT, ColumnKind.DATE} for column in table.columns
    )
    return TableBox(
        MARGIN,
        0.0,
        (),
        (),
        tuple(column.title for column in table.columns),
        tuple(texts),
        is_right,
        table.totals,
        SMALLEST,
        table_title(table),
    )


def _sized(box: TableBox, width: float, size: float) -> list[TableBox]:
    """The table with widths and heights in letters of a size, cut by columns where too wide."""
    columns = list(zip(box.header, *box.rows, strict=True))
    least = [_needed(longest_word, column, size) for column in columns]
    wanted = [_needed(text_width, column, size) for column in columns]
    bands = _bands(least, width)
    return [
        _with_heights(
            _columns(box, band),
            _shared([least[place] for place in band], [wanted[place] for place in band], width),
            size,
        )
        for band in bands
    ]


def _needed(measure: Callable[[str, float], float], column: Sequence[str], size: float) -> float:
    """Width of a column whose head is bold."""
    head, *texts = column
    widths = [measure(head, size) * BOLD, *(measure(text, size) for text in texts)]
    return _SPARE * max(widths) + 2 * PADDING_ACROSS


def _bands(least: Sequence[float], width: float) -> list[list[int]]:
    """Columns that fit side by side, the first in each of them."""
    bands = [[0]]
    for place in range(1, len(least)):
        if len(bands[-1]) > 1 and sum(least[each] for each in (*bands[-1], place)) > width:
            bands.append([0])
        bands[-1].append(place)
    return bands


def _columns(box: TableBox, band: Sequence[int]) -> TableBox:
    return replace(
        box,
        header=tuple(box.header[place] for place in band),
        rows=tuple(tuple(row[place] for place in band) for row in box.rows),
        is_right=tuple(box.is_right[place] for place in band),
    )


def _shared(least: Sequence[float], wanted: Sequence[float], width: float) -> tuple[float, ...]:
    """Widths between the least and the wanted ones that fill the room."""
    if sum(least) > width:
        return tuple(each * width / sum(least) for each in least)
    if sum(wanted) <= width:
        spare = min(width / sum(wanted), 1.6)
        return tuple(each * spare for each in wanted)
    # Columns of short texts get all they want, the others the same width.
    low, high = 0.0, width
    for _ in range(_HALVINGS):
        most = (low + high) / 2
        shares = [min(want, max(need, most)) for need, want in zip(least, wanted, strict=True)]
        low, high = (most, high) if sum(shares) <= width else (low, most)
    return tuple(min(want, max(need, low)) for need, want in zip(least, wanted, strict=True))


def _with_heights(box: TableBox, widths: tuple[float, ...], size: float) -> TableBox:
    heights = tuple(
        max(
            text_height([text], (width - 2 * PADDING_ACROSS) / bold, size)
            for text, width in zip(row, widths, strict=True)
        )
        + 2 * PADDING_DOWN
        for row, bold in ((box.header, BOLD), *((row, 1.0) for row in box.rows))
    )
    return replace(box, widths=widths, heights=heights, size=size)


def _by_rows(box: TableBox, height: float, first_height: float) -> list[TableBox]:
    parts: list[TableBox] = []
    start, room = 0, first_height
    while start < len(box.rows) or not parts:
        end, used = start, box.heights[0]
        while end < len(box.rows) and (end == start or used + box.heights[end + 1] <= room):
            used += box.heights[end + 1]
            end += 1
        parts.append(
            replace(
                box,
                heights=(box.heights[0], *box.heights[start + 1 : end + 1]),
                rows=box.rows[start:end],
                totals=min(end - start, max(0, box.totals - (len(box.rows) - end))),
            )
        )
        start, room = end, height
    return parts
