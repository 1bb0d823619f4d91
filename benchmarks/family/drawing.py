"""Draws, and money in local currency."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from random import Random
from typing import TypeVar

from models.money import Money, minor_digits

Drawn = TypeVar("Drawn")
Rates = Mapping[str, Decimal]
"""What one unit of a currency is worth in US dollars."""


def some(draw: Random, all_of: Sequence[Drawn], share: float) -> list[Drawn]:
    """A share of a sequence, at least one, in its order."""
    count = min(len(all_of), max(1, round(share * len(all_of))))
    chosen = sorted(draw.sample(range(len(all_of)), count))
    return [all_of[i] for i in chosen]


def local(dollars: float, currency: str, rates: Rates) -> Money:
    """A round amount in a currency that is worth about so many dollars."""
    units = Decimal(round(dollars)) / rates[currency]
    hundreds = int((units / 100).to_integral_value()) * 100
    return Money(currency=currency, amount=hundreds * 10 ** minor_digits(currency))
