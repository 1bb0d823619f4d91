"""A whole briefing on small companies."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from models.briefing import Briefing
from models.choices import Solver
from models.compared import ComparedKind, ComparedPlan
from models.errors import InputError
from models.named import NamedPlan, NamedScenario
from models.plan import Plan
from models.result import Status
from models.scenario import Scenario
from models.search_limits import SearchLimits
from planner.books import books_of
from planner.briefing.build import briefing_of
from planner.briefing.stopping import beyond
from planner.explain.waves import plan_tasks
from planner.planning import make_plan
from tests.support.builders import (
    cohort,
    entity,
    jurisdiction,
    move,
    office,
    pay,
    plan,
    scenario,
    small_scenarios,
)
from tests.support.named_plans import infeasible, named
from tests.support.seeds import examples
from tests.support.uncertain_company import (
    CENTS,
    EVERYBODY,
    LIKELIHOOD,
    company,
    moving_at_a_price,
)

EXACT = SearchLimits(solver=Solver.HIGHS, gap=0.0, seconds=60.0)
STAY = Plan()


def briefing(*plans: NamedPlan, **asked: Any) -> Briefing:
    return briefing_of(plans, title="Test", **asked)


def money_of(option: ComparedPlan) -> tuple[float, float, float]:
    assert option.value is not None
    value = option.value
    return value.money / CENTS, value.expected_loss / CENTS, value.total / CENTS


def test_options_are_the_plans_then_both_baselines() -> None:
    found = briefing(named("Go", company(), EVERYBODY), named("Stay", company(), STAY))

    assert [each.name for each in found.options] == [
        "Go", "Stay", "Staying put", "Staying plus measures",
    ]  # fmt: skip
    assert [each.kind for each in found.options] == [
        ComparedKind.PLAN, ComparedKind.PLAN, *list(ComparedKind)[1:],
    ]  # fmt: skip
    assert [each.status for each in found.options] == [Status.OPTIMAL, Status.OPTIMAL, None, None]
    assert [money_of(each) for each in found.options] == [
        (365_000, 0, 365_000), *[(730_000, 36_500, 766_500)] * 3,
    ]  # fmt: skip
    assert found.chosen.name == "Go"
    assert found.plans == ("Go", "Stay")
    assert found.better_baseline is ComparedKind.STAYING_PUT


def test_the_settings_are_those_of_the_common_world() -> None:
    asked = company(risk_weight=2.0, floor_heads=7, planning_date=date(2027, 1, 1))

    found = briefing(named("Go", company(), STAY), common=NamedScenario("Twice", asked))

    assert (found.risk_weight, found.floor) == (2.0, 7)
    assert money_of(found.chosen) == (730_000, 36_500, 803_000)
    assert found.grid.worlds == ("Twice", "Go")


def test_one_plan_alone_stands_beside_the_baselines_of_its_world() -> None:
    found = briefing(named("Go", company(), EVERYBODY))

    assert len(found.options) == 3
    assert found.grid.worlds == ("Go",)
    assert found.pairs == ()
    assert found.settings == ()


def test_posts_kept_and_moved_add_up_to_those_of_the_offices_that_lose_some() -> None:
    cohorts = (
        cohort("kyc"),
        cohort("ops", posts=7),
        cohort("local", office="bengaluru", entity="services_in", posts=40),
    )
    of = company(cohorts=cohorts)

    found = briefing(
        named("Some", of, plan([move(3), move(2, period="2027-Q3")])),
        named("More", of, plan([move(10), move(2, cohort="ops")])),
    )

    assert [(each.posts_moved, each.posts_kept, each.waves) for each in found.options] == [
        (5, 12, 2), (12, 5, 1), (0, 17, 0), (0, 17, 0),
    ]  # fmt: skip


def test_a_plan_in_which_nobody_moves_keeps_every_post() -> None:
    found = briefing(named("Stay", company(LIKELIHOOD), STAY))

    stay = found.chosen
    assert (stay.posts_moved, stay.posts_kept, stay.waves) == (0, 10, 0)
    assert (stay.flows, stay.days.stops, stay.measures) == ((), (), ())
    assert (stay.days.decide_by, stay.days.last_stop, stay.days.stop_cost) == (None, None, None)
    assert stay.saving is not None
    assert (stay.saving.low, stay.saving.base, stay.saving.high) == (None, 0, None)
    assert (found.holdings, found.signatures) == ((), ())


def test_a_search_without_a_plan_has_a_column_that_says_how_it_ended() -> None:
    found = briefing(infeasible("None", company(LIKELIHOOD)), named("Go", company(), EVERYBODY))

    assert found.chosen == ComparedPlan(
        name="None", kind=ComparedKind.PLAN, status=Status.INFEASIBLE, value=None
    )
    assert money_of(found.options[1]) == (365_000, 0, 365_000)
    assert found.options[1].saving is not None
    assert found.pairs == ()


def test_a_plan_that_is_carried_over_costs_what_it_costs_there() -> None:
    """In the common world each of ten transfers costs 1,000."""
    common = NamedScenario("Dear", moving_at_a_price())

    go = briefing(named("Go", company(), EVERYBODY), common=common).chosen

    assert [each.amount for each in go.cash] == [10_000 * CENTS]
    assert money_of(go) == (375_000, 0, 375_000)


def small_world() -> Scenario:
    """Everything is in Shanghai, and the office in Bengaluru is not there."""
    return scenario(
        jurisdictions=(jurisdiction("china"),),
        entities=(entity("bank_cn", "china"),),
        offices=(office("shanghai", "china", "bank_cn"),),
        pay=(pay("analyst", "shanghai", "USD 73000"),),
    )


def test_what_is_saved_within_the_horizon_is_told_apart() -> None:
    """A year of 401,500, and as much in the year after the horizon."""
    horizon = company().horizon.model_copy(update={"tail_periods": 4})

    found = briefing(named("Go", company(horizon=horizon), EVERYBODY))

    go, *baselines = found.options
    assert go.saving is not None
    assert go.saving.base == pytest.approx(803_000 * CENTS, rel=0.01)
    assert go.saving_horizon == 401_500 * CENTS
    assert [each.saving_horizon for each in baselines] == [None, None]


def test_what_all_signatures_commit_is_told_for_each_plan() -> None:
    dear = moving_at_a_price()
    some = plan([move(3), move(2, period="2027-Q3")])

    found = briefing(named("All", dear, EVERYBODY), named("Some", dear, some))

    for option in found.options[:2]:
        signed = [each.amount for each in found.signatures if each.plan == option.name]
        assert option.committed == sum(signed)
        assert option.committed
    assert [each.committed for each in found.options[2:]] == [None, None]


def test_a_plan_that_cannot_be_carried_over_is_shown_as_it_is_at_home_without_amounts() -> None:
    found = briefing(named("Stay", small_world(), STAY), named("Go", company(), EVERYBODY))

    go, home = found.options[1], briefing(named("Go", company(), EVERYBODY)).chosen
    assert go.value is None
    assert (go.saving, go.expected_loss, go.days.stop_cost, go.end_run_rate) == (None,) * 4
    assert (go.cash, go.periods, go.rule_years, go.case_losses, go.limits) == ((),) * 5
    assert go.posts_moved == 10
    assert go.people == home.people
    assert go.flows == home.flows
    assert go.flows
    assert found.names.offices["bengaluru"] == "Bengaluru"
    assert found.pairs == ()


@pytest.mark.parametrize(
    ("plans", "words"),
    [
        ([], "a comparison takes 1 to 5 plans"),
        (["a", "b", "c", "d", "e", "f"], "a comparison takes 1 to 5 plans"),
        (["a", "b", "a"], "two plans have the same name"),
    ],
)
def test_plans_that_cannot_stand_side_by_side_are_refused(plans: list[str], words: str) -> None:
    with pytest.raises(InputError, match=words):
        briefing(*(named(name, scenario(), STAY) for name in plans))


@pytest.mark.parametrize(
    ("change", "words"),
    [({"programme": "other"}, "differ in programme"), ({"currency": "EUR"}, "differ in currency")],
)
def test_the_common_world_is_of_the_same_programme_and_currency(
    change: dict[str, Any], words: str
) -> None:
    other = scenario().model_copy(update=change)

    with pytest.raises(InputError, match=words):
        briefing(named("Stay", scenario(), STAY), common=NamedScenario("Other", other))


def test_one_later_plan_serves_every_plan_of_the_common_world() -> None:
    """The best plan from April on costs a quarter of what staying costs more: 36,500 x 10 / 4 in
    pay, and the loss of a quarter; less for a plan that itself stays for longer."""
    found = briefing(
        named("Go", company(), EVERYBODY),
        named("Later", company(), plan([move(10, period="2027-Q3")])),
        named("Elsewhere", company(risk_weight=2.0), EVERYBODY),
        waiting_seconds=30.0,
    )

    go, later, elsewhere, *baselines = found.options
    assert go.waiting is not None
    assert later.waiting is not None
    assert go.waiting.decided_on == later.waiting.decided_on == date(2027, 4, 1)
    assert (go.waiting.money, go.waiting.expected_loss) == (
        90 * 1_000 * CENTS, 90 * 100 * CENTS,
    )  # fmt: skip
    assert (later.waiting.money, later.waiting.expected_loss) == (
        -91 * 1_000 * CENTS, -91 * 100 * CENTS,
    )  # fmt: skip
    assert later.waiting.gap >= -(later.waiting.total or 0) > 0
    assert later.waiting.proves_nothing
    assert elsewhere.waiting is None
    assert all(each.waiting is None for each in baselines)


def test_waiting_is_left_out_without_time_for_it() -> None:
    assert briefing(named("Go", company(), EVERYBODY)).chosen.waiting is None


@settings(deadline=None, max_examples=examples(5), suppress_health_check=[HealthCheck.too_slow])
@given(of=small_scenarios())
def test_the_first_plan_is_worth_in_the_common_world_what_its_own_result_says(
    of: Scenario,
) -> None:
    result = make_plan(of, EXACT)

    found = briefing(NamedPlan("Plan", of, result))

    chosen = found.chosen
    if result.plan is None or result.saving is None:
        assert chosen.value is None
        return
    assert chosen.value is not None
    assert chosen.value.total == result.objective
    assert chosen.value.broken == ()
    assert chosen.saving is not None
    assert chosen.saving.base == result.saving.total
    assert chosen.people is not None
    assert dict(chosen.people) == dict(result.people or {})
    assert chosen.cash == result.cash_by_fiscal_year
    assert len(chosen.days.stops) == chosen.waves == len(result.waves)
    anyway = plan_tasks(books_of(of), result.baselines.staying_put.plan)
    days = [task.by for wave in result.waves for task in wave.tasks]
    days += [task.by for task in beyond(result.plan_tasks, anyway)]
    assert chosen.days.decide_by == min(days, default=None)
