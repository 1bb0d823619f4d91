"""Cells of a table as text for people."""

from __future__ import annotations

from dataclasses import dataclass

from models.money import minor_digits
from planner.exports.table import Kind, Table, Value
from planner.exports.words import money_exact, percent_words, scaled_words

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
        if isinstance(value, int) and table.kind(number, place) is Kind.MONEY
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


def _cell(table: Table, row: int, column: int, value: Value, scale: Scale) -> Cell:
    kind = table.kind(row, column)
    if value is None or value == "":
        total = row >= len(table.rows) - table.totals
        unsummed = total and kind in {Kind.TEXT, Kind.DATE}
        return Cell("" if unsummed else NOTHING, f"{kind.value} nothing")
    if kind is Kind.MONEY and isinstance(value, int):
        return _money(value, table.currency, scale, signed=table.columns[column].signed)
    text = _text(kind, value)
    return Cell(text, f"{kind.value}{_length_class(text)}")


def _length_class(text: str) -> str:
    return " short" if len(text) <= _SHORT else " long" if len(text) > _LONG else ""


def _text(kind: Kind, value: Value) -> str:
    if kind is Kind.COUNT:
        return f"{value:,}"
    if kind is Kind.PERCENT and isinstance(value, int | float):
        return percent_words(value)
    return str(value)


def _money(amount: int, currency: str, scale: Scale, *, signed: bool) -> Cell:
    text = scaled_words(amount, currency, scale.power, scale.digits)
    exact = money_exact(amount, currency)
    if not signed or amount == 0:
        return Cell(text, Kind.MONEY.value, exact)
    if amount > 0:
        return Cell(f"+{text}", f"{Kind.MONEY.value} more", exact)
    return Cell(text, f"{Kind.MONEY.value} less", exact)
