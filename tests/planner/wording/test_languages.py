"""Amounts and days as each language writes them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.choices import Language
from planner.wording.amounts import figures_apart, money_in, number_like
from planner.wording.days import day_in

ENGLISH, CHINESE = Language.ENGLISH, Language.CHINESE


@pytest.mark.parametrize(
    ("amount", "currency", "english", "chinese"),
    [
        (0, "USD", "USD 0", "0美元"),
        (500_000_000, "USD", "USD 5 m", "500万美元"),
        (21_000_000_000, "USD", "USD 210 m", "2.1亿美元"),
        (-123_456_700, "CNY", "CNY -1.23 m", "-123万元人民币"),
        (99_999_900, "USD", "USD 1 m", "100万美元"),
        (999_900, "USD", "USD 10 k", "1万美元"),
        (123_400, "USD", "USD 1.23 k", "1230美元"),
        (5_000_000_000_000, "JPY", "JPY 5 tn", "5万亿日元"),
        (50_000, "PLN", "PLN 500", "500PLN"),
    ],
)
def test_an_amount_has_three_digits(amount: int, currency: str, english: str, chinese: str) -> None:
    assert money_in(ENGLISH, amount, currency) == english
    assert money_in(CHINESE, amount, currency) == chinese


def test_an_amount_beside_another_is_in_its_unit() -> None:
    assert number_like(ENGLISH, 30_000_000, 500_000_000, "USD") == "0.3"
    assert number_like(ENGLISH, 30_000_000, 0, "USD") == "300"
    assert number_like(CHINESE, 30_000_000, 500_000_000, "USD") == "30万"


def test_a_day_is_written_out() -> None:
    assert day_in(ENGLISH, date(2027, 1, 15)) == "15 January 2027"
    assert day_in(CHINESE, date(2027, 1, 15)) == "2027年1月15日"


@given(ends=st.tuples(*[st.integers(1, 999_999)] * 3), power=st.integers(0, 9))
def test_the_middle_of_a_range_reads_between_its_ends_and_as_none_of_them(
    ends: tuple[int, int, int], power: int
) -> None:
    """As far as six figures tell; in whole dollars."""
    amounts = [100 * 10**power * end for end in sorted(ends)]
    _, base, _ = amounts
    figures = figures_apart(amounts)

    beside = [number_like(ENGLISH, each, base, "USD", figures) for each in amounts]
    read = [Decimal(each.replace(",", "")) for each in beside]
    assert read == sorted(read)
    assert len(set(read)) == len(set(amounts))
    for language in Language:
        said = {money_in(language, each, "USD", figures) for each in amounts}
        assert len(said) == len(set(amounts))


def test_amounts_have_three_figures_where_these_tell_them_apart() -> None:
    assert figures_apart([123_400, 125_600]) == 3
    assert figures_apart([123_100, 123_400]) == 4
    assert figures_apart([123_400, 123_400]) == 3
    assert figures_apart([1_000_000_000, 1_000_000_001]) == 6
