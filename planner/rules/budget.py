"""Budget: one-off cash, by fiscal year and in total."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from models.money import Money
from models.scenario import Scenario
from planner.expanded_plan import ExpandedPlan
from planner.formulation.builder import ProgramBuilder
from planner.rules.limit_kind import LimitKind, Place
from planner.rules.named_limit import NamedLimit
from planner.rules.negotiable import Negotiable, Setting, raised
from planner.rules.rule import Charge, Check, Rule
from planner.valuation import worth_in

ROW_UNIT = 100_000
"""Cash enters rows in thousands, so that solvers see figures near one."""

MONTHS_OF_A_YEAR = 12


def _total(limit: NamedLimit) -> Iterator[Negotiable]:
    total, scenario = limit.scenario.budget.total, limit.scenario
    if total is not None:
        months = len(scenario.periods) * scenario.horizon.period.months
        yield raised(total, lambda money: ("budget.total", str(money)), months)


def _yearly(limit: NamedLimit) -> Iterator[Negotiable]:
    limits, year = limit.scenario.budget.by_fiscal_year, limit.member.subject.fiscal_year
    mine = next(each.limit for each in limits if each.fiscal_year == year)

    def setting(money: Money) -> Setting:
        rows = {each.fiscal_year: each.limit for each in limits} | {year: money}
        return "budget.by_fiscal_year", tuple(
            {"fiscal_year": str(each), "limit": str(amount)} for each, amount in rows.items()
        )

    yield raised(mine, setting, MONTHS_OF_A_YEAR)


def _worth(scenario: Scenario, place: Place) -> int | None:
    limits: dict[int | None, Money | None] = {
        each.fiscal_year: each.limit for each in scenario.budget.by_fiscal_year
    }
    limits[None] = scenario.budget.total
    limit = limits[place.get("year")]
    return None if limit is None else int(worth_in(scenario)(limit))


TOTAL = LimitKind(
    "budget",
    lambda limit: f"one-off cash of the whole programme stays within {limit.amount}",
    amount=_worth,
    gives=_total,
)

FISCAL_YEAR = LimitKind(
    "fiscal_year",
    lambda limit: (
        f"one-off cash of fiscal year {limit.member.subject.fiscal_year} stays within "
        f"{limit.amount}"
    ),
    amount=_worth,
    gives=_yearly,
)


def build(builder: ProgramBuilder) -> None:
    """``cash of all rules <= limit``, undiscounted."""
    scenario = builder.sets.scenario
    periods, columns, cash, fixed = builder.tally_of("cash")
    years = np.array([period.fiscal_year for period in scenario.periods])
    for year, limit in _limits(scenario):
        counted = np.ones(len(periods), dtype=np.bool_) if year is None else years[periods] == year
        about = TOTAL.at() if year is None else FISCAL_YEAR.at(year=year)
        with builder.limiting(about):
            row = builder.add_rows(1, -np.inf, (limit - fixed - builder.margin) / ROW_UNIT)
        builder.enter(row, columns[counted], cash[counted] / ROW_UNIT)


def _limits(scenario: Scenario) -> list[tuple[int | None, int]]:
    """What is left of each limit."""
    worth, budget = worth_in(scenario), scenario.budget
    spent: Counter[int | None] = Counter()
    for each in scenario.under_way.spent:
        spent[each.fiscal_year] += int(worth(each.cash))
    limits: list[tuple[int | None, Money]] = [
        (each.fiscal_year, each.limit) for each in budget.by_fiscal_year
    ]
    if budget.total is not None:
        limits = [(None, budget.total), *limits]
    return [(year, max(int(worth(limit)) - spent[year], 0)) for year, limit in limits]


def checks(expanded: ExpandedPlan, charges: Sequence[Charge]) -> Iterable[Check]:
    """One-off cash of all prices and what has been spent, in total and in each limited year.

    A plan does not violate a limit that past spending has exceeded, but it may add nothing.
    """
    scenario = expanded.scenario
    worth, budget = worth_in(scenario), scenario.budget
    spent: Counter[int | None] = Counter()
    for each in scenario.under_way.spent:
        spent[each.fiscal_year] += int(worth(each.cash))
    cash = Counter(spent)
    for charge in charges:
        if charge.cash:
            cash[None] += charge.cash
            cash[scenario.periods[charge.period].fiscal_year] += charge.cash
    if budget.total is not None:
        limit = max(int(worth(budget.total)), spent[None])
        yield Check(cash[None], limit, "one-off cash over the horizon")
    for yearly in budget.by_fiscal_year:
        year = yearly.fiscal_year
        limit = max(int(worth(yearly.limit)), spent[year])
        yield Check(cash[year], limit, f"one-off cash in fiscal year {year}")


def values(scenario: Scenario) -> Sequence[str]:
    """The limits in force."""
    budget = scenario.budget
    total = () if budget.total is None else (f"in total: {budget.total}",)
    return (*total, *(f"fiscal year {y.fiscal_year}: {y.limit}" for y in budget.by_fiscal_year))


RULE = Rule(
    name="budget",
    sentence=(
        "One-off cash (packages, permits, severance, hires, the second pay of a hand-over, "
        "fit-out) stays within the budget of each fiscal year and of the whole programme, less "
        "what has been spent already."
    ),
    formula=(
        (
            "budget: sum of one-off cash in a fiscal year, and in total, <= its limit - what has "
            "been spent; undiscounted"
        ),
    ),
    unit="money",
    source="policy of the firm",
    build=build,
    checks=checks,
    values=values,
    limits=(TOTAL, FISCAL_YEAR),
)
