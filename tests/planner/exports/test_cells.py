"""Cells as text: one unit for all amounts of a table, and what is nothing."""

from __future__ import annotations

import pytest

from planner.exports.table import Column, ColumnKind, Table, Value, cells, scale_of


def amounts(*figures: int | None, currency: str = "USD", signed: bool = False) -> Table:
    """A table of one column of money."""
    column = Column("paid", "Paid", ColumnKind.MONEY, signed=signed)
    return Table("t", "T", (column,), tuple((each,) for each in figures), currency)


@pytest.mark.parametrize(
    ("units", "words", "text"),
    [
        (9_999, "USD", "9,999.00"),
        (10_000, "USD", "10,000"),
        (9_999_999, "USD", "9,999,999"),
        (10_000_000, "USD thousand", "10,000"),
        (999_999_999, "USD thousand", "1,000,000"),
        (1_000_000_000, "USD million", "1,000.0"),
    ],
)
def test_the_unit_changes_at_ten_thousand_ten_million_and_a_billion(
    units: int, words: str, text: str
) -> None:
    """From ten thousand dollars on without cents, from ten million in thousands, from a billion in
    millions: 999,999,999 are 1,000,000 thousand to the nearest one.
    """
    table = amounts(units * 100)
    ((cell,),) = cells(table, scale_of(table))

    assert (scale_of(table).words, cell.text) == (words, text)
    assert cell.exact == f"USD {units:,}.00"


def test_the_largest_amount_of_either_sign_gives_the_unit() -> None:
    """Minus ten million dollars and one dollar, in thousands: -10,000 and 0."""
    table = amounts(100, -10_000_000_00)

    assert [cell.text for (cell,) in cells(table, scale_of(table))] == ["0", "-10,000"]


@pytest.mark.parametrize(
    ("figures", "texts"),
    [
        ((655.8, 1.6, -1, None), ["655.8", "1.6", "-1.0", "–"]),
        ((3.4, 649), ["3.4", "649.0"]),
        ((3.4, 0.25), ["3.40", "0.25"]),
        ((12.5, 0.04), ["12.50", "0.04"]),
        ((1_200, 0, "1 to 5"), ["1,200", "0", "1 to 5"]),
    ],
)
def test_counts_of_a_column_have_the_same_decimals(
    figures: tuple[Value, ...], texts: list[str]
) -> None:
    column = Column("count", "Count", ColumnKind.COUNT)
    table = Table("t", "T", (column,), tuple((each,) for each in figures))

    assert [cell.text for (cell,) in cells(table, scale_of(table))] == texts


def test_yen_have_no_cents_to_leave_out() -> None:
    """9,999 yen and 10,000,000 yen, the latter in thousands."""
    few, many = amounts(9_999, currency="JPY"), amounts(10_000_000, currency="JPY")

    assert [cell.text for (cell,) in cells(few, scale_of(few))] == ["9,999"]
    assert scale_of(many).words == "JPY thousand"


def test_differences_have_their_sign_and_nothing_has_a_dash() -> None:
    table = amounts(250, -250, 0, None, signed=True)
    shown = [cell for (cell,) in cells(table, scale_of(table))]

    assert [cell.text for cell in shown] == ["+2.50", "-2.50", "0.00", "–"]
    assert [cell.css for cell in shown] == ["money more", "money less", "money", "money nothing"]
