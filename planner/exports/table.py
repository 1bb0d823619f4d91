"""A table as every format sees it, and its cells as text for people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from unicodedata import east_asian_width

from models.choices import Language
from models.readable import in_percent
from planner.exports.scale import NO_AMOUNTS, Scale, scale_for
from planner.wording.amounts import money_exact, scaled_words
from planner.wording.days import day_in

Value = str | int | float | date | None
"""Content of a cell; None if it is empty. A text in place of a figure is shown as it is: ``1 to 5``
for a count that is not shown."""


class ColumnKind(StrEnum):
    """What the cells of a column hold."""

    TEXT = "text"
    COUNT = "count"
    MONEY = "money"
    """Integer of the smallest unit of the table's currency."""
    PERCENT = "percent"
    """A share of a whole: 0.25 is 25%."""
    DATE = "date"
    BY_ROW = "by_row"
    """Given for each row in ``Table.row_kinds``."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    name: str
    """For programs; unique within the table."""
    title: str
    """For people."""
    kind: ColumnKind = ColumnKind.TEXT
    signed: bool = False
    """Whether the figures are differences, shown with their sign."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns, in reading order."""

    name: str
    """For programs: name of a sheet, an anchor or a key."""
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    currency: str = ""
    """ISO 4217 code of all amounts."""
    row_kinds: tuple[ColumnKind, ...] = ()
    """ColumnKind of the cells of each row, in columns of kind ``BY_ROW``."""
    totals: int = 0
    """Number of rows at the end that are sums of those above."""
    notes: tuple[str, ...] = ()
    """Sentences that a reader of the table needs."""
    language: Language = Language.ENGLISH
    """How its figures are written."""
    scale: Scale | None = None
    """Unit of all amounts, if its paper has one; else their own."""

    def kind(self, row: int, column: int) -> ColumnKind:
        """Return the kind of one cell."""
        kind = self.columns[column].kind
        return self.row_kinds[row] if kind is ColumnKind.BY_ROW else kind

    @property
    def amounts(self) -> list[int]:
        """Sizes of all amounts, in the smallest unit of the currency."""
        return [
            abs(value)
            for number, row in enumerate(self.rows)
            for place, value in enumerate(row)
            if isinstance(value, int) and self.kind(number, place) is ColumnKind.MONEY
        ]


def text_columns(**titles: str) -> tuple[Column, ...]:
    """Make columns of text from their names and titles."""
    return tuple(Column(name, title) for name, title in titles.items())


NOTHING = "–"

SHORT, LONG = 16, 40
"""Letters up to which a text stays in one line, and from which it needs width to wrap in."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of one cell, and how it is styled."""

    text: str
    css: str
    """CSS classes: the kind of the cell, and for differences the sign."""
    exact: str = ""
    """The exact amount, if the text is rounded."""


def scale_of(table: Table) -> Scale:
    """Return one unit for all amounts of a table, and decimals of counts.

    The unit is that of its paper, or else the one that its largest amount asks for.
    """
    decimals = tuple(_column_decimals(table, place) for place in range(len(table.columns)))
    return replace(table.scale or _own_scale(table), decimals=decimals)


def _own_scale(table: Table) -> Scale:
    amounts = table.amounts
    if not amounts:
        return NO_AMOUNTS
    return scale_for(max(amounts), table.currency, table.language)


def decimals_of(scale: Scale, column: int, value: float) -> int:
    """Decimals of a count in a column."""
    known = scale.decimals[column] if scale.decimals else None
    return _decimals_of([value]) if known is None else known


def _column_decimals(table: Table, place: int) -> int | None:
    if table.columns[place].kind is not ColumnKind.COUNT:
        return None
    return _decimals_of([row[place] for row in table.rows])


def _decimals_of(values: Iterable[Value]) -> int:
    """As few decimals as show all figures of a column, one or two if some are no whole numbers."""
    figures = [abs(value) for value in values if isinstance(value, int | float)]
    if all(figure == int(figure) for figure in figures):
        return 0
    smallest = min(figure for figure in figures if figure)
    return 1 if max(figures) >= 10 and smallest >= 0.1 else 2


def cells(table: Table, scale: Scale) -> list[list[Cell]]:
    """Return all cells of a table as text, with amounts in one unit."""
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
    if isinstance(value, date) and table.language is Language.CHINESE:
        text = day_in(table.language, value)
    else:
        text = _text(kind, value, scale, column)
    return Cell(text, f"{kind.value}{_length_class(text)}")


def _length_class(text: str) -> str:
    width = text_width(text)
    return " short" if width <= SHORT else " long" if width > LONG else ""


def text_width(text: str) -> int:
    """Width of a text in letters; a Chinese character is as wide as two."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def _text(kind: ColumnKind, value: Value, scale: Scale, column: int) -> str:
    if kind is ColumnKind.COUNT and isinstance(value, int | float):
        return f"{value:,.{decimals_of(scale, column, value)}f}"
    if kind is ColumnKind.PERCENT and isinstance(value, int | float):
        return in_percent(value)
    return str(value)


def _money(amount: int, currency: str, scale: Scale, *, signed: bool) -> Cell:
    text = scaled_words(amount, currency, scale.power, scale.digits)
    exact = money_exact(amount, currency)
    if not signed or amount == 0:
        return Cell(text, ColumnKind.MONEY.value, exact)
    if amount > 0:
        return Cell(f"+{text}", f"{ColumnKind.MONEY.value} more", exact)
    return Cell(text, f"{ColumnKind.MONEY.value} less", exact)
