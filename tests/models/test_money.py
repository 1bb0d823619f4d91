"""Money is read, kept and written exactly, or not at all."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from models.money import Money, Rate
from tests.support.builders import money

CURRENCIES = st.sampled_from(["USD", "CNY", "JPY", "INR", "KRW", "VND"])
AMOUNTS = st.integers(min_value=0, max_value=10**15 - 1)


@given(currency=CURRENCIES, amount=AMOUNTS)
def test_what_is_written_is_read_back(currency: str, amount: int) -> None:
    """Every amount survives text and JSON, to the smallest unit, in every currency."""
    written = Money(currency=currency, amount=amount)

    assert money(str(written)) == written
    assert Money.model_validate_json(written.model_dump_json()) == written


@pytest.mark.parametrize(
    ("text", "currency", "amount"),
    [
        ("USD 1250.50", "USD", 125050),
        ("USD 1250.5", "USD", 125050),
        ("USD 1250.5000", "USD", 125050),
        ("  USD 1  ", "USD", 100),
        ("USD 0.29", "USD", 29),
        ("CNY 480000", "CNY", 48_000_000),
        ("JPY 480000", "JPY", 480_000),
        ("JPY 480000.0", "JPY", 480_000),
    ],
)
def test_amounts_are_read_in_the_smallest_unit(text: str, currency: str, amount: int) -> None:
    """Cents are counted exactly where floats would slip (0.29), and yen have no cents."""
    assert money(text) == Money(currency=currency, amount=amount)


@pytest.mark.parametrize(
    ("currency", "amount", "text"),
    [
        ("USD", 125050, "USD 1250.50"),
        ("USD", 5, "USD 0.05"),
        ("JPY", 480_000, "JPY 480000"),
        ("CNY", 10**17, "CNY 1000000000000000.00"),
    ],
)
def test_amounts_are_written_with_the_decimals_of_their_currency(
    currency: str, amount: int, text: str
) -> None:
    """Two places for dollars, none for yen, and no exponent however large."""
    assert str(Money(currency=currency, amount=amount)) == text


@pytest.mark.parametrize(
    ("digits", "currencies"),
    [
        (0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"),
        (2, "AED AUD CHF CNY EUR GBP HKD IDR INR MYR NZD PHP SGD THB TWD USD"),
        (3, "BHD IQD JOD KWD LYD OMR TND"),
    ],
)
def test_each_currency_has_the_decimals_of_iso_4217(digits: int, currencies: str) -> None:
    """One whole unit is 1, 100 or 1000 of the smallest, as the standard's table of minor units."""
    assert {code: money(f"{code} 1").amount for code in currencies.split()} == dict.fromkeys(
        currencies.split(), 10**digits
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("USD 1.234", "USD has 2 decimal places, not more"),
        ("JPY 1.5", "JPY has 0 decimal places, not more"),
        ("1250 USD", "currency first"),
        ("USD1250", "currency first"),
        ("usd 1250", "currency first"),
        ("USD NaN", "currency first"),
        ("USD Infinity", "currency first"),
        ("USD 1e3", "currency first"),
        ("USD 1,250", "currency first"),
        ("USD 1.", "currency first"),
        ("USD", "currency first"),
        ("1250", "currency first"),
        ("", "currency first"),
        ("USD \u0661\u0662", "currency first"),
        ("USD 1\nUSD 2", "currency first"),
    ],
)
def test_other_ways_of_writing_are_refused(text: str, message: str) -> None:
    """Lost decimals, wrong order, NaN, exponents, separators and foreign digits are refused."""
    with pytest.raises(ValidationError, match=message):
        money(text)


@pytest.mark.parametrize("amount", [-1, 1.0, float("nan"), True, "1", None])
def test_the_amount_is_a_whole_number(amount: object) -> None:
    """Nothing but a whole number from zero on: no float, no truth value, no text, no debt."""
    with pytest.raises(ValidationError):
        Money.model_validate({"currency": "USD", "amount": amount})


@pytest.mark.parametrize("value", [1250, 1250.5, float("nan"), None])
def test_a_bare_number_is_no_money(value: object) -> None:
    """A number without its currency is refused."""
    with pytest.raises(ValidationError):
        Money.model_validate(value)


def test_a_rate_is_exact() -> None:
    """A rate is a decimal, not a float: 0.1 is one tenth."""
    rate = Rate(currency="CNY", worth="0.1", source="assumption")

    assert rate.value == Decimal(1) / Decimal(10)


@pytest.mark.parametrize(
    ("worth", "shortest"),
    [
        ("0.140", "0.14"),
        ("1.0", "1"),
        ("007.0660", "7.066"),
        ("100", "100"),
        ("1000000", "1000000"),
    ],
)
def test_one_rate_is_written_in_one_way(worth: str, shortest: str) -> None:
    """Idle zeros go, so that they do not change a scenario's hash."""
    assert Rate(currency="CNY", worth=worth, source="assumption").worth == shortest


@pytest.mark.parametrize("worth", ["0", "0.000", "-1", "NaN", "1e3", "1/7", "", ".5", "\u0661"])
def test_a_rate_is_a_plain_decimal_above_zero(worth: str) -> None:
    """Zero, negative, NaN, exponents, fractions and foreign digits are no rate."""
    with pytest.raises(ValidationError):
        Rate(currency="CNY", worth=worth, source="assumption")


def test_a_rate_names_its_source() -> None:
    """Where a rate comes from is not left out."""
    with pytest.raises(ValidationError, match="source"):
        Rate(currency="CNY", worth="0.14", source="")
