"""What a plan is worth: money apart from expected loss, and cash by the year."""

from __future__ import annotations

from models.base import Frozen
from models.baselines import BaselineName


class Saving(Frozen):
    """What a plan costs less than the better baseline; below zero where it costs more.

    Amounts are at present value, in the smallest unit of the planning currency.
    """

    total: int
    """Money, and expected loss times the risk weight."""
    money: int
    """What is really paid less."""
    expected_loss: int
    """What is expected to be lost less, before the risk weight: it rests on assumed likelihoods."""
    horizon: int
    """What of the total falls within the horizon."""
    tail: int
    """What of it falls after the horizon."""
    against: BaselineName
    """The baseline it is taken against: of those that keep every rule, the one of the lower total;
    of both where neither does."""


class YearCash(Frozen):
    """One-off cash of a fiscal year, undiscounted, in the smallest unit of the currency."""

    fiscal_year: int
    amount: int
