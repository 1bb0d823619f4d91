"""Days that a board sees: those of large flows, and of measures and filings."""

from __future__ import annotations

from datetime import date

from models.briefing import Briefing
from models.calendar import Horizon
from models.compared import PlanDays
from models.plan import Consultation, Move, Plan, TaskKind
from models.workforce import Mode
from planner.briefing.board import for_board
from planner.briefing.build import briefing_of
from tests.support.builders import cohort, jurisdiction, money, move, pay, scenario, service
from tests.support.duties import consult, redundancy_law
from tests.support.named_plans import named

LAW = redundancy_law(heads=3, covers_days=100, consultation=money("USD 10000"))


def briefed(*moves: Move, talks: tuple[Consultation, ...] = ()) -> Briefing:
    """Thirty posts, and a law that asks for talks from three dismissals on."""
    of = scenario(
        cohorts=(cohort("kyc", posts=30),),
        horizon=Horizon(periods=4, tail_periods=0),
        pay=(pay("analyst", "shanghai", "USD 73000"), pay("analyst", "bengaluru", "USD 73000")),
        planning_date=date(2026, 10, 1),
        jurisdictions=(jurisdiction("china", mass_redundancy=LAW), jurisdiction("india")),
        service=(service("kyc", 30, 5, "USD 4000"),),
    )
    return briefing_of([named("Go", of, Plan(moves=moves, consultations=talks))], title="Go")


def test_days_do_not_tell_how_small_flows_are_spread() -> None:
    """Two posts of one quarter, or of two: a first and a last day apart would be at least two."""
    together = briefed(move(2, period="2027-Q1"))
    apart = briefed(move(1, period="2027-Q1"), move(1, period="2027-Q3"))

    assert together.chosen.days.last_stop != apart.chosen.days.last_stop
    assert for_board(together).options == for_board(apart).options
    assert for_board(together).signatures == for_board(apart).signatures == ()
    assert for_board(apart).chosen.days == PlanDays()


def test_days_of_large_flows_are_told_as_if_there_were_no_others() -> None:
    alone = briefed(move(10, period="2027-Q2"))
    beside = briefed(
        move(1, period="2027-Q1"),
        move(2, Mode.REFILL, period="2027-Q2"),
        move(10, period="2027-Q2"),
        move(1, period="2027-Q3"),
    )
    assert alone.chosen.days.decide_by is not None
    days = [
        for_board(each).chosen.days.model_copy(update={"stop_cost": None})
        for each in (beside, alone)
    ]
    assert days[0] == days[1]
    for name, shown in days[0]:
        alike = {"decide_task", "decide_days", "stop_cost"}
        assert name in alike or shown != getattr(beside.chosen.days, name)
    assert days[1].last_stop == alone.chosen.days.last_stop
    assert for_board(beside).signatures == for_board(alone).signatures


def test_a_consultation_is_told_only_for_a_large_flow() -> None:
    """The law asks for it from three dismissals on: of 1 to 5, it would leave 3 to 5."""
    talks = (consult("2027-Q2"),)
    few = briefed(move(4, Mode.REDUNDANCY, "2027-Q3"), talks=talks)
    many = briefed(move(12, Mode.REDUNDANCY, "2027-Q3"), talks=talks)

    kinds = [
        {each.kind for each in made.signatures}
        for made in (few, for_board(few), many, for_board(many))
    ]
    assert [TaskKind.CONSULTATION in each for each in kinds] == [True, False, True, True]
