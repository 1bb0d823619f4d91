"""What a plan costs more if few accept, beside the plan."""

from __future__ import annotations

import pytest

from models.compared import FewAccept
from models.named import NamedPlan
from models.plan import Plan
from models.uncertainty import Alternative, Fallback
from planner.briefing.board import for_board
from planner.briefing.build import briefing_of
from planner.briefing.few_accept import cheaper_of
from tests.support.briefings import sample_briefing
from tests.support.builders import move, plan, scenario
from tests.support.named_plans import named


def fallback(staying: int | None, hired_for: int | None) -> Fallback:
    return Fallback(
        decline=3, staying=Alternative(cost=staying), hired_for=Alternative(cost=hired_for)
    )


def with_fallback(made: NamedPlan, found: Fallback) -> NamedPlan:
    result = made.result.model_copy(update={"fallback": found})
    return NamedPlan(made.name, made.scenario, result)


@pytest.mark.parametrize(
    ("staying", "hired_for", "cost"),
    [(500, 300, 300), (-200, 300, -200), (None, 300, 300), (500, None, 500), (None, None, None)],
)
def test_the_cheaper_lawful_fallback_counts(
    staying: int | None, hired_for: int | None, cost: int | None
) -> None:
    assert cheaper_of(fallback(staying, hired_for)) == FewAccept(cost=cost)


def test_it_stands_beside_plans_made_for_the_common_world_alone() -> None:
    """It says nothing of a world with another risk weight."""
    here = scenario()
    elsewhere = here.model_copy(update={"risk_weight": 2.0})
    found = fallback(500, 300)
    plans = (
        with_fallback(named("Go", here, plan([move(5)])), found),
        with_fallback(named("Far", elsewhere, plan([move(5)])), found),
        named("Stay", here, Plan()),
    )

    columns = briefing_of(plans, title="Plans").options

    assert [each.few_accept for each in columns] == [FewAccept(cost=300), *[None] * 4]


def test_a_board_is_not_told_since_it_may_concern_few() -> None:
    assert sample_briefing().chosen.few_accept is not None
    assert for_board(sample_briefing()).chosen.few_accept is None
