"""What it costs in a year to leave every cohort where it is, beside what the budget says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from models.errors import InputError
from models.scenario import Scenario
from planner.roster.amount_lines import NO_SHARE, about, against_control, share_of
from planner.roster.pay_totals import is_of_few
from planner.roster.receipt_line import ReceiptLine
from planner.valuation import worth_in
from planner.wording.amounts import money_whole

COST = "cost"
"""The argument for the control total, as errors name it."""


@dataclass(frozen=True)
class StayingPut:
    """The cost of all posts for a year at the pay of the planning date, as the model counts it."""

    posts: int
    """Filled and open ones: the model pays every post."""
    amount: int
    """In the smallest unit of the planning currency."""
    currency: str
    control: int | None
    """What the person who loads the roster says it is."""
    uncounted: int
    """Rows that are no posts, though the budget may hold them."""


def staying_put(scenario: Scenario, controls: Mapping[str, int], uncounted: int) -> StayingPut:
    """The cost of the cohorts as they are written.

    Parameters
    ----------
    scenario
        The scenario.
    controls
        The control total, by its currency; empty without one.
    uncounted
        Rows of posts that are in no cohort.

    Raises
    ------
    InputError
        The control total is in another currency than the plan.
    """
    currency, worth = scenario.currency, worth_in(scenario)
    if others := sorted(set(controls) - {currency}):
        step = f"Give it in the currency of the plan: '{currency} 123,456,789'."
        message = "is not in the planning currency"
        raise InputError.of(message, field=COST, found=", ".join(others), next_step=step)
    annual = {(row.role, row.office): worth(row.annual) for row in scenario.pay}
    amount = sum(each.posts * annual[each.role, each.office] for each in scenario.cohorts)
    posts = sum(each.posts for each in scenario.cohorts)
    return StayingPut(posts, round(amount), currency, controls.get(currency), uncounted)


def staying_put_line(cost: StayingPut, floor: int) -> ReceiptLine:
    """The cost, and how far the control total is from it.

    Parameters
    ----------
    cost
        The cost.
    floor
        Fewest people that a figure may be about.
    """
    name = f"Staying put for a year, {cost.posts:,} posts with open ones, at the pay as written"
    exact, rounded = money_whole(cost.amount, cost.currency), about(cost.amount, cost.currency)
    if cost.control is None:
        return ReceiptLine(
            f"{name}: about {rounded}; no control total was given",
            f"{name}: {exact}; no control total was given (--control-cost '{cost.currency} ...')",
        )
    gap = cost.amount - cost.control
    share = share_of(gap, cost.control)
    told = against_control(name, cost.amount, cost.control, cost.currency)
    few = 0 < cost.uncounted < floor or is_of_few(gap, cost.amount, cost.posts, floor)
    if few and share != NO_SHARE:
        return ReceiptLine(
            f"{name}: about {rounded}; the control total is another, not shown, since the gap may "
            f"be the cost of fewer than {floor} people",
            told,
        )
    beside = f"control total about {about(cost.control, cost.currency)}: {share}"
    return ReceiptLine(f"{name}: about {rounded}, {beside}", told)
