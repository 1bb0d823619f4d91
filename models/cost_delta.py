"""What one plan costs beyond another, and what the bounds of their searches prove of it.

Amounts are integers in the smallest unit of the planning currency.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from pydantic import model_validator

from models.base import Frozen, Id, Sum


class CostOrder(StrEnum):
    """Whether the cheapest plan with a change is dearer than the cheapest without, as proven."""

    DEARER = "dearer"
    CHEAPER = "cheaper"
    UNDECIDED = "cannot_be_told_apart"
    """Either may be cheaper: what both searches leave open is more than the difference."""


class RuleDelta(Frozen):
    """What one rule adds to a difference in cost."""

    rule: Id
    amount: Sum
    """At present value, with exposure times the risk weight."""
    expected: bool = False
    """Whether it is an expected loss rather than money paid."""


class CostDelta(Frozen):
    """What one plan costs beyond another, both audited; below zero where it costs less."""

    total: Sum
    """Money, and expected loss times the risk weight."""
    money: Sum
    expected_loss: Sum
    """Before the risk weight."""
    by_rule: tuple[RuleDelta, ...] = ()
    """Rules whose price differs; they add up to the total."""
    low: Sum | None = None
    """Least that the cheapest plan with the change costs beyond the cheapest without; None if no
    bound is known."""
    high: Sum | None = None
    """Most that it does."""
    order: CostOrder
    """What ``low`` and ``high`` prove."""

    @model_validator(mode="after")
    def _as_proven(self) -> Self:
        if self.order is not order_of(self.low, self.high):
            raise ValueError("order is not what low and high prove")
        return self


def order_of(low: int | None, high: int | None) -> CostOrder:
    """What the ends of an interval prove of a difference in cost."""
    if low is not None and low > 0:
        return CostOrder.DEARER
    if high is not None and high < 0:
        return CostOrder.CHEAPER
    return CostOrder.UNDECIDED
