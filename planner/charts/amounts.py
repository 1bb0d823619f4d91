"""Amounts in charts: all of a chart in one unit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from models.money import CurrencyCode, minor_digits

_POWERS = ((6, " million", 10**6), (3, " thousand", 10**4), (0, "", 0))
"""Powers of ten with their words, and the least whole amount from which on they are used."""


@dataclass(frozen=True, slots=True)
class AmountUnit:
    """In what a chart's amounts are given."""

    words: str
    """``USD million``."""
    smallest: int
    """How many of the currency's smallest unit it is."""

    def of(self, amount: int) -> float:
        """An amount in the smallest unit, in this one, to three decimals."""
        return round(amount / self.smallest, 3)


def unit_of(amounts: Iterable[int], currency: CurrencyCode) -> AmountUnit:
    """The unit in which the largest amount has a few digits, in English."""
    whole = 10 ** minor_digits(currency)
    largest = max((abs(amount) for amount in amounts), default=0) // whole
    power, scale = next((power, words) for power, words, least in _POWERS if largest >= least)
    return AmountUnit(f"{currency}{scale}", whole * 10**power)
