"""A table as every format sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

Value = str | int | float | date | None
"""What a cell holds; None where there is nothing to say."""


class Kind(StrEnum):
    """What the cells of a column are."""

    TEXT = "text"
    COUNT = "count"
    MONEY = "money"
    """Integer of the smallest unit of the table's currency."""
    PERCENT = "percent"
    """A share of a whole: 0.25 is 25 %."""
    DATE = "date"
    BY_ROW = "by_row"
    """Each row says for itself, in ``Table.row_kinds``."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    name: str
    """For machines; unique within the table."""
    title: str
    """For people."""
    kind: Kind = Kind.TEXT
    signed: bool = False
    """Whether the figures are differences, which are read by their sign."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns, in reading order."""

    name: str
    """For machines: a sheet, an anchor, a key."""
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    currency: str = ""
    """ISO 4217 code of all amounts."""
    row_kinds: tuple[Kind, ...] = ()
    """Kind of each row's cells in columns of kind ``BY_ROW``."""
    totals: int = 0
    """How many rows at the end are sums of those above."""
    notes: tuple[str, ...] = ()
    """What a reader has to know, in sentences."""

    def kind(self, row: int, column: int) -> Kind:
        """Kind of one cell."""
        kind = self.columns[column].kind
        return self.row_kinds[row] if kind is Kind.BY_ROW else kind


def text_columns(**titles: str) -> tuple[Column, ...]:
    """Columns of text: their names with their titles."""
    return tuple(Column(name, title) for name, title in titles.items())
