"""A table as every format sees it, and its cells as text for people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.money import minor_digits
from planner.exports.words import money_exact, percent_words, scaled_words

Value = str | int | float | date | None
"""What a cell holds; None where there is nothing to say."""


class ColumnKind(StrEnum):
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
    kind: ColumnKind = ColumnKind.TEXT
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
    row_kinds: tuple[ColumnKind, ...] = ()
    """ColumnKind of each row's cells in columns of kind ``BY_ROW``."""
    totals: int = 0
    """How many rows at the end are sums of those above."""
    notes: tuple[str, ...] = ()
    """What a reader has to know, in sentences."""

    def kind(self, row: int, column: int) -> ColumnKind:
        """ColumnKind of one cell."""
        kind = self.columns[column].kind
        return self.row_kinds[row] if kind is ColumnKind.BY_ROW else kind


def text_columns(**titles: str) -> tuple[Column, ...]:
    """Columns of text: their names with their titles."""
    return tuple(Column(name, title) for name, title in titles.items())


NOTHING = "–"

_SHORT, _LONG = 16, 40
"""Characters up to which a text stays in one line, and from which it needs width to wrap in."""


@dataclass(frozen=True, slots=True)
class Scale:
    """The unit in which a table shows its amounts."""

    power: int
    digits: int
    words: str
    """``USD thousand``; empty for a table without amounts."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell, ready to be laid out."""

    text: str
    css: str
    """Classes: the kind, and for differences the sign."""
    exact: str = ""
    """The amount to its last digit, where the text is rounded."""


def scale_of(table: Table) -> Scale:
    """Return the unit for the largest amount of a table: one for all, so that they compare."""
    amounts = [
        abs(value)
        for number, row in enumerate(table.rows)
        for place, value in enumerate(row)
        if isinstance(value, int) and table.kind(number, place) is ColumnKind.MONEY
    ]
    if not amounts:
        return Scale(0, 0, "")
    digits = minor_digits(table.currency)
    largest = max(amounts) // 10**digits
    if largest >= 10**9:
        return Scale(6, 1, f"{table.currency} million")
    if largest >= 10**7:
        return Scale(3, 0, f"{table.currency} thousand")
    return Scale(0, 0 if largest >= 10**4 else digits, table.currency)


def cells(table: Table, scale: Scale) -> list[list[Cell]]:
    """All cells of a table as text, amounts in one unit."""
    return [
        [_cell(table, number, place, value, scale) for place, value in enumerate(row)]
        for number, row in enumerate(table.rows)
    ]


def table_texts(table: Table) -> tuple[str, list[list[str]]]:
    """The unit of a table's amounts, and its cells as people read them."""
    scale = scale_of(table)
    return scale.words, [[cell.text for cell in row] for row in cells(table, scale)]


def _cell(table: Table, row: int, column: int, value: Value, scale: Scale) -> Cell:
    kind = table.kind(row, column)
    if value is None or value == "":
        total = row >= len(table.rows) - table.totals
        unsummed = total and kind in {ColumnKind.TEXT, ColumnKind.DATE}
        return Cell("" if unsummed else NOTHING, f"{kind.value} nothing")
    if kind is ColumnKind.MONEY and isinstance(value, int):
        return _money(value, table.currency, scale, signed=table.columns[column].signed)
    text = _text(kind, value)
    return Cell(text, f"{kind.value}{_length_class(text)}")


def _length_class(text: str) -> str:
    return " short" if len(text) <= _SHORT else " long" if len(text) > _LONG else ""


def _text(kind: ColumnKind, value: Value) -> str:
    if kind is ColumnKind.COUNT:
        return f"{value:,}"
    if kind is ColumnKind.PERCENT and isinstance(value, int | float):
        return percent_words(value)
    return str(value)


def _money(amount: int, currency: str, scale: Scale, *, signed: bool) -> Cell:
    text = scaled_words(amount, currency, scale.power, scale.digits)
    exact = money_exact(amount, currency)
    if not signed or amount == 0:
        return Cell(text, ColumnKind.MONEY.value, exact)
    if amount > 0:
        return Cell(f"+{text}", f"{ColumnKind.MONEY.value} more", exact)
    return Cell(text, f"{ColumnKind.MONEY.value} less", exact)
