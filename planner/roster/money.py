"""Pay of many people: converted at once, and rounded so that no wage can be worked out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from models.money import Money
from planner.roster.posts import Post
from planner.valuation import Converter, Figures

_MANY = 10**9


def unit_worth(currency: str, worth: Converter) -> float:
    """Worth of the smallest unit of a currency, in that of the planning currency."""
    return worth(Money(currency=currency, amount=_MANY)) / _MANY


def annual_pay(people: Sequence[Post], worth: Converter) -> Figures:
    """Yearly pay of each, in the smallest unit of the planning currency."""
    units = {currency: unit_worth(currency, worth) for currency in {p.currency for p in people}}
    return np.array([post.annual * units[post.currency] for post in people])


def three_digits(amount: float) -> int:
    """An amount of the smallest unit, rounded to three digits."""
    whole = round(amount)
    step: int = 10 ** max(len(str(abs(whole))) - 3, 0)
    return round(whole / step) * step
