"""Amounts, shares and statuses are said the same way everywhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.wording.amounts import money_exact, money_words
from planner.wording.labels import rule_words


@pytest.mark.parametrize(
    ("amount", "currency", "words"),
    [
        (0, "USD", "USD 0"),
        (1_250, "USD", "USD 12"),
        (99_950, "USD", "USD 1.00 k"),
        (123_456, "USD", "USD 1.23 k"),
        (1_234_567_890, "USD", "USD 12.3 m"),
        (-1_234_567_890, "USD", "USD -12.3 m"),
        (99_999_999, "USD", "USD 1.00 m"),
        (1_234_567_890_000, "USD", "USD 12.3 bn"),
        (123_456_789_000_000, "USD", "USD 1.23 tn"),
        (12_345_678, "JPY", "JPY 12.3 m"),
        (-40, "USD", "USD 0"),
    ],
)
def test_short_amounts(amount: int, currency: str, words: str) -> None:
    """Three digits and a unit; a currency without cents is not divided by a hundred."""
    assert money_words(amount, currency) == words


def test_exact_amounts() -> None:
    """Every digit is there, in groups of three, with the currency's own decimals."""
    assert money_exact(1_234_567_890, "USD") == "USD 12,345,678.90"
    assert money_exact(-5, "USD") == "USD -0.05"
    assert money_exact(1_234_567, "JPY") == "JPY 1,234,567"


@given(st.integers(-(10**15), 10**15))
def test_exact_amounts_lose_nothing(amount: int) -> None:
    """What is written exactly reads back as the same integer."""
    _, digits = money_exact(amount, "USD").split()
    assert int(digits.replace(",", "").replace(".", "")) == amount


@given(st.integers(10**5, 10**16))
def test_short_amounts_are_near(amount: int) -> None:
    """What is written in short is within half a hundredth of the amount."""
    _, digits, unit = money_words(amount, "USD").split()
    value = float(digits.replace(",", "")) * {"k": 1e3, "m": 1e6, "bn": 1e9, "tn": 1e12}[unit]
    assert value == pytest.approx(amount / 100, rel=0.00501)


def test_rules_are_named_for_people() -> None:
    """The file name of a rule becomes words."""
    assert rule_words("presence_exposure") == "Presence exposure"
