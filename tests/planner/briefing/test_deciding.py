"""The first task of a plan, and what waits for it."""

from __future__ import annotations

from datetime import date

import pytest

from models.plan import MeasureStart, Plan, RouteFiling, Task, TaskKind, Wave
from models.routes import DataGroup, RouteKind
from planner.briefing.deciding import Deadline, deadline_of
from tests.support.builders import block, move, scenario

LANDS = date(2027, 4, 1)


def task(kind: TaskKind, by: date, what: str = "bengaluru") -> Task:
    return Task(kind=kind, what=what, count=1, by=by, owner="hr", amount=0)


def wave(*tasks: Task) -> Wave:
    return Wave(
        period="2027-Q2",
        lands_on=LANDS,
        start_by=min(each.by for each in tasks),
        moves=(move(1, period="2027-Q2"),),
        heads=1,
        tasks=tasks,
        last_safe_stop=date(2027, 1, 1),
    )


def test_the_first_task_of_all_waves_is_by_when_to_decide() -> None:
    hires = task(TaskKind.OPEN_HIRES, date(2027, 2, 1))
    offer = task(TaskKind.OFFER, date(2027, 1, 21))

    found = deadline_of(scenario(), Plan(), [wave(hires), wave(hires, offer)], [])

    assert found == Deadline(date(2027, 1, 21), TaskKind.OFFER, days=70)


def test_of_two_tasks_of_one_day_the_first_in_the_order_of_kinds_counts() -> None:
    day = date(2027, 1, 21)
    own = task(TaskKind.CONSULTATION, day, "bank_cn")

    found = deadline_of(scenario(), Plan(), [wave(task(TaskKind.PERMIT, day))], [own])

    assert found == Deadline(day, TaskKind.CONSULTATION, days=None)


@pytest.mark.parametrize(
    ("kind", "what"),
    [
        (TaskKind.MEASURE, "zone"),
        (TaskKind.FILING, "bank_cn/personal/standard_contract"),
        (TaskKind.ORDER_SEATS, "bengaluru"),
    ],
)
def test_what_no_landing_waits_for_is_waited_for_until_it_is_there(
    kind: TaskKind, what: str
) -> None:
    route = RouteFiling(
        entity="bank_cn",
        group=DataGroup.PERSONAL,
        route=RouteKind.STANDARD_CONTRACT,
        period="2027-Q3",
    )
    made = Plan(
        measures=(
            MeasureStart(measure="zone", period="2027-Q3"),
            MeasureStart(measure="other", period="2027-Q2"),
        ),
        routes=(
            route,
            route.model_copy(update={"group": DataGroup.IMPORTANT, "period": "2027-Q2"}),
        ),
        blocks=(block("bengaluru", 1, "2027-Q3"), block("shanghai", 1, "2027-Q2")),
    )

    found = deadline_of(scenario(), made, [], [task(kind, date(2027, 2, 1), what)])

    assert found == Deadline(
        date(2027, 2, 1), kind, days=(date(2027, 7, 1) - date(2027, 2, 1)).days
    )


def test_seats_that_were_there_before_are_not_waited_for() -> None:
    made = Plan(blocks=(block("bengaluru", 1, "2027-Q1"), block("bengaluru", 1, "2027-Q3")))

    found = deadline_of(
        scenario(), made, [], [task(TaskKind.ORDER_SEATS, date(2027, 6, 1), "bengaluru")]
    )

    assert found == Deadline(date(2027, 6, 1), TaskKind.ORDER_SEATS, days=30)


def test_a_plan_without_tasks_has_no_deadline() -> None:
    assert deadline_of(scenario(), Plan(), [], []) is None
