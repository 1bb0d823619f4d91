"""A frontier and alternatives worked by hand, on invented figures."""

from __future__ import annotations

from models.analysis import (
    AlternativePlan,
    Alternatives,
    Aspect,
    Frontier,
    FrontierPoint,
    PricedPlan,
    SharedDecisions,
    SharedMove,
)
from models.choices import FrontierAxis
from models.plan import MeasureStart, Plan
from models.plan_change import ModeShift, PlanChange
from models.result import SolveRecord, Status
from models.sensitivity import Shift
from models.workforce import Mode
from tests.support.builders import move, scenario
from tests.support.duties import measure

COMPANY = scenario(measures=(measure("masking"),))
MADE = SolveRecord(
    scenario="test",
    scenario_hash=COMPANY.hash,
    solver="search",
    seed=0,
    asked_gap=0.001,
    time_limit_seconds=60.0,
    versions={},
)
CHANGE = PlanChange(
    posts=3,
    shifts=(Shift(office="bengaluru", heads=3),),
    modes=(ModeShift(mode=Mode.TRANSFER, heads=4), ModeShift(mode=Mode.REDUNDANCY, heads=-1)),
    added=("masking",),
    dropped=("bank_cn/personal/standard_contract",),
)


def figures(money: int, loss: int, posts: int) -> dict[str, object]:
    plan = Plan(
        moves=(move(posts),) if posts else (),
        measures=(MeasureStart(measure="masking", period="2027-Q1"),),
    )
    return {
        "plan": plan,
        "total": money + loss,
        "money": money,
        "expected_loss": loss,
        "one_off_cash": 100 * posts,
        "dismissals": posts // 2,
        "posts": posts,
    }


def frontier(*points: FrontierPoint, **changes: object) -> Frontier:
    whole = {
        "status": Status.OPTIMAL,
        "currency": "USD",
        "provenance": MADE,
        "against": FrontierAxis.LOSS,
        "points": points,
        **changes,
    }
    return Frontier.model_validate(whole)


THREE = frontier(
    FrontierPoint.model_validate({**figures(90_000, 1_000, 6), "limit": 1_100, "gap": 0.004}),
    FrontierPoint.model_validate(
        {
            **figures(50_000, 2_000, 3),
            "limit": 2_500,
            "settings": {"risk_weight": "0.001"},
            "change": CHANGE,
        }
    ),
    FrontierPoint.model_validate({**figures(40_000, 9_000, 0), "change": PlanChange()}),
    knee=1,
    cheapest=2,
    staying=PricedPlan.model_validate(figures(45_000, 9_500, 0)),
)

OTHERS = Alternatives(
    status=Status.OPTIMAL,
    currency="USD",
    provenance=MADE,
    within=0.02,
    most=52_020,
    saved=20_000,
    best=PricedPlan.model_validate(figures(50_000, 1_000, 3)),
    alternatives=(
        AlternativePlan.model_validate(
            {**figures(50_900, 1_000, 6), "aspect": Aspect.MORE_POSTS, "change": CHANGE}
        ),
    ),
    shared=SharedDecisions(
        moves=(SharedMove(cohort="kyc", destination="bengaluru", heads=3),), measures=("masking",)
    ),
)
