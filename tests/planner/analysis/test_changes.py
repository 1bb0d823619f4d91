"""How plans differ and what they share, by hand."""

from __future__ import annotations

import pytest

from models.analysis import PricedPlan, SharedDecisions, SharedMove
from models.plan import MeasureStart, Plan, RouteFiling
from models.plan_change import ModeShift, PlanChange
from models.routes import DataGroup, RouteKind
from models.sensitivity import Shift
from models.workforce import Mode
from planner.analysis.changes import change_of, posts_elsewhere, shared_by, truly_differ
from tests.support.builders import move

CONTRACT = RouteFiling(
    entity="bank_cn",
    group=DataGroup.PERSONAL,
    route=RouteKind.STANDARD_CONTRACT,
    period="2027-Q1",
)
FIRST = Plan(
    moves=(move(6), move(2, cohort="ops", period="2027-Q2")),
    measures=(MeasureStart(measure="masking", period="2027-Q1"),),
)
SECOND = Plan(
    moves=(
        move(3, Mode.REDUNDANCY, "2027-Q3"),
        move(1),
        move(4, cohort="ops", destination="pune"),
    ),
    measures=(
        MeasureStart(measure="masking", period="2027-Q4"),
        MeasureStart(measure="vault", period="2027-Q4"),
    ),
    routes=(CONTRACT,),
)


def test_a_change_counts_posts_by_where_they_end_up() -> None:
    """Of kyc 2 fewer leave, of ops 2 stay away from Bengaluru and 4 are in Pune: at least 4."""
    assert posts_elsewhere(FIRST, SECOND) == posts_elsewhere(SECOND, FIRST) == 4
    assert change_of(FIRST, SECOND) == PlanChange(
        posts=4,
        shifts=(Shift(office="bengaluru", heads=-4), Shift(office="pune", heads=4)),
        modes=(
            ModeShift(mode=Mode.TRANSFER, heads=-3),
            ModeShift(mode=Mode.REDUNDANCY, heads=3),
        ),
        added=("bank_cn/personal/standard_contract", "vault"),
    )
    assert change_of(SECOND, FIRST).dropped == ("bank_cn/personal/standard_contract", "vault")


def test_a_plan_does_not_differ_from_itself_nor_by_its_periods() -> None:
    later = FIRST.model_copy(update={"moves": (move(6, period="2027-Q4"), FIRST.moves[1])})

    assert change_of(FIRST, FIRST) == change_of(FIRST, later) == PlanChange()


def test_plans_share_what_all_of_them_do() -> None:
    """Four of kyc to Bengaluru in both, whatever their mode; masking, whenever it starts."""
    assert shared_by([FIRST, SECOND]) == SharedDecisions(
        moves=(SharedMove(cohort="kyc", destination="bengaluru", heads=4),), measures=("masking",)
    )
    assert shared_by([FIRST, Plan()]) == SharedDecisions()


def figures(plan: Plan, cash: int = 1000, dismissals: int = 100) -> PricedPlan:
    return PricedPlan(
        plan=plan,
        total=0,
        money=0,
        expected_loss=0,
        one_off_cash=cash,
        dismissals=dismissals,
        posts=sum(each.heads for each in plan.moves),
    )


@pytest.mark.parametrize(
    ("other", "differs"),
    [
        (figures(Plan(moves=(move(100),))), False),
        (figures(Plan(moves=(move(96), move(4, destination="pune")))), False),
        (figures(Plan(moves=(move(95), move(5, destination="pune")))), True),
        (figures(Plan(moves=(move(95),))), True),
        (figures(Plan(moves=(move(100),)), cash=951), False),
        (figures(Plan(moves=(move(100),)), cash=950), True),
        (figures(Plan(moves=(move(100),)), dismissals=96), False),
        (figures(Plan(moves=(move(100),)), dismissals=95), True),
    ],
)
def test_a_twentieth_of_posts_cash_or_dismissals_is_a_true_difference(
    other: PricedPlan, *, differs: bool
) -> None:
    assert truly_differ(figures(Plan(moves=(move(100),))), other) == differs


def test_what_is_nothing_in_both_plans_is_no_difference() -> None:
    nothing = figures(Plan(), cash=0, dismissals=0)

    assert not truly_differ(nothing, nothing)
    assert truly_differ(nothing, figures(Plan(moves=(move(1),)), cash=0, dismissals=0))
