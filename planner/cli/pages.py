"""The tables of plans and comparisons, on the terminal."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from planner.cli.grids import Heading, grid
from planner.cli.screen import wrapped
from planner.exports.figures import FIGURES
from planner.exports.table import table_texts
from planner.exports.words import money_words

if TYPE_CHECKING:
    from planner.exports.table import Table

MOST_ROWS = 15

FIGURE_NAMES = tuple(figure.name for figure in FIGURES)
"""Rows of the headline of a comparison."""

_MONEY = {
    "money": "Money",
    "expected_loss": "Expected loss (assumed)",
    "objective": "Total",
    "saving": "Better in all",
    "one_off_cash": "One-off cash",
}
"""Figures of a comparison on money that fit into a line, with short titles."""

_PEOPLE = {
    "dismissals": "Dismissals",
    "asked_to_move": "Asked to move",
    "transferred": "Who move",
    "redeployed": "Redeployed",
    "vacancies_filled_elsewhere": "Vacancies filled elsewhere",
    "decide_by": "Decide by",
}
"""The same on people, and the day to decide by."""


def table_words(
    table: Table, chosen: Collection[str] = (), notes: int = 0, most_rows: int | None = None
) -> str:
    """A table under its title, with its first notes.

    Parameters
    ----------
    table
        As ``api`` returns it.
    chosen
        Names of the columns to show; all if none is named.
    notes
        How many of its notes to show.
    most_rows
        How many rows to show before the rest is only counted; None for all.
    """
    unit, texts = table_texts(table)
    places = [i for i, each in enumerate(table.columns) if not chosen or each.name in chosen]
    headings = [
        Heading(table.columns[i].title, figures=table.columns[i].kind.value not in {"text", "date"})
        for i in places
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


def headline_words(table: Table) -> str:
    """The headline of a comparison, lines for each plan, however many there are."""
    unit, texts = table_texts(table)
    figures = dict(zip(FIGURE_NAMES, texts, strict=True))
    names = [column.title for column in table.columns[1:]]

    def side_by_side(shown: Mapping[str, str]) -> str:
        headings = [Heading(""), *(Heading(title, figures=True) for title in shown.values())]
        rows = [
            [name, *(figures[figure][place] for figure in shown)]
            for place, name in enumerate(names, 1)
        ]
        return grid(headings, rows, indent=2)

    outcomes = [
        f"{name}: {figures['status'][place]}.{_if_off(table, place)}"
        for place, name in enumerate(names, 1)
    ]
    return "\n".join(
        [
            wrapped(f"{table.title}, {unit}"),
            side_by_side(_MONEY),
            "",
            side_by_side(_PEOPLE),
            "",
            *(wrapped(line, indent=2, hanging=2) for line in [*outcomes, *table.notes]),
        ]
    )


def _if_off(table: Table, place: int) -> str:
    """The range of a plan's saving, where it is known."""
    values = dict(zip(FIGURE_NAMES, (row[place] for row in table.rows), strict=True))
    low, high = values["saving_low"], values["saving_high"]
    if not (isinstance(low, int) and isinstance(high, int)):
        return ""
    words = (money_words(amount, table.currency) for amount in (low, high))
    return f" If its inputs are off, it is better in all by {' to '.join(words)}."
