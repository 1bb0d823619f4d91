"""What would change the decision, on the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from models.readable import counted
from planner.cli.tables import Heading, grid
from planner.cli.terminal import wrapped
from planner.exports.ranges import NO_EFFECT
from planner.exports.table import table_texts

if TYPE_CHECKING:
    from planner.exports.table import Table

_MOST_ROWS = 15
_HEADINGS = (
    Heading("Input: base (range)"),
    Heading("Saving at low", figures=True),
    Heading("at high", figures=True),
    Heading("Flips"),
)
NO_RANGES = (
    "No input of this scenario has a range. To give one, write {low, base, high}, or "
    "0.02 (0.01 to 0.05), in place of a figure."
)

_NO_DIFFERENCE = (
    "with a range: none of them changes the saving. --ranges looks whether another plan would "
    "pay at their ends."
)


def uncertainty_words(table: Table) -> str:
    """How sure the saving is, a line for each thing known about it."""
    rows = (f"- {matter}: {words}" for matter, words in table.rows)
    return "\n".join([wrapped(table.title), *(wrapped(r, indent=2, hanging=2) for r in rows)])


def ranges_words(table: Table | None) -> str:
    """Inputs by what they would change, the saving at their ends, and what would be planned."""
    if table is None:
        return wrapped(NO_RANGES)
    unit, texts = table_texts(table)
    names = [column.name for column in table.columns]
    rows = [
        {
            name: text if value != "" else ""
            for name, text, value in zip(names, cells, row, strict=True)
        }
        for cells, row in zip(texts, table.rows, strict=True)
    ]
    effective = [row for row in rows if row["flips"] != NO_EFFECT]
    replanned = [
        wrapped(f"- {line}", indent=2, hanging=2) for row in rows for line in _replanned(row)
    ]
    if not effective:
        return "\n".join([wrapped(f"{counted(len(rows), 'input')} {_NO_DIFFERENCE}"), *replanned])
    return "\n".join(
        [
            wrapped(f"{table.title}, {unit}"),
            grid(_HEADINGS, [_row(row) for row in effective[:_MOST_ROWS]], indent=2),
            *(
                wrapped(line, indent=2, hanging=2)
                for line in [*_left_out(len(effective), len(rows)), *table.notes]
            ),
            *replanned,
        ]
    )


def _left_out(effective: int, inputs: int) -> Iterator[str]:
    if effective > _MOST_ROWS:
        yield f"and {effective - _MOST_ROWS} more inputs, in the written files"
    if inputs > effective:
        count = inputs - effective
        yield f"{counted(count, 'input')} {'has' if count == 1 else 'have'} no effect here"


def _row(row: dict[str, str]) -> tuple[str, str, str, str]:
    words = f"{row['input']}: {row['base']} ({row['low']} to {row['high']})"
    return words, row["saving_low"], row["saving_high"], row["flips"]


def _replanned(row: dict[str, str]) -> Iterator[str]:
    for end in ("low", "high"):
        planned = row[f"instead_{end}"]
        if planned:
            yield f"{row['input']} at {row[end]}: a plan made for that {planned}"
