"""Which plans can be told apart: one moves ten posts and costs 365,000, one nine and 405,150."""

from __future__ import annotations

import pytest

from models.briefing import PlanPair
from models.named import NamedPlan
from models.scenario import Scenario
from planner.briefing.pairs import gap_of, pairs_of
from planner.briefing.worlds import worlds_of
from tests.support.builders import move, plan
from tests.support.named_plans import infeasible, named
from tests.support.uncertain_company import CENTS, EVERYBODY, company

ALL_BUT_ONE = plan([move(9)])
APART = (36_500 + 3_650) * CENTS
"""One post costs 36,500 more in Shanghai, where 3,650 are expected to be lost for it."""


def pairs(*plans: NamedPlan) -> tuple[PlanPair, ...]:
    world = worlds_of(plans, None)[0]
    return pairs_of(world.scenario, plans, [world.value_of(each) for each in plans])


@pytest.mark.parametrize(
    ("gaps", "is_told_apart"),
    [
        ((0, 0), True),
        ((0, APART - 1), True),
        ((0, APART), False),
        ((APART, 0), False),
        ((APART // 2, APART // 2), False),
        ((APART // 2, APART // 2 - 1), True),
    ],
)
def test_a_difference_within_both_gaps_tells_nothing(
    gaps: tuple[int, int], is_told_apart: bool
) -> None:
    of = company()

    (pair,) = pairs(named("All", of, EVERYBODY, gaps[0]), named("Nine", of, ALL_BUT_ONE, gaps[1]))

    assert (pair.one, pair.other, pair.difference) == ("All", "Nine", -APART)
    assert pair.left_open == sum(gaps)
    assert pair.is_told_apart is is_told_apart


def elsewhere() -> Scenario:
    return company(risk_weight=3.0)


def test_the_gap_of_a_plan_made_elsewhere_bounds_nothing_here() -> None:
    wide = named("Nine", elsewhere(), ALL_BUT_ONE, gap=10 * APART)

    (pair,) = pairs(named("All", company(), EVERYBODY, gap=7), wide)

    assert (pair.left_open, pair.is_told_apart) == (7, True)


def test_plans_of_the_same_total_are_never_told_apart() -> None:
    (pair,) = pairs(named("One", company(), EVERYBODY), named("Other", company(), EVERYBODY))

    assert (pair.difference, pair.is_told_apart) == (0, False)


def test_every_two_plans_with_a_value_are_a_pair() -> None:
    of = company()
    plans = [named("All", of, EVERYBODY), infeasible("None", of), named("Nine", of, ALL_BUT_ONE)]

    found = pairs(*plans, named("Ten", of, EVERYBODY))

    assert [(each.one, each.other) for each in found] == [
        ("All", "Nine"), ("All", "Ten"), ("Nine", "Ten"),
    ]  # fmt: skip


def test_the_gap_is_what_the_best_plan_may_cost_less() -> None:
    assert gap_of(named("All", company(), EVERYBODY, gap=7).result) == 7
    assert gap_of(infeasible("None", company()).result) is None
