"""What one plan costs beyond another, rule by rule, and what is proven of the difference."""

from __future__ import annotations

import math

from models.account import Judgement
from models.cost_delta import CostDelta, RuleDelta, order_of

Bound = float | None
"""Lower bound of the cheapest plan of a programme; None, or minus infinity, if none is known."""


def delta_between(
    before: Judgement, after: Judgement, bound_before: Bound, bound_after: Bound
) -> CostDelta:
    """What a plan with a change costs beyond a plan without it.

    Parameters
    ----------
    before, after
        Audits of the best plans found without the change and with it.
    bound_before, bound_after
        Lower bounds of both programmes.

    Returns
    -------
    delta
        The difference of these plans, and between what the difference of the cheapest plans of both
        programmes must lie: neither of them costs more than the plan found, or less than its bound.
    """
    low, high = _less(bound_after, before.total), _less(bound_before, after.total)
    high = None if high is None else -high
    return CostDelta(
        total=after.total - before.total,
        money=after.money - before.money,
        expected_loss=after.expected_loss - before.expected_loss,
        by_rule=tuple(_by_rule(before, after)),
        low=low,
        high=high,
        order=order_of(low, high),
    )


def of_a_restriction(delta: CostDelta) -> CostDelta:
    """The same where the change only takes plans away: the cheapest then costs no less."""
    if delta.low is None or delta.low >= 0:
        return delta
    return delta.model_copy(update={"low": 0})


def gap_of(judgement: Judgement, bound: Bound) -> float | None:
    """Largest possible improvement on a plan, as a share of its total; None without a bound."""
    missing = _less(bound, judgement.total)
    return None if missing is None else max(0.0, -missing / max(1, abs(judgement.total)))


def _less(bound: Bound, total: int) -> int | None:
    """A bound less a total, rounded up since totals are whole; None without a bound."""
    if bound is None or not math.isfinite(bound):
        return None
    return math.ceil(bound - 0.01 - abs(bound) * 1e-12) - total


def _by_rule(before: Judgement, after: Judgement) -> list[RuleDelta]:
    lines = {line.rule: line.expected for line in (*before.price_list, *after.price_list)}
    return [
        RuleDelta(rule=rule, amount=amount, expected=expected)
        for rule, expected in lines.items()
        if (amount := after.amount(rule) - before.amount(rule))
    ]
