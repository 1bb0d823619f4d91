"""Plans in one another's worlds, worked out by hand.

Ten posts cost USD 730,000 a year in Shanghai and 365,000 in Bengaluru, or 912,500 where pay there
is dear. While they are in Shanghai, USD 36,500 a year are expected to be lost.
"""

from __future__ import annotations

from typing import Any

import pytest

from models.calendar import Horizon
from models.named import NamedPlan, NamedScenario
from models.plan import Plan
from models.scenario import Scenario
from models.worlds import WorldGrid, WorldValue
from planner.briefing.worlds import grid_of, worlds_of
from tests.support.builders import (
    block,
    cohort,
    entity,
    jurisdiction,
    money,
    move,
    office,
    pay,
    plan,
)
from tests.support.duties import measure, start
from tests.support.named_plans import infeasible, named
from tests.support.uncertain_company import CENTS, EVERYBODY, company

NOBODY = Plan()


def dear(**changes: Any) -> Scenario:
    wages = (pay("analyst", "shanghai", "USD 73000"), pay("analyst", "bengaluru", "USD 91250"))
    return company(pay=wages, **changes)


def grid(*plans: NamedPlan, common: NamedScenario | None = None) -> WorldGrid:
    return grid_of(worlds_of(plans, common), plans)


def totals(found: WorldGrid) -> list[list[int | None]]:
    return [
        [None if each is None else each.total // CENTS for each in row.values] for row in found.rows
    ]


def regrets(found: WorldGrid) -> list[list[int | None]]:
    return [[None if each is None else each // CENTS for each in row.regrets] for row in found.rows]


def test_regret_is_what_a_plan_costs_above_the_best_in_each_world() -> None:
    found = grid(named("Go", company(), EVERYBODY), named("Stay", dear(), NOBODY))

    assert found.worlds == ("Go", "Stay")
    assert [row.option for row in found.rows] == [
        "Go", "Stay", "Staying put", "Staying plus measures",
    ]  # fmt: skip
    staying = [766_500, 766_500]
    assert totals(found) == [[365_000, 912_500], staying, staying, staying]
    assert regrets(found) == [[0, 146_000], *[[401_500, 0]] * 3]
    assert [row.largest_regret for row in found.rows] == [146_000 * CENTS, *[401_500 * CENTS] * 3]


def test_the_best_of_a_world_may_be_that_nobody_moves() -> None:
    half = plan([move(5)])

    found = grid(named("Go", dear(), EVERYBODY), named("Half", dear(), half))

    assert totals(found)[:2] == [[912_500], [839_500]]
    assert regrets(found)[:2] == [[146_000], [73_000]]


def test_money_and_expected_loss_stand_apart_and_the_weight_is_that_of_the_world() -> None:
    found = grid(named("Once", company(), NOBODY), named("Twice", company(risk_weight=2.0), NOBODY))

    assert found.rows[0].values == tuple(
        WorldValue(
            money=730_000 * CENTS,
            expected_loss=36_500 * CENTS,
            total=(730_000 + weight * 36_500) * CENTS,
        )
        for weight in (1, 2)
    )


def test_what_a_plan_breaks_elsewhere_is_told_and_has_no_regret() -> None:
    tight = company(
        offices=(
            office("shanghai", "china", "bank_cn"),
            office("bengaluru", "india", "services_in", seats=5),
        )
    )

    found = grid(named("Go", company(), EVERYBODY), named("Half", tight, plan([move(5)])))

    here, there = found.rows[0].values
    assert here is not None
    assert there is not None
    assert (here.broken, there.broken) == ((), ("seats",))
    assert there.total == here.total
    assert regrets(found)[:2] == [[0, None], [200_750, 0]]
    assert found.rows[0].largest_regret is None


def test_a_broken_option_is_not_the_best_of_a_world() -> None:
    tight = company(cohorts=(cohort("kyc", must_go=5),))
    dearer = dear(cohorts=(cohort("kyc", must_go=5),))

    found = grid(named("Half", tight, plan([move(5)])), named("Stay", dearer, NOBODY))

    broken = (None, None)
    assert [row.regrets for row in found.rows] == [(0, 0), broken, broken, broken]


def without_bengaluru() -> Scenario:
    return company(
        jurisdictions=(jurisdiction("china"),),
        entities=(entity("bank_cn", "china"),),
        offices=(office("shanghai", "china", "bank_cn"),),
        pay=(pay("analyst", "shanghai", "USD 73000"),),
    )


def other_cohort() -> Scenario:
    return company(cohorts=(cohort("ops"),), access=())


def two_quarters() -> Scenario:
    return company(horizon=Horizon(periods=2, tail_periods=0))


@pytest.mark.parametrize(
    ("elsewhere", "made", "lacking"),
    [
        (without_bengaluru, EVERYBODY, "office Bengaluru"),
        (other_cohort, EVERYBODY, "1 cohort"),
        (two_quarters, plan([move(4), move(6, period="2027-Q4")]), "period 2027-Q4"),
        (
            without_bengaluru,
            Plan(moves=(move(1),), blocks=(block("bengaluru", 1),), measures=(start("zone"),)),
            "office Bengaluru, measure zone",
        ),
    ],
)
def test_a_plan_that_names_what_a_world_lacks_is_not_carried_over(
    elsewhere: Any, made: Plan, lacking: str
) -> None:
    blocks = {"block_seats": 3, "max_blocks": 2, "block_fit_out": money("USD 0")}
    home = company(
        offices=(
            office("shanghai", "china", "bank_cn"),
            office("bengaluru", "india", "services_in", block_lease=money("USD 0"), **blocks),
        ),
        measures=(measure("zone"),),
    )

    found = grid(named("Go", home, made), named("Stay", elsewhere(), NOBODY))

    assert found.rows[0].values[1] is None
    assert found.rows[0].missing == ("", lacking)
    assert found.rows[0].regrets[1] is None
    assert all(not any(row.missing) for row in found.rows[1:])
    assert found.rows[1].values[1] is not None


def test_a_search_that_found_no_plan_has_no_value_anywhere_and_lacks_nothing() -> None:
    found = grid(infeasible("None", company()), named("Stay", company(), NOBODY))

    assert found.rows[0].values == (None,)
    assert found.rows[0].missing == ("",)
    assert found.rows[0].regrets == (None,)


def test_plans_of_one_scenario_have_one_world() -> None:
    found = grid(named("Go", company(), EVERYBODY), named("Stay", company(), NOBODY))

    assert found.worlds == ("Go, Stay",)


def test_the_world_that_is_asked_for_is_the_common_one_with_baselines_of_its_own() -> None:
    asked = NamedScenario("Dear", dear(risk_weight=2.0))

    found = grid(named("Go", company(), EVERYBODY), common=asked)

    assert found.worlds == ("Dear", "Go")
    staying = [730_000 + 2 * 36_500, 766_500]
    assert totals(found) == [[912_500, 365_000], staying, staying]


def test_the_world_of_a_plan_keeps_the_name_it_is_asked_for_by() -> None:
    found = grid(
        named("Go", company(), EVERYBODY),
        named("Stay", dear(), NOBODY),
        common=NamedScenario("Dear", dear()),
    )

    assert found.worlds == ("Dear", "Go")
