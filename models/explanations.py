"""Answers to questions about a plan: kept in its file, and shown wherever it is shown.

Amounts are integers in the smallest unit of the planning currency.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from models.base import Count, Frozen, Id, Sum
from models.break_even import BreakEvens
from models.clash import ClashMember
from models.workforce import Mode


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


class OptionKind(StrEnum):
    """What could be done with the posts of a cohort, or about them."""

    STAY = "stay"
    """None of them move."""
    DESTINATION = "destination"
    """They move to an office."""
    MODE = "mode"
    """They move in a mode."""
    MEASURE = "measure"
    """A measure that touches them is started."""
    WITHOUT_MEASURE = "without_measure"
    """A measure that touches them is not started."""


class WhyOption(Frozen):
    """One thing that could be done, and what the plan becomes with it."""

    kind: OptionKind
    destination: Id | None = None
    mode: Mode | None = None
    measure: Id | None = None
    in_plan: bool = False
    """Whether the plan does so."""
    delta: CostDelta | None = None
    """What the best plan found with it costs beyond the plan; None if it is shut, or if none was
    found in time."""
    gap: float | None = Field(default=None, ge=0.0)
    """Largest possible improvement on that best plan, as a share of its total; None if no bound is
    known."""
    shut_by: tuple[ClashMember, ...] = ()
    """Limits that shut it; empty if nothing does."""


class Why(Frozen):
    """Why a cohort's posts go where they go: what else could be done, from the best on."""

    cohort: Id
    posts: Count
    """Posts that each option moves at least: those that the plan moves of the cohort, or all that
    can move where it moves none."""
    ranked: tuple[WhyOption, ...]
    """By the difference in total; what is shut comes last."""


class Explanations(Frozen):
    """Answers to what has been asked about a plan."""

    why: tuple[Why, ...] = ()
    """At most one for each cohort, in the order in which they were given."""
    break_even: BreakEvens | None = None
    """When the plan stops paying."""

    def with_answer(self, answer: Explanations) -> Explanations:
        """All answers of both; later ones take the place of earlier ones to the same question."""
        asked = {each.cohort for each in answer.why}
        others = (each for each in self.why if each.cohort not in asked)
        return Explanations(
            why=(*others, *answer.why), break_even=answer.break_even or self.break_even
        )


NO_EXPLANATIONS = Explanations()
