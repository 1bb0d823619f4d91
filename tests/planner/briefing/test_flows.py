"""Moves of all cohorts together."""

from __future__ import annotations

from models.outlook import Flow
from models.workforce import Mode
from planner.briefing.flows import flows
from tests.support.builders import move, plan


def flow(posts: int, period: str = "2027-Q1", mode: Mode = Mode.TRANSFER) -> Flow:
    return Flow(origin="shanghai", destination="bengaluru", mode=mode, period=period, posts=posts)


def test_cohorts_are_added_up_and_all_else_kept_apart() -> None:
    """In the order of periods."""
    made = plan(
        [
            move(4, period="2027-Q2"),
            move(3, Mode.REFILL),
            move(1),
            move(2, cohort="alerts"),
            move(5, destination="dalian"),
        ]
    )

    assert flows(made) == (
        flow(3, mode=Mode.REFILL),
        flow(3),
        flow(5).model_copy(update={"destination": "dalian"}),
        flow(4, "2027-Q2"),
    )


def test_nobody_moves() -> None:
    assert flows(plan()) == ()
