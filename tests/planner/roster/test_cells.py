"""Amounts and dates as people write them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from planner.roster.cells import (
    AmbiguousDateError,
    UnreadableCellError,
    amount_of,
    day_of,
    in_smallest_unit,
    months_between,
)


def wide(text: str) -> str:
    """A text as a Chinese keyboard types it."""
    return "".join(chr(ord(each) + 0xFEE0) for each in text)


@pytest.mark.parametrize(
    ("cell", "amount", "currency"),
    [
        (320_000.0, "320000", ""),
        ("320,000", "320000", ""),
        ("CNY 320,000.50", "320000.50", "CNY"),
        ("320000 RMB", "320000", "CNY"),
        ("US$ 1,200", "1200", "USD"),
        (f"{wide('123,456')}人民币", "123456", "CNY"),
    ],
)
def test_an_amount_is_read(cell: object, amount: str, currency: str) -> None:
    found, code = amount_of(cell)

    assert (found, code) == (Decimal(amount), currency)


@pytest.mark.parametrize(
    "cell",
    [
        "¥320000",
        "$5",
        "32万",
        "620k",
        "32,00",
        "3.2.1",
        "1,2345",
        "a lot",
        "-5",
        -5.0,
        1e300,
        "9" * 40,
        date(2020, 1, 1),
    ],
)
def test_what_is_no_amount_or_could_be_several_is_refused(cell: object) -> None:
    with pytest.raises(UnreadableCellError):
        amount_of(cell)


def test_an_amount_becomes_an_integer_of_the_smallest_unit() -> None:
    assert in_smallest_unit(Decimal("12.5"), "CNY") == 1250
    assert in_smallest_unit(Decimal(12), "JPY") == 12


@pytest.mark.parametrize(
    "cell",
    ["2021-04-03", "2021/4/3", "2021年4月3日", wide("2021/4/3"), "2021-04-03T00:00:00.000-08:00"],
)
def test_a_date_with_the_year_first_is_read(cell: str) -> None:
    assert day_of(cell, "") == date(2021, 4, 3)


def test_day_against_month_is_never_guessed() -> None:
    with pytest.raises(AmbiguousDateError, match="two dates"):
        day_of("03/04/2021", "")
    assert day_of("03/04/2021", "day-first") == date(2021, 4, 3)
    assert day_of("03/04/2021", "month-first") == date(2021, 3, 4)


def test_a_date_that_can_be_one_only_is_read() -> None:
    """Its day is above 12, or its month; not where somebody has said another order."""
    assert day_of("25/12/2010", "") == date(2010, 12, 25)
    assert day_of("12/25/2010", "") == date(2010, 12, 25)
    assert day_of("05/05/2010", "") == date(2010, 5, 5)
    for cell, order in (("12/25/2010", "day-first"), ("13/14/2021", ""), ("30/02/2021", "")):
        with pytest.raises(UnreadableCellError, match="is not a date"):
            day_of(cell, order)


def test_bare_numbers_are_no_dates() -> None:
    with pytest.raises(UnreadableCellError, match="number"):
        day_of(44_000.0, "")


def test_months_of_service_are_full_months() -> None:
    assert months_between(date(2020, 1, 31), date(2026, 12, 1)) == 82
    assert months_between(date(2020, 12, 1), date(2026, 12, 1)) == 72
