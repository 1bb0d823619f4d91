"""Money of each period as it is paid, without a discount."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest

from models.calendar import Horizon, PeriodKind
from models.obligations import ObligationAbout
from models.plan import Move
from models.plan_in_force import Churn
from models.scenario import Scenario
from models.workforce import HeadcountStep, Mode, ModePolicies, ModePolicy
from planner import api
from planner.books import books_of
from planner.briefing.periods import end_run_rate, period_money
from planner.expanded_plan import ExpandedPlan, expand
from planner.rules import CostCategory, rules_of
from planner.valuation import instalments
from planner.value import cash_by_fiscal_year
from tests.support.any_plan import bundled_plan
from tests.support.builders import block, cohort, money, move, office, plan, scenario
from tests.support.companies import MASKING, exposed
from tests.support.duties import measure, obligation
from tests.support.limiting import in_force

QUARTERS = (90, 91, 92, 92)
"""Days of the quarters of 2027."""


def company(**changes: Any) -> Scenario:
    """Ten posts at USD 200 a day in Shanghai, half of that in Bengaluru, at a discount of 8 %."""
    return scenario(**{"discount_rate": 0.08, **changes})


def paid(whole: Scenario, *moves: Move, **rest: Any) -> tuple[list[float], list[float]]:
    """[t] one-off cash and running money in dollars."""
    made = plan(moves).model_copy(update=rest)
    rows = period_money(expand(books_of(whole), made))
    return [each.one_off / 100 for each in rows], [each.running / 100 for each in rows]


def a_day(*dollars: int) -> list[float]:
    """[t] so many dollars a day, or those of each quarter."""
    each = dollars if len(dollars) == len(QUARTERS) else dollars * len(QUARTERS)
    return [days * amount for days, amount in zip(QUARTERS, each, strict=True)]


def test_pay_is_not_discounted() -> None:
    assert paid(company()) == ([0, 0, 0, 0], a_day(2_000))


def test_one_off_cash_is_in_the_period_of_the_landing() -> None:
    """Two people move in April for USD 5,000 each."""
    offices = (
        office("shanghai", "china", "bank_cn"),
        office("bengaluru", "india", "services_in", relocation=money("USD 5000")),
    )

    assert paid(company(offices=offices), move(2, period="2027-Q2")) == (
        [0, 10_000, 0, 0],
        a_day(2_000, 1_800, 1_800, 1_800),
    )


def test_the_second_pay_of_a_hand_over_is_cash_and_no_running_money() -> None:
    """Four successors from April on; those whom they follow are paid until July."""
    modes = ModePolicies(redundancy=ModePolicy(overlap_periods=1))

    assert paid(company(modes=modes), move(4, Mode.REDUNDANCY, "2027-Q2")) == (
        [0, 91 * 800, 0, 0],
        a_day(2_000, 1_600, 1_600, 1_600),
    )


def test_fit_out_is_cash_and_leases_of_blocks_are_running() -> None:
    """A block for USD 5,000 and then USD 10 a day."""
    there = office(
        "bengaluru", "india", "services_in", block_seats=5, max_blocks=1,
        block_fit_out=money("USD 5000"), block_lease=money("USD 3650"),
    )  # fmt: skip
    whole = company(offices=(office("shanghai", "china", "bank_cn"), there))

    assert paid(whole, blocks=(block("bengaluru", 1, "2027-Q3"),)) == (
        [0, 0, 5_000, 0],
        a_day(2_000, 2_000, 2_010, 2_010),
    )


def test_expected_losses_are_no_money_and_measures_are() -> None:
    """A case, and USD 10 a day for masking that is in force at the start."""
    masking = measure("masking", in_force=True, **MASKING)
    whole = exposed(discount_rate=0.08, measures=(masking, measure("devices")))

    assert paid(whole) == ([0, 0, 0, 0], a_day(2_010))


def test_what_is_paid_once_outside_the_budget_is_neither() -> None:
    """A duty set up for USD 9,000, output lost on landing, a plan in force that is changed."""
    duty = {"set_up": money("USD 9000"), "yearly": money("USD 3650")}
    whole = exposed(
        discount_rate=0.08,
        obligations=(obligation("systems", ObligationAbout.SYSTEM, **duty),),
        modes=ModePolicies(transfer=ModePolicy(ramp_up_months=6.0, ramp_up_loss=0.5)),
        incumbent=(in_force(3, period="2027-Q2"),),
        churn=Churn(per_head=money("USD 1000")),
    )

    assert paid(whole, move(2, period="2027-Q3")) == (
        [0, 0, 0, 0],
        a_day(2_010, 2_010, 1_810, 1_810),
    )


def test_hires_for_new_posts_recur_no_more_than_once() -> None:
    """Two posts more in the last quarter, with hires; those who resign are replaced every day."""
    whole = company(
        offices=(
            office("shanghai", "china", "bank_cn", hiring_share=0.1),
            office("bengaluru", "india", "services_in"),
        ),
        cohorts=(cohort("kyc", attrition=0.5),),
        headcount=(HeadcountStep(cohort="kyc", effective_from=date(2027, 10, 1), posts=12),),
    )
    done = expand(books_of(whole), plan())

    assert paid(whole)[1] == a_day(2_100, 2_100, 2_100, 2_520)
    assert end_run_rate(whole, period_money(done)) == 12 * (73_000 + 3_650) * 100


def test_the_run_rate_is_that_of_the_last_period_for_a_year() -> None:
    """All ten posts in Bengaluru at USD 36,500; those who land in the last quarter count too."""
    moves = [move(6, period="2027-Q2"), move(4, period="2027-Q4")]

    done = expand(books_of(company()), plan(moves))
    assert end_run_rate(done.scenario, period_money(done)) == 365_000_00


def test_a_run_rate_by_the_month_is_for_a_year_too() -> None:
    whole = company(horizon=Horizon(period=PeriodKind.MONTH, periods=2))

    paid = period_money(expand(books_of(whole), plan()))
    assert end_run_rate(whole, paid) == 730_000_00


@pytest.mark.parametrize("name", api.bundled())
def test_cash_adds_up_to_that_of_fiscal_years(name: str) -> None:
    done = bundled_plan(name)
    years = {period.label: period.fiscal_year for period in done.scenario.periods}
    cash: Counter[int] = Counter()
    for each in period_money(done):
        cash[years[each.period]] += each.one_off

    assert cash == {each.fiscal_year: each.amount for each in cash_by_fiscal_year(done)}


@pytest.mark.parametrize("name", api.bundled())
def test_running_money_is_worth_what_the_price_list_says(name: str) -> None:
    """At present value, but for what is rounded: a cent for each post and price at most."""
    done = bundled_plan(name)
    factor, _ = instalments(done.scenario)

    for t, (each, recurs) in enumerate(zip(period_money(done), _recurring(done), strict=True)):
        assert each.running * factor[t] == pytest.approx(recurs, abs=_prices(done, t))


def _recurring(done: ExpandedPlan) -> list[float]:
    """[t] present value of what recurs, a hand-over's second pay taken out."""
    span = len(done.scenario.periods)
    factor, _ = instalments(done.scenario)
    sums = [0.0] * span
    for rule in rules_of(done.scenario):
        if rule.expected or rule.charges is None or rule.category is CostCategory.ONE_OFF:
            continue
        for charge in rule.charges(done):
            if charge.period < span and not charge.once:
                sums[charge.period] += charge.amount - charge.cash * factor[charge.period]
    return sums


def _prices(done: ExpandedPlan, t: int) -> int:
    """How many rounded prices there are in a period, at the most."""
    scenario = done.scenario
    posts = sum(abs(stock.heads[t]) for stock in done.stocks)
    seats = sum(office.seats for office in scenario.offices)
    return 2 * posts + seats + len(scenario.obligations) + 10 * len(scenario.measures) + 100
