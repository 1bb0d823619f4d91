"""Columns whose dates have the day first in some rows and the month first in others."""

from __future__ import annotations

from collections import defaultdict

from models.errors import InputError, Problem
from planner.roster.asked import RosterTerms
from planner.roster.cells import order_of
from planner.roster.reading import RosterColumns
from planner.roster.rejections import short_spans

_DATES = ("hired", "left")


def refuse_both_orders(roster: RosterColumns, terms: RosterTerms) -> None:
    """Refuse columns of dates in both orders, unless somebody has said which order counts.

    Raises
    ------
    InputError
        With the rows of each order.
    """
    problems = [
        Problem(
            f"has dates with the day first (rows {short_spans(rows['day-first'])}) and with the "
            f"month first (rows {short_spans(rows['month-first'])})",
            roster.file,
            field=roster.choice.headings[field],
            next_step="Write them as 2021-04-03; or say which are right, and the others are "
            "rejected: --set dates=day-first or --set dates=month-first.",
        )
        for field in _DATES
        if len(rows := _rows_by_order(roster, field)) > 1
    ]
    if problems and not terms.dates:
        raise InputError(problems)


def _rows_by_order(roster: RosterColumns, field: str) -> dict[str, list[int]]:
    cells = roster.values.get(field, ())
    # Dates repeat from row to row.
    orders = {cell: order for cell in set(cells) if (order := order_of(cell))}
    found: defaultdict[str, list[int]] = defaultdict(list)
    if len(set(orders.values())) > 1:
        for number, cell in zip(roster.numbers, cells, strict=True):
            if cell in orders:
                found[orders[cell]].append(number)
    return found
