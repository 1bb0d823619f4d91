"""Budget: one-off cash, by fiscal year and in total."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from models.scenario import Scenario
from planner.formulation.draft import Draft
from planner.outcome import Outcome
from planner.rules.rule import Charge, Check, Rule
from planner.valuation import worth_in

ROW_UNIT = 100_000
"""Cash enters rows in thousands, so that solvers see figures near one."""


def build(draft: Draft) -> None:
    """``cash of all rules <= limit``, undiscounted."""
    scenario = draft.sets.scenario
    periods, columns, cash, fixed = draft.tallied("cash")
    years = np.array([period.fiscal_year for period in scenario.periods])
    for year, limit in _limits(scenario):
        counted = np.ones(len(periods), dtype=np.bool_) if year is None else years[periods] == year
        row = draft.add_rows(1, -np.inf, (limit - fixed - draft.margin) / ROW_UNIT)
        draft.enter(row, columns[counted], cash[counted] / ROW_UNIT)


def _limits(scenario: Scenario) -> list[tuple[int | None, int]]:
    worth, budget = worth_in(scenario), scenario.budget
    limits: list[tuple[int | None, int]] = [
        (each.fiscal_year, int(worth(each.limit))) for each in budget.by_fiscal_year
    ]
    return limits if budget.total is None else [(None, int(worth(budget.total))), *limits]


def checks(outcome: Outcome, charges: Sequence[Charge]) -> Iterable[Check]:
    """One-off cash of all prices, in total and in each fiscal year with a limit."""
    scenario = outcome.scenario
    spent: dict[int | None, int] = {None: 0}
    for charge in charges:
        if charge.cash:
            year = scenario.periods[charge.period].fiscal_year
            spent[None] += charge.cash
            spent[year] = spent.get(year, 0) + charge.cash
    worth, budget = worth_in(scenario), scenario.budget
    if budget.total is not None:
        yield Check(spent[None], int(worth(budget.total)), "one-off cash over the horizon")
    for each in budget.by_fiscal_year:
        subject = f"one-off cash in fiscal year {each.fiscal_year}"
        yield Check(spent.get(each.fiscal_year, 0), int(worth(each.limit)), subject)


def values(scenario: Scenario) -> Sequence[str]:
    """The limits in force."""
    budget = scenario.budget
    total = () if budget.total is None else (f"in total: {budget.total}",)
    return (*total, *(f"fiscal year {y.fiscal_year}: {y.limit}" for y in budget.by_fiscal_year))


RULE = Rule(
    name="budget",
    sentence=(
        "One-off cash (packages, permits, severance, hires, fit-out) stays within the budget of "
        "each fiscal year and of the whole programme."
    ),
    formula="sum of one-off cash in a fiscal year, and in total, <= its limit; undiscounted",
    unit="money",
    source="policy of the firm",
    build=build,
    checks=checks,
    values=values,
)
