"""Waves: what their moves need by when, until when they can be called off, and at what cost."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from models.calendar import Horizon
from models.labour import Agreement, SigningWindow
from models.plan import Move, Placement, Plan, StopCost, Task, TaskKind, Wave
from models.plan_in_force import UnderWay
from models.scenario import Scenario
from models.settings import Labour
from models.workforce import (
    CostOverride,
    HeadcountStep,
    Mode,
    ModePolicies,
    ModePolicy,
    Service,
    Substitute,
)
from planner.books import books_of
from planner.explain.waves import plan_tasks, waves_of
from tests.support.builders import (
    ASSUMED,
    block,
    cohort,
    jurisdiction,
    money,
    move,
    office,
    pay,
    scenario,
    service,
    severance,
)
from tests.support.duties import consult, employer, redundancy_law

REDUNDANCY = Mode.REDUNDANCY


def company(**changes: Any) -> Scenario:
    """Who is made redundant trains the successor for a quarter; India's notice is the longer one.

    A hire at Bengaluru takes 90 days and a tenth of USD 36,500; a block 60 days, USD 5,000 and
    USD 10 a day of lease; a permit 60 days, with its package USD 9,000. Five years of service at
    USD 4,000 a month; pay at home is USD 200 a day.
    """
    talks = redundancy_law(heads=5, consultation=money("USD 10000"))
    return scenario(
        **{
            "jurisdictions": (
                jurisdiction("china", severance=severance(notice_days=30), mass_redundancy=talks),
                jurisdiction("india", severance=severance(notice_days=90)),
            ),
            "entities": (employer("bank_cn", "china"), employer("services_in", "india")),
            "offices": (
                office("shanghai", "china", "bank_cn"),
                office(
                    "bengaluru",
                    "india",
                    "services_in",
                    seats=0,
                    block_seats=10,
                    max_blocks=9,
                    block_fit_out=money("USD 5000"),
                    block_lease=money("USD 3650"),
                    block_lead_days=60,
                    visa_days=60,
                    relocation=money("USD 9000"),
                    hiring_days=90,
                    hiring_share=0.1,
                ),
            ),
            "service": (service("kyc", 10, 5, "USD 4000"),),
            "modes": ModePolicies(redundancy=ModePolicy(overlap_periods=1)),
            **changes,
        }
    )


def waves(plan: Plan, **changes: Any) -> tuple[Wave, ...]:
    return waves_of(books_of(company(**changes)), plan)


def told(tasks: tuple[Task, ...]) -> list[tuple[TaskKind, str, int, date]]:
    return [(task.kind, task.what, task.count, task.by) for task in tasks]


def days(tasks: tuple[Task, ...]) -> dict[TaskKind, date]:
    return {task.kind: task.by for task in tasks}


MIXED = Plan(
    moves=(move(6, REDUNDANCY, "2027-Q3"), move(2, period="2027-Q3")),
    blocks=(block("bengaluru", 1, "2027-Q3"),),
    consultations=(consult("2027-Q4"),),
)


def test_every_task_of_a_wave_has_its_day_and_its_cash() -> None:
    """Lands on 1 July, leaves on 1 October; the talks are over before hires and seats.

    Hires 90 days before the landing: 2 April; talks 30 days before that. Notice is that of China,
    30 days before the leaving, and commits 5.75 months of USD 4,000 for each of six. The block is
    leased for the 184 days to the end of the horizon: 1,840 beside its 5,000. The hand-over is the
    92 days of the third quarter: 18,400 for each.
    """
    (wave,) = waves(MIXED)

    assert [
        (task.kind.value, task.what, task.count, task.by.isoformat(), task.amount)
        for task in wave.tasks
    ] == [
        ("consultation", "bank_cn", 1, "2027-03-03", 10_000_00),
        ("open_hires", "bengaluru", 6, "2027-04-02", 6 * 3_650_00),
        ("offer", "bengaluru", 2, "2027-05-02", 0),
        ("order_seats", "bengaluru", 1, "2027-05-02", 6_840_00),
        ("permit", "bengaluru", 2, "2027-05-02", 2 * 9_000_00),
        ("hand_over", "bengaluru", 6, "2027-07-01", 6 * 18_400_00),
        ("notice", "china", 6, "2027-09-01", 6 * 23_000_00),
    ]
    owners = [task.owner for task in wave.tasks]
    assert owners == ["legal", "hr", "hr", "real_estate", "mobility", "hr", "hr"]
    assert wave.start_by == date(2027, 3, 3)


def test_a_stop_is_safe_until_the_day_before_hires_and_then_costs_what_is_committed() -> None:
    """Talks can be called off at their cost; then 21,900 for hires, 24,840 for seats and permits,

    110,400 of second pay once the successors have landed, and 138,000 of severance with the notice.
    """
    (wave,) = waves(MIXED)

    assert wave.last_safe_stop == date(2027, 4, 1)
    assert wave.stop_costs == (
        StopCost(after=date(2027, 4, 1), amount=10_000_00 + 21_900_00),
        StopCost(after=date(2027, 5, 1), amount=31_900_00 + 24_840_00),
        StopCost(after=date(2027, 6, 30), amount=56_740_00 + 110_400_00),
        StopCost(after=date(2027, 8, 31), amount=167_140_00 + 138_000_00),
    )


def test_the_last_safe_stop_is_the_day_before_notice_where_that_comes_first() -> None:
    """Without a hand-over, people are told on 2 March and hires opened on 31 March: on 1 March

    nothing has been said; on the day of the notice it is too late.
    """
    slow = jurisdiction("china", severance=severance(notice_days=121))
    changes: dict[str, Any] = {
        "jurisdictions": (slow, jurisdiction("india")),
        "modes": ModePolicies(),
    }
    (wave,) = waves(Plan(moves=(move(2, REDUNDANCY, "2027-Q3"),)), **changes)

    assert days(wave.tasks)[TaskKind.NOTICE] == date(2027, 3, 2)
    assert wave.last_safe_stop == date(2027, 3, 1)


def test_asking_alone_can_be_called_off() -> None:
    """The permit is the first step of a transfer that cannot be undone."""
    (wave,) = waves(Plan(moves=(move(2, period="2027-Q3"),)))

    assert [task.kind for task in wave.tasks] == [TaskKind.OFFER, TaskKind.PERMIT]
    assert wave.last_safe_stop == date(2027, 5, 1)
    assert wave.stop_costs == (StopCost(after=date(2027, 5, 1), amount=18_000_00),)


def test_a_listed_figure_is_the_cash_of_the_landing() -> None:
    """USD 700 in place of hire and severance, but not of the pay while both are there."""
    listed = CostOverride(cohort="kyc", office="bengaluru", one_off=money("USD 700"))
    (wave,) = waves(Plan(moves=(move(2, REDUNDANCY, "2027-Q3"),)), costs=(listed,))

    assert {task.kind: task.amount for task in wave.tasks} == {
        TaskKind.OPEN_HIRES: 1_400_00,
        TaskKind.HAND_OVER: 2 * 18_400_00,
        TaskKind.NOTICE: 0,
    }


def test_blocks_go_with_the_first_wave_that_lands_where_they_are() -> None:
    """Each once, by its own day: that of the second quarter in the wave of the third, not again

    in that of the fourth; that of the fourth with the fourth.
    """
    orders = (block("bengaluru", 1, "2027-Q2"), block("bengaluru", 2, "2027-Q4"))
    moves = (move(2, period="2027-Q3"), move(3, period="2027-Q4"))
    third, fourth = waves(Plan(moves=moves, blocks=orders))

    assert orders_of(third.tasks) == [("bengaluru", 1, date(2027, 1, 31))]
    assert third.start_by == date(2027, 1, 31)
    assert orders_of(fourth.tasks) == [("bengaluru", 2, date(2027, 8, 2))]


def orders_of(tasks: tuple[Task, ...]) -> list[tuple[str, int, date]]:
    return [(each.what, each.count, each.by) for each in tasks if each.kind == "order_seats"]


def test_a_block_where_nobody_lands_any_more_is_the_plans_own() -> None:
    plan = Plan(moves=(move(2, period="2027-Q3"),), blocks=(block("bengaluru", 1, "2027-Q4"),))
    (wave,) = waves(plan)

    assert orders_of(wave.tasks) == []
    assert orders_of(plan_tasks(books_of(company()), plan)) == [
        ("bengaluru", 1, date(2027, 8, 2)),
    ]


def test_talks_are_those_of_the_leaving_and_open_before_the_earliest_hires() -> None:
    """A consultation for the fourth quarter covers who lands in the third; one for the third,

    nobody: it is the plan's own, thirty days before its period.
    """
    moves: tuple[Move, ...] = (move(6, REDUNDANCY, "2027-Q3"),)
    plan = Plan(moves=moves, consultations=(consult("2027-Q3"), consult("2027-Q4")))
    (wave,) = waves(plan)
    (own,) = plan_tasks(books_of(company()), plan)

    assert [each.by for each in wave.tasks if each.kind == "consultation"] == [date(2027, 3, 3)]
    assert (own.kind, own.by) == (TaskKind.CONSULTATION, date(2027, 6, 1))


def test_talks_open_before_seats_are_ordered() -> None:
    """Seats that take 150 days are ordered on 1 February: talks open on 2 January.

    At 151 days they open on the planning date; at 152 they come too late, and cover nobody.
    """

    def opened(lead: int) -> date | None:
        there, here = company().offices
        slow = there.model_copy(update={"block_lead_days": lead})
        (wave,) = waves(MIXED, offices=(slow, here))
        return days(wave.tasks).get(TaskKind.CONSULTATION)

    assert opened(150) == date(2027, 1, 2)
    assert opened(151) == date(2027, 1, 1)
    assert opened(152) is None


def test_talks_after_the_hires_open_before_the_leaving() -> None:
    """A firm that does not hold to talks before hires: thirty days before 1 October."""
    (wave,) = waves(MIXED, labour=Labour(consult_before_hiring=False))

    assert days(wave.tasks)[TaskKind.CONSULTATION] == date(2027, 9, 1)
    assert wave.start_by == date(2027, 4, 2)


def test_one_consultation_for_two_waves_is_told_with_the_first() -> None:
    """It covers a hundred days from 1 July: who lands in the second and in the third quarter.

    It opens before the hires of the second are opened: 30 days before 1 January.
    """
    law = redundancy_law(heads=5, covers_days=100)
    plan = Plan(
        moves=(move(5, REDUNDANCY, "2027-Q2"), move(5, REDUNDANCY, "2027-Q3")),
        consultations=(consult("2027-Q3"),),
    )
    second, third = waves(
        plan,
        planning_date=date(2026, 10, 1),
        horizon=Horizon(periods=6, tail_periods=0),
        jurisdictions=(jurisdiction("china", mass_redundancy=law), jurisdiction("india")),
    )

    assert days(second.tasks)[TaskKind.CONSULTATION] == date(2026, 12, 2)
    assert TaskKind.CONSULTATION not in days(third.tasks)


def test_talks_that_cannot_be_over_before_the_hires_cover_nobody() -> None:
    """Hires open on 1 January, the planning date: talks would have had to open a month before."""
    plan = Plan(moves=(move(5, REDUNDANCY, "2027-Q2"),), consultations=(consult("2027-Q3"),))
    (wave,) = waves(plan)

    assert TaskKind.CONSULTATION not in days(wave.tasks)
    assert [task.kind for task in plan_tasks(books_of(company()), plan)] == [TaskKind.CONSULTATION]


def test_people_are_asked_in_time_to_decide_before_the_permit() -> None:
    """Three weeks before the permit of 2 May: 11 April."""
    asking = ModePolicies(transfer=ModePolicy(asking_days=21))
    (wave,) = waves(Plan(moves=(move(2, period="2027-Q3"),)), modes=asking)

    assert days(wave.tasks) == {
        TaskKind.OFFER: date(2027, 4, 11),
        TaskKind.PERMIT: date(2027, 5, 2),
    }
    assert wave.start_by == date(2027, 4, 11)


def test_service_that_is_paid_for_is_committed_with_the_permit() -> None:
    """Five and a half years at USD 4,000 for each of two, beside USD 9,000."""
    paid = ModePolicies(transfer=ModePolicy(service=Service.PAID))
    (wave,) = waves(Plan(moves=(move(2, period="2027-Q3"),)), modes=paid)

    assert [task.amount for task in wave.tasks] == [0, 2 * (9_000_00 + 22_000_00)]


def test_agreements_are_signed_by_the_law_of_the_home() -> None:
    """N+2 within 45 days of the announcement: 17 August, (5.75 + 2) x USD 4,000 for each of two."""
    terms = Agreement(windows=(SigningWindow(months=2.0, share=1.0),), days=45, provenance=ASSUMED)
    law = severance(notice_days=30, agreement=terms)
    (wave,) = waves(
        Plan(moves=(move(2, REDUNDANCY, "2027-Q3"),)),
        jurisdictions=(jurisdiction("china", severance=law), jurisdiction("india")),
    )

    assert told(wave.tasks)[-1] == (TaskKind.AGREEMENT, "china", 2, date(2027, 8, 17))
    assert wave.tasks[-1].amount == 2 * 31_000_00


DISMISSES = Labour(agreements_only=False)


def test_those_who_are_consulted_on_leave_by_the_cheaper_way() -> None:
    """Signing costs two months more than the law gives: without talks USD 31,000 on signature.

    With talks USD 23,000 by statute: nothing is signed, and notice is given 30 days before
    1 October. Where people are only ever asked to sign, they sign for 31,000 with talks too.
    """
    terms = Agreement(windows=(SigningWindow(months=2.0, share=1.0),), days=45, provenance=ASSUMED)
    law = severance(notice_days=30, agreement=terms)
    places = (
        jurisdiction("china", severance=law, mass_redundancy=redundancy_law(heads=5)),
        jurisdiction("india"),
    )

    def parting(plan: Plan, **changes: Any) -> tuple[TaskKind, date, int]:
        (wave,) = waves(plan, jurisdictions=places, **changes)
        last = wave.tasks[-1]
        return last.kind, last.by, last.amount

    signed = TaskKind.AGREEMENT, date(2027, 8, 17), 6 * 31_000_00
    by_statute = TaskKind.NOTICE, date(2027, 9, 1), 6 * 23_000_00
    assert parting(MIXED, labour=DISMISSES) == by_statute
    assert parting(MIXED.model_copy(update={"consultations": ()}), labour=DISMISSES) == signed
    assert parting(MIXED) == signed


def test_those_consulted_on_whose_posts_fall_away_leave_by_the_cheaper_way() -> None:
    """Three posts fall away on 1 July after talks: notice on 1 June, 5.5 x USD 4,000 each."""
    terms = Agreement(windows=(SigningWindow(months=2.0, share=1.0),), days=45, provenance=ASSUMED)
    law = severance(notice_days=30, agreement=terms)
    falls = HeadcountStep(cohort="kyc", effective_from=date(2027, 7, 1), posts=7)
    company_ = company(
        headcount=(falls,),
        labour=DISMISSES,
        jurisdictions=(
            jurisdiction("china", severance=law, mass_redundancy=redundancy_law(heads=2)),
            jurisdiction("india"),
        ),
    )

    def parting(plan: Plan) -> tuple[TaskKind, date, int]:
        own = plan_tasks(books_of(company_), plan)[-1]
        return own.kind, own.by, own.amount

    talks = Plan(consultations=(consult("2027-Q3"),))
    assert parting(talks) == (TaskKind.NOTICE, date(2027, 6, 1), 3 * 22_000_00)
    assert parting(Plan()) == (TaskKind.AGREEMENT, date(2027, 5, 17), 3 * 30_000_00)


def test_notice_that_is_paid_for_is_given_on_the_day_of_leaving() -> None:
    """No hand-over leaves room for thirty days of notice: it is paid, one month, on 1 July."""
    law = severance(notice_days=30, notice_months=1.0)
    (wave,) = waves(
        Plan(moves=(move(2, REDUNDANCY, "2027-Q3"),)),
        jurisdictions=(jurisdiction("china", severance=law), jurisdiction("india")),
        modes=ModePolicies(),
    )

    assert days(wave.tasks)[TaskKind.NOTICE] == date(2027, 7, 1)
    assert wave.tasks[-1].amount == 2 * (22_000_00 + 4_000_00)


def test_what_is_under_way_is_no_task_any_more() -> None:
    """One of two blocks is ordered, the consultation is open: a block is left to be ordered."""
    plan = MIXED.model_copy(update={"blocks": (block("bengaluru", 2, "2027-Q3"),)})
    begun = UnderWay(blocks=(block("bengaluru", 1, "2027-Q3"),), consultations=MIXED.consultations)
    (wave,) = waves(plan, under_way=begun)

    assert TaskKind.CONSULTATION not in days(wave.tasks)
    assert orders_of(wave.tasks) == [("bengaluru", 1, date(2027, 5, 2))]


def test_no_task_is_lost_and_none_is_told_twice() -> None:
    """Of two waves with a block and talks each, and a block that nobody needs: five, once each."""
    plan = Plan(
        moves=(move(5, REDUNDANCY, "2027-Q2"), move(5, REDUNDANCY, "2027-Q3")),
        blocks=tuple(block("bengaluru", 1, f"2027-Q{n}") for n in (2, 3, 4)),
        consultations=(consult("2027-Q3"), consult("2027-Q4")),
    )
    every = [task for wave in waves(plan) for task in wave.tasks]
    every += plan_tasks(books_of(company()), plan)
    kinds = [task.kind for task in every]

    assert kinds.count(TaskKind.ORDER_SEATS) == 3
    assert kinds.count(TaskKind.CONSULTATION) == 2
    assert len(set(every)) == len(every)


def test_a_move_within_employer_and_country_needs_no_permit() -> None:
    """Two to Dalian are asked three weeks before 1 July, for a package of USD 500 each."""
    package = money("USD 500")
    dalian = office("dalian", "china", "bank_cn", visa_days=60, domestic_relocation=package)
    places = ("shanghai", "bengaluru", "dalian")
    (wave,) = waves(
        Plan(moves=(move(2, period="2027-Q3", destination="dalian"),)),
        offices=(*company().offices, dalian),
        pay=tuple(pay("analyst", each, "USD 36500") for each in places),
        modes=ModePolicies(transfer=ModePolicy(asking_days=21)),
    )

    assert told(wave.tasks) == [(TaskKind.OFFER, "dalian", 2, date(2027, 6, 10))]
    assert wave.tasks[0].amount == 1_000_00
    assert wave.last_safe_stop == date(2027, 6, 30)
    assert wave.stop_costs == (StopCost(after=date(2027, 6, 30), amount=1_000_00),)


def test_people_who_are_redeployed_are_asked_before_their_successors_are_sought() -> None:
    """Posts land on 1 July and leave on 1 October; hires open 90 days before the first, on 2 April,
    and four weeks before that vacant posts are offered; three retrain at USD 900 each.
    """
    (wave,) = waves(
        Plan(
            moves=(move(3, Mode.REDEPLOY, "2027-Q3"),),
            placements=(Placement(cohort="kyc", into="alerts", period="2027-Q4", heads=3),),
        ),
        cohorts=(cohort("kyc"), cohort("alerts", vacant=4)),
        substitutes=(
            Substitute(
                role_from="analyst", role_to="analyst", acceptance=1.0, retraining=money("USD 900")
            ),
        ),
        modes=ModePolicies(redeploy=ModePolicy(overlap_periods=1, asking_days=28)),
    )

    assert told(wave.tasks) == [
        (TaskKind.PLACEMENT, "alerts", 3, date(2027, 3, 5)),
        (TaskKind.OPEN_HIRES, "bengaluru", 3, date(2027, 4, 2)),
        (TaskKind.HAND_OVER, "bengaluru", 3, date(2027, 7, 1)),
    ]
    assert wave.tasks[0].amount == 2_700_00


def test_notice_for_posts_that_fall_away_is_the_plans_own() -> None:
    """Ten posts become seven on 1 July, nobody leaves by himself: three are told on 1 June.

    Five and a half years at USD 4,000 each.
    """
    falls = HeadcountStep(cohort="kyc", effective_from=date(2027, 7, 1), posts=7)
    (own,) = plan_tasks(books_of(company(headcount=(falls,))), Plan())

    assert (own.kind, own.what, own.count) == (TaskKind.NOTICE, "china", 3)
    assert (own.by, own.amount) == (date(2027, 6, 1), 3 * 22_000_00)


def signs_in(days: int, **changes: Any) -> Scenario:
    """The company, where people have some days to sign; talks take thirty, from five people on."""
    terms = Agreement(
        windows=(SigningWindow(months=2.0, share=1.0),), days=days, provenance=ASSUMED
    )
    law = severance(notice_days=30, agreement=terms)
    places = (
        jurisdiction("china", severance=law, mass_redundancy=redundancy_law(heads=3)),
        jurisdiction("india"),
    )
    return company(jurisdictions=places, **changes)


@pytest.mark.parametrize(
    ("careful", "signing", "talks", "asked"),
    [
        (False, 45, date(2027, 7, 18), date(2027, 8, 17)),
        (True, 45, date(2027, 3, 3), date(2027, 8, 17)),
        (True, 200, date(2027, 2, 13), date(2027, 3, 15)),
    ],
)
def test_people_are_asked_to_sign_once_talks_are_over(
    careful: bool, signing: int, talks: date, asked: date
) -> None:
    """They leave on 1 October and are asked 45 or 200 days before; talks open 30 days before that,

    or before the hires of 2 April, whichever is sooner.
    """
    made = signs_in(signing, labour=Labour(consult_before_hiring=careful))
    (wave,) = waves_of(books_of(made), MIXED)

    by = days(wave.tasks)
    assert (by[TaskKind.CONSULTATION], by[TaskKind.AGREEMENT]) == (talks, asked)


@pytest.mark.parametrize(
    ("signing", "consulted", "tasks"),
    [
        (45, True, [date(2027, 4, 17), date(2027, 5, 17)]),
        (170, True, [date(2027, 1, 1), date(2027, 1, 31)]),
        (45, False, [date(2027, 5, 17)]),
        (200, False, [date(2027, 1, 1)]),
    ],
)
def test_those_whose_posts_fall_away_are_asked_as_early_as_can_be(
    signing: int, consulted: bool, tasks: list[date]
) -> None:
    """On 1 July, and never before the planning date: talks then open on it, and the rest is left

    for agreements.
    """
    falls = HeadcountStep(cohort="kyc", effective_from=date(2027, 7, 1), posts=7)
    plan = Plan(consultations=(consult("2027-Q3"),) if consulted else ())
    own = plan_tasks(books_of(signs_in(signing, headcount=(falls,))), plan)

    kinds = [TaskKind.CONSULTATION] * consulted + [TaskKind.AGREEMENT]
    assert [(each.kind, each.by) for each in own] == list(zip(kinds, tasks, strict=True))
