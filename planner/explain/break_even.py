"""At which multiplier of all losses a plan and the baselines cost the same."""

from __future__ import annotations

from models.account import Judgement
from models.baselines import Baselines
from models.uncertainty import BreakEven


def break_even_of(judgement: Judgement, baselines: Baselines) -> BreakEven:
    """Solve ``money + multiplier x expected loss`` for the multiplier at which both are equal.

    Losses enter every price in proportion, so that with the decisions of both sides as they are
    this is exact.
    """
    return BreakEven(
        staying_put=_multiplier(judgement, baselines.staying_put.judgement),
        staying_plus_measures=_multiplier(judgement, baselines.staying_plus_measures.judgement),
    )


def _multiplier(plan: Judgement, baseline: Judgement) -> float | None:
    dearer_by = plan.money - baseline.money
    loses_less_by = (baseline.total - baseline.money) - (plan.total - plan.money)
    if not loses_less_by:
        return None
    multiplier = dearer_by / loses_less_by
    return multiplier if multiplier >= 0 else None
