"""The rows of a roster, put together again from the columns that are needed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from planner.roster.reading import RosterCell, RosterColumns


class RosterRow(NamedTuple):
    """The cells of a row by field; an empty text where there is no such column."""

    number: int
    office: RosterCell
    entity: RosterCell
    role: RosterCell
    function: RosterCell
    currency: RosterCell
    pay: RosterCell
    hired: RosterCell
    status: RosterCell
    requisition: RosterCell
    left: RosterCell


def rows_of(roster: RosterColumns) -> Iterator[RosterRow]:
    """Rows from top to bottom."""
    blank = [""] * len(roster.numbers)
    columns = [roster.values.get(field, blank) for field in RosterRow._fields[1:]]
    return map(RosterRow._make, zip(roster.numbers, *columns, strict=True))
