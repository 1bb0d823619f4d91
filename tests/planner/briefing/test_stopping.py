"""Until when a plan can be stopped, and what somebody signs for it, worked out by hand."""

from __future__ import annotations

from datetime import date

from models.calendar import Horizon
from models.labour import PartYear
from models.named import NamedPlan
from models.plan import Plan, StopCost, Task, TaskKind, Wave
from models.search_limits import SearchLimits
from models.workforce import HeadcountStep, Mode
from planner.books import books_of
from planner.briefing.build import briefing_of
from planner.briefing.signatures import signatures
from planner.briefing.stopping import beyond, plan_stop, stops
from planner.explain.agenda import task
from planner.explain.waves import plan_tasks, waves_of
from planner.planning import make_plan
from tests.support.builders import (
    jurisdiction,
    money,
    move,
    pay,
    scenario,
    service,
    severance,
)
from tests.support.duties import consult, redundancy_law

CONSULTATION = task(TaskKind.CONSULTATION, "bank_cn", 1, date(2027, 1, 10), 100)
HIRES = task(TaskKind.OPEN_HIRES, "bengaluru", 4, date(2027, 2, 1), 4_000)
OFFER = task(TaskKind.OFFER, "bengaluru", 6, date(2027, 3, 1))
PERMIT = task(TaskKind.PERMIT, "bengaluru", 3, date(2027, 4, 1), 900)
NOTICE = task(TaskKind.NOTICE, "china", 4, date(2027, 8, 1), 20_000)
HAND_OVER = task(TaskKind.HAND_OVER, "bengaluru", 4, date(2027, 7, 1), 500)
FILING = task(TaskKind.FILING, "bank_cn/personal/standard_contract", 1, date(2027, 1, 20), 70)


def wave(lands_on: date, *tasks: Task, safe: date, costs: tuple[StopCost, ...] = ()) -> Wave:
    """A wave of four posts."""
    return Wave(
        period=f"2027-Q{(lands_on.month + 2) // 3}",
        lands_on=lands_on,
        start_by=tasks[0].by if tasks else lands_on,
        moves=(move(4, period="2027-Q2"),),
        heads=4,
        tasks=tasks,
        last_safe_stop=safe,
        stop_costs=costs,
    )


FIRST = wave(
    date(2027, 4, 1),
    CONSULTATION,
    HIRES,
    OFFER,
    safe=date(2027, 1, 31),
    costs=(StopCost(after=date(2027, 1, 31), amount=4_100),),
)
SECOND = wave(date(2027, 7, 1), PERMIT, HAND_OVER, NOTICE, safe=date(2027, 3, 31))


def test_a_wave_is_told_with_its_days_and_its_costs() -> None:
    """Hires that commit money are signed for, as are talks and offers."""
    first, second = stops((FIRST, SECOND))

    assert (first.period, first.lands_on, first.posts) == ("2027-Q2", date(2027, 4, 1), 4)
    assert (first.start_by, first.last_safe_stop) == (date(2027, 1, 10), date(2027, 1, 31))
    assert first.signing_days == (date(2027, 1, 10), date(2027, 2, 1), date(2027, 3, 1))
    assert first.stop_costs == ((date(2027, 1, 31), 4_100),)
    assert second.signing_days == (date(2027, 4, 1), date(2027, 7, 1), date(2027, 8, 1))


def test_a_plan_can_be_stopped_until_its_last_step_at_the_cost_of_all_before() -> None:
    """Free until the day before the filing of 20 January; the last step is the notice of 1 August.

    By then talks, hires, permits, the double pay and the filing are committed: 5,570 in all.
    """
    whole = plan_stop((FIRST, SECOND), (FILING,))

    assert whole is not None
    assert whole.last_free == date(2027, 1, 19)
    assert whole.last == date(2027, 7, 31)
    assert whole.cost == 100 + 4_000 + 900 + 500 + 70


def test_a_plan_without_tasks_can_be_stopped_until_the_day_before_it_lands() -> None:
    bare = plan_stop((wave(date(2027, 4, 1), safe=date(2027, 3, 31)),), ())

    assert bare is not None
    assert (bare.last_free, bare.last, bare.cost) == (date(2027, 3, 31), date(2027, 3, 31), 0)


def test_talks_alone_are_free_to_stop_until_they_open() -> None:
    talks = plan_stop((), (CONSULTATION,))

    assert talks is not None
    assert talks.last_free == talks.last == date(2027, 1, 9)
    assert talks.cost == 0


def test_a_plan_that_does_nothing_has_nothing_to_stop() -> None:
    assert plan_stop((), ()) is None
    assert signatures("Base", (), ()) == ()


def test_what_falls_due_anyway_is_no_part_of_a_decision() -> None:
    """Of two like notices the plan adds one; the filing is its own; the talks are staying put's."""
    own = NOTICE, NOTICE, FILING

    assert beyond(own, (NOTICE, CONSULTATION)) == (NOTICE, FILING)
    assert beyond((FILING,), ()) == (FILING,)
    assert beyond((), (NOTICE,)) == ()


def test_a_plan_that_only_stays_has_nothing_to_stop_and_nothing_to_decide() -> None:
    """Two posts are cut whatever is decided: their notice is nobody's decision."""
    cut = HeadcountStep(cohort="kyc", effective_from=date(2027, 7, 1), posts=8)
    of = scenario(
        headcount=(cut,),
        service=(service("kyc", 10, 5, "USD 4000"),),
        pay=tuple(pay("analyst", office, "USD 36500") for office in ("shanghai", "bengaluru")),
    )
    plan = NamedPlan("Base", of, make_plan(of, SearchLimits(gap=0.0, seconds=20.0)))
    made = briefing_of([plan], title="Base")

    assert plan.result.plan_tasks
    assert len(made.options) == 3
    for each in made.options:
        assert (each.days.last_free_stop, each.days.last_stop, each.days.stop_cost) == (
            None,
            None,
            None,
        )
        assert each.days.decide_by is None
    assert [each.kind for each in made.signatures] == [TaskKind.NOTICE]


def test_a_duty_of_two_waves_is_committed_once() -> None:
    """One consultation of USD 10,000 covers both waves; each of five gets USD 20,000 on leaving.

    The second wave leaves on 1 July. The day before, the talks and the first five are paid for.
    """
    law = redundancy_law(heads=5, covers_days=100, consultation=money("USD 10000"))
    whole_years = severance(part_year=PartYear.IGNORED)
    books = books_of(
        scenario(
            planning_date=date(2026, 10, 1),
            horizon=Horizon(periods=6, tail_periods=0),
            jurisdictions=(
                jurisdiction("china", severance=whole_years, mass_redundancy=law),
                jurisdiction("india"),
            ),
            service=(service("kyc", 10, 5, "USD 4000"),),
        )
    )
    made = Plan(
        moves=tuple(move(5, Mode.REDUNDANCY, label) for label in ("2027-Q2", "2027-Q3")),
        consultations=(consult("2027-Q2"),),
    )
    waves, own = waves_of(books, made), plan_tasks(books, made)
    whole = plan_stop(waves, own)

    assert whole is not None
    assert whole.last == date(2027, 6, 30)
    assert whole.cost == 10_000_00 + 5 * 20_000_00
    assert sum(each.amount for each in signatures("Base", waves, own)) == 210_000_00


def test_signatures_are_the_tasks_that_commit_money_and_the_legal_acts_by_day() -> None:
    """A hand-over and hires for nothing are signed by nobody; an offer is."""
    for_nothing = task(TaskKind.OPEN_HIRES, "tokyo", 2, date(2027, 1, 5))
    also_free = task(TaskKind.HAND_OVER, "tokyo", 2, date(2027, 4, 1))
    third = wave(date(2027, 4, 1), for_nothing, also_free, safe=date(2027, 1, 4))
    found = signatures("Base", (FIRST, SECOND, third), (FILING,))

    assert [(each.kind, each.by, each.owner, each.amount) for each in found] == [
        (TaskKind.CONSULTATION, date(2027, 1, 10), "legal", 100),
        (TaskKind.FILING, date(2027, 1, 20), "compliance", 70),
        (TaskKind.OPEN_HIRES, date(2027, 2, 1), "hr", 4_000),
        (TaskKind.OFFER, date(2027, 3, 1), "hr", 0),
        (TaskKind.PERMIT, date(2027, 4, 1), "mobility", 900),
        (TaskKind.HAND_OVER, date(2027, 7, 1), "hr", 500),
        (TaskKind.NOTICE, date(2027, 8, 1), "hr", 20_000),
    ]
    assert {each.plan for each in found} == {"Base"}


def test_signatures_of_two_waves_that_differ_in_nothing_else_are_one() -> None:
    """Posts of two waves that leave on one day: eight notices, with the money of both."""
    (found,) = signatures(
        "Base",
        (
            wave(date(2027, 4, 1), NOTICE, safe=date(2027, 3, 31)),
            wave(date(2027, 7, 1), NOTICE, safe=date(2027, 3, 31)),
        ),
        (),
    )

    assert (found.count, found.amount) == (8, 40_000)
    assert (found.kind, found.what, found.by) == (TaskKind.NOTICE, "china", date(2027, 8, 1))
