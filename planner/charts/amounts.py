"""Amounts in charts: all of a chart in one unit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from models.money import CurrencyCode, minor_digits
from planner.charts.numbers import figure

_POWERS = ((6, " million", 10**6), (3, " thousand", 10**4), (0, "", 0))
"""Powers of ten with their words, and the least whole amount from which on they are used."""


@dataclass(frozen=True, slots=True)
class AmountUnit:
    """In what a chart's amounts are given."""

    currency: CurrencyCode
    scale: str
    """``million`` after a blank, or nothing."""
    smallest: int
    """How many of the currency's smallest unit it is."""

    @property
    def words(self) -> str:
        """``USD million``."""
        return f"{self.currency}{self.scale}"

    def of(self, amount: int) -> float:
        """An amount in the smallest unit, in this one, to three decimals."""
        return round(amount / self.smallest, 3)

    def said(self, amount: int) -> str:
        """An amount in the smallest unit, in a sentence: ``USD 12.3 million``."""
        return f"{self.currency} {figure(self.of(amount))}{self.scale}"

    def more_or_less(self, amount: int) -> str:
        """A difference in a sentence: ``USD 12.3 million more``."""
        return f"{self.said(abs(amount))} {'less' if amount < 0 else 'more'}"


def unit_of(amounts: Iterable[int], currency: CurrencyCode) -> AmountUnit:
    """The unit in which the largest amount has a few digits."""
    whole = 10 ** minor_digits(currency)
    largest = max((abs(amount) for amount in amounts), default=0) // whole
    power, scale = next((power, words) for power, words, least in _POWERS if largest >= least)
    return AmountUnit(currency, scale, whole * 10**power)
