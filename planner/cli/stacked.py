"""Tables whose columns do not fit side by side: each row as a list of its cells."""

from __future__ import annotations

from collections.abc import Sequence

from planner.cli.terminal import wrapped


def stacked(titles: Sequence[str], rows: Sequence[Sequence[str]], totals: int, indent: int) -> str:
    """Write rows one below the other, each cell after its title.

    Parameters
    ----------
    titles
        Titles of the columns; a cell without one stands alone.
    rows
        Their cells.
    totals
        Number of rows at the end that stand under a line of their own.
    indent
        Cells before every line.
    """
    blocks = [_block(titles, row, indent) for row in rows]
    if totals:
        blocks.insert(len(blocks) - totals, " " * indent + "--")
    return "\n".join(blocks)


def _block(titles: Sequence[str], row: Sequence[str], indent: int) -> str:
    said = [
        f"{title}: {cell}" if title else cell
        for title, cell in zip(titles, row, strict=True)
        if cell
    ]
    return "\n".join(
        wrapped(line, indent=indent + 2 * bool(place), hanging=2) for place, line in enumerate(said)
    )
