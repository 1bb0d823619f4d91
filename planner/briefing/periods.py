"""Money of a plan period by period as it is paid: without a discount."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from models.outlook import PeriodMoney
from models.scenario import Scenario
from planner.books import books_of
from planner.expanded_plan import ExpandedPlan, expand
from planner.rules import CostCategory, rules_of

_DAYS_OF_A_YEAR = 365
"""As in every price that is paid by the year."""


def period_money(done: ExpandedPlan) -> tuple[PeriodMoney, ...]:
    """One-off cash and running money of a plan in each period of the horizon.

    The plan is charged a second time at a discount rate of zero, so that amounts are exact and not
    worked back from present values. One-off cash is that of `planner.value.cash_by_fiscal_year`.
    Running money is what recurs: pay, replacing those who resign, leases, measures, routes, legal
    duties. Neither holds what is paid or lost once outside the programme's budget: the set-up of
    legal duties, hires at home for new posts, the output of newcomers, changes to the plan in
    force.
    """
    paid = _undiscounted(done)
    span = len(paid.scenario.periods)
    one_off, running = [0] * span, [0] * span
    for rule in rules_of(paid.scenario):
        for charge in rule.charges(paid) if rule.charges is not None else ():
            if charge.period >= span or rule.expected:
                continue
            one_off[charge.period] += charge.cash
            if rule.category is not CostCategory.ONE_OFF and not charge.once:
                # The cash of a hand-over is part of the pay at home.
                running[charge.period] += charge.unweighted - charge.cash
    return tuple(
        PeriodMoney(period=period.label, one_off=one_off[t], running=running[t])
        for t, period in enumerate(paid.scenario.periods)
    )


def end_run_rate(scenario: Scenario, paid: Sequence[PeriodMoney]) -> int:
    """Running money a year in the last period of the horizon, of what is paid in each period."""
    last, days = paid[-1], scenario.periods[-1].days
    return round(Fraction(last.running * _DAYS_OF_A_YEAR, days))


def _undiscounted(done: ExpandedPlan) -> ExpandedPlan:
    """The same plan at the prices of the day on which they are paid."""
    if not done.scenario.discount_rate:
        return done
    scenario = done.scenario.model_copy(update={"discount_rate": 0.0})
    return expand(books_of(scenario), done.plan)
