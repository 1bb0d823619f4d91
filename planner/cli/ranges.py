"""What would change the decision, on the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from models.readable import counted
from planner.cli.grids import Heading, grid
from planner.cli.screen import wrapped
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
    "No input of this scenario has a range: write {low, base, high} or 0.02 (0.01 to 0.05) in "
    "place of a figure."
)

_NOT_FELT = (
    "with a range change nothing between this plan and its baselines; whether another plan would "
    "pay at their ends is looked for with --ranges."
)


def uncertainty_words(table: Table) -> str:
    """How sure the saving is, a line for each thing that is known."""
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
    felt = [row for row in rows if row["flips"] != NO_EFFECT]
    anew = [wrapped(f"- {line}", indent=2, hanging=2) for row in rows for line in _anew(row)]
    if not felt:
        return "\n".join([wrapped(f"{counted(len(rows), 'input')} {_NOT_FELT}"), *anew])
    return "\n".join(
        [
            wrapped(f"{table.title}, {unit}"),
            grid(_HEADINGS, [_row(row) for row in felt[:_MOST_ROWS]], indent=2),
            *(
                wrapped(line, indent=2, hanging=2)
                for line in [*_left_out(len(felt), len(rows)), *table.notes]
            ),
            *anew,
        ]
    )


def _left_out(felt: int, inputs: int) -> Iterator[str]:
    if felt > _MOST_ROWS:
        yield f"and {felt - _MOST_ROWS} more inputs, in the files that --out writes"
    if inputs > felt:
        yield f"{inputs - felt} inputs have no effect here"


def _row(row: dict[str, str]) -> tuple[str, str, str, str]:
    words = f"{row['input']}: {row['base']} ({row['low']} to {row['high']})"
    return words, row["saving_low"], row["saving_high"], row["flips"]


def _anew(row: dict[str, str]) -> Iterator[str]:
    for end in ("low", "high"):
        planned = row[f"instead_{end}"]
        if planned:
            yield f"{row['input']} at {row[end]}: a plan made for that {planned}"
