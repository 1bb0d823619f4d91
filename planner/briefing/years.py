"""What each rule costs in each fiscal year of the horizon, and after it."""

from __future__ import annotations

from collections.abc import Iterable

from models.outlook import RuleYear
from planner.expanded_plan import ExpandedPlan
from planner.rules import Charge, rules_of


def rule_years(done: ExpandedPlan) -> tuple[RuleYear, ...]:
    """Cost of a plan by rule and fiscal year, at present value, before the risk weight.

    Rules are in reading order, and of each rule the tail is last. Years in which a rule costs
    nothing are left out. Amounts of one rule add up to the unweighted amount of its price line.
    """
    return tuple(
        RuleYear(rule=rule.name, fiscal_year=year, amount=amount, is_expected=rule.expected)
        for rule in rules_of(done.scenario)
        if rule.charges is not None
        for year, amount in _by_year(done, rule.charges(done)).items()
        if amount
    )


def _by_year(done: ExpandedPlan, charges: Iterable[Charge]) -> dict[int | None, int]:
    """Sum of charges by fiscal year; None for the tail."""
    years = [*(period.fiscal_year for period in done.scenario.periods), None]
    sums = dict.fromkeys(years, 0)
    for charge in charges:
        sums[years[charge.period]] += charge.unweighted
    return sums
