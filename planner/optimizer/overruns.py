"""Limits on money that a solver's rounding exceeds, and the margin that repairs that."""

from __future__ import annotations

from models.account import Judgement

ROUNDING = 100
"""Largest difference between the solver's sum and the audit's, in smallest units, from rounding."""

SOLVER_TOLERANCE = 1e-5
"""Largest overrun of a money limit by a solver's rounding, as a share of the limit."""


def overrun_by_rounding(judgement: Judgement | None) -> int:
    """Largest overrun of a limit on money, in smallest units of the planning currency.

    It is 0 if a plan breaks no limit, and also if it breaks one by more than rounding explains.
    """
    broken = judgement.violations if judgement is not None else ()
    slight = all(
        each.unit == "money"
        and each.limit is not None
        and each.violation <= max(ROUNDING, each.limit * SOLVER_TOLERANCE)
        for each in broken
    )
    return max((each.violation for each in broken), default=0) if slight else 0


def margin_for(overrun: int) -> int:
    """By how much limits on money are tightened once a solution has exceeded one by rounding."""
    return 2 * overrun + ROUNDING
