"""What becomes of a plan if one of its waves is dropped, or lands later.

Amounts are integers in the smallest unit of the planning currency.
"""

from __future__ import annotations

from models.base import Frozen, HeadCount
from models.clash import ClashMember
from models.cost_delta import CostDelta
from models.plan import PeriodLabel, Plan
from models.plan_change import PlanChange


class WaveChange(Frozen):
    """The plan made anew with a wave dropped or later; without a delta if that was not found."""

    delta: CostDelta | None = None
    """What the best plan found costs beyond the plan; None if it is shut, or none was found in
    time."""
    plan: Plan | None = None
    """That best plan, which is lawful by the audit."""
    change: PlanChange | None = None
    """How it differs from the plan that was asked about."""
    is_shut: bool = False
    """Whether it is proven that no plan does it."""
    shut_by: tuple[ClashMember, ...] = ()
    """Limits that shut it: moves that one of them does not admit, else limits that clash with it;
    rules that are no limits (what posts there are, when a move is complete) as their sentence."""


class WaveAnswer(Frozen):
    """What a wave is worth: without it its posts stay; later the same moves land in another period.

    All else may change with it.
    """

    period: PeriodLabel
    """Period in which the wave lands."""
    posts: HeadCount
    dropped: WaveChange
    later_period: PeriodLabel | None = None
    """The period a quarter on; None if the horizon has ended by then."""
    later: WaveChange | None = None
