"""Whether plans of different planning dates or horizons can be set side by side."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from planner.exports.lineup import NamedPlan

RULE = (
    "Plans of different planning dates or horizons are set side by side only where their horizons "
    "end on the same day, and then by what they are better by, not by their totals"
)


def different_spans(plans: Sequence[NamedPlan]) -> tuple[str, ...]:
    """A sentence on how to read plans that look at different stretches of time, if they do.

    A total holds all that is paid from the planning date on, whatever is decided: the plan that is
    made later has less of it. What a plan is better by than staying put holds none of that, but
    grows with a horizon that ends later.
    """
    if len({(_ends(plan), plan.scenario.planning_date) for plan in plans}) == 1:
        return ()
    if len({_ends(plan) for plan in plans}) == 1:
        return (f"{RULE}: these do.",)
    return (f"{RULE}: these do not (horizon.ends holds the day in place).",)


def _ends(plan: NamedPlan) -> tuple[date, date]:
    """First days after the horizon and after its tail."""
    horizon, last = plan.scenario.horizon, plan.scenario.periods[-1]
    months = last.ends.year * 12 + last.ends.month - 1
    after = months + horizon.tail_periods * horizon.period.months
    return last.ends, date(after // 12, after % 12 + 1, 1)
