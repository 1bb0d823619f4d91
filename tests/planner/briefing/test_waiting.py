"""What it costs to decide a quarter later, on companies with a proven best plan."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from models.calendar import Horizon
from models.choices import Solver
from models.compared import Waiting
from models.plan_in_force import Firmness
from models.scenario import Scenario
from models.search_limits import SearchLimits
from planner.briefing.waiting import cost_of_waiting, is_within, limits_like
from planner.planning import make_plan
from tests.support.builders import (
    cohort,
    money,
    office,
    small_scenarios,
)
from tests.support.companies import exporting
from tests.support.limiting import in_force
from tests.support.seeds import examples
from tests.support.uncertain_company import company

EXACT = SearchLimits(solver=Solver.HIGHS, gap=0.0, seconds=60.0)


def waiting(of: Scenario) -> Waiting:
    return cost_of_waiting(of, make_plan(of, EXACT), 60.0)


def test_a_quarter_of_the_saving_is_lost() -> None:
    """Ten posts that are USD 100 a day dearer each, and a case of USD 100 a day, for 90 days.

    Nothing is cheaper later on: the whole horizon is 365 days, and moving costs nothing.
    """
    found = waiting(company())

    assert found.decided_on == date(2027, 4, 1)
    assert found.money == 10 * 100_00 * 90
    assert found.expected_loss == 100_00 * 90
    assert found.total == found.money + found.expected_loss
    assert (found.gap, found.proves_nothing) == (0, False)


def test_expected_loss_is_told_before_the_risk_weight() -> None:
    found = waiting(company(risk_weight=2.0))

    assert found.expected_loss == 100_00 * 90
    assert found.total == 10 * 100_00 * 90 + 2 * 100_00 * 90


@pytest.mark.parametrize(
    ("gap", "total", "within"),
    [(3, 4, False), (4, 4, True), (4, -4, True), (0, 4, False), (0, 0, False)],
)
def test_a_cost_within_what_is_left_open_proves_nothing(gap: int, total: int, within: bool) -> None:
    assert is_within(gap, total) is within


def test_where_staying_is_best_waiting_costs_nothing() -> None:
    dear = (
        office("shanghai", "china", "bank_cn"),
        office("bengaluru", "india", "services_in", relocation=money("USD 900000")),
    )
    found = waiting(company(offices=dear))

    assert (found.total, found.money, found.expected_loss, found.gap) == (0, 0, 0, 0)


def test_the_quarter_counts_from_the_day_on_which_something_can_be_started() -> None:
    """Months as on a calendar: the last day of a shorter month."""
    found = waiting(company(first_act=date(2027, 1, 31)))

    assert found.decided_on == date(2027, 4, 30)


def test_a_horizon_without_a_period_left_has_no_amount() -> None:
    short = company(horizon=Horizon(periods=1, tail_periods=4))
    found = waiting(short)

    assert found.decided_on == date(2027, 4, 1)
    assert (found.total, found.money, found.expected_loss) == (None, None, None)


def test_a_result_without_a_plan_has_no_amount() -> None:
    of = company()
    result = make_plan(of, EXACT).model_copy(update={"plan": None, "judgement": None})

    assert cost_of_waiting(of, result, 60.0).total is None


def test_promised_moves_go_on_meanwhile() -> None:
    """All ten are promised for the first day, and land then whatever is decided later."""
    promised = (in_force(10, standing=Firmness.ACCEPTED),)
    found = waiting(company(incumbent=promised))

    assert (found.total, found.gap) == (0, 0)


def test_a_later_plan_that_breaks_a_promise_is_no_measure() -> None:
    """Nothing can be filed in time for a promised move, which would then be on hold."""
    promised = (in_force(10, standing=Firmness.ACCEPTED),)
    of = exporting(incumbent=promised)
    made = make_plan(of, EXACT)

    assert made.plan is not None
    assert not made.plan.holds
    assert cost_of_waiting(of, made, 60.0).total is None


def test_where_nothing_can_wait_there_is_no_amount() -> None:
    """All ten must be gone by April, and a permit takes eighty days."""
    slow = (
        office("shanghai", "china", "bank_cn"),
        office("bengaluru", "india", "services_in", visa_days=80),
    )
    of = company(
        offices=slow,
        cohorts=(cohort("kyc", must_go=10),),
        horizon=Horizon(periods=2, tail_periods=4),
    )
    made = make_plan(of, EXACT)

    assert made.plan is not None
    assert [each.period for each in made.plan.moves] == ["2027-Q2"]
    assert cost_of_waiting(of, made, 60.0).total is None


def test_a_gap_tells_how_much_less_the_later_plan_may_cost() -> None:
    """A later plan that costs less proves only that the plan could be better than it is."""
    of = company()
    poor = make_plan(company(cohorts=(cohort("kyc", must_stay=10),)), EXACT)
    found = cost_of_waiting(of, poor, 60.0)

    assert found.total == -275 * (10 * 100_00 + 100_00)
    assert found.gap >= -found.total
    assert found.proves_nothing is (0 < found.gap >= abs(found.total))


def test_a_plan_of_fixed_effort_is_waited_for_with_the_same_effort() -> None:
    """No clock is read, so that every machine finds the same."""
    of = company()
    fixed = make_plan(of, SearchLimits(deterministic=True, gap=0.01, seed=3))
    timed = make_plan(of, SearchLimits(seconds=5.0, seed=4))

    limits = limits_like(fixed, 20.0)
    assert (limits.deterministic, limits.seed, limits.gap) == (True, 3, 0.01)
    assert limits_like(timed, 20.0) == SearchLimits(seconds=20.0, seed=4)
    assert cost_of_waiting(of, fixed, 20.0).total == 90 * (10 * 100_00 + 100_00)


@given(of=small_scenarios())
@settings(max_examples=examples(5), deadline=None, suppress_health_check=list(HealthCheck))
def test_waiting_never_costs_less_than_the_best_plan(of: Scenario) -> None:
    """Every plan that waits could be carried out without waiting too."""
    strict = of.model_copy(update={"indifference": 0.0})
    found = waiting(strict)

    assert found.total is None or found.total >= 0
