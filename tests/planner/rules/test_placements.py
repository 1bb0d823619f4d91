"""Whose post is redeployed takes a vacant post at home, is retrained, and is dismissed by nobody.

A hire in Bengaluru costs 10 % of USD 36,500; filling a vacancy of ``alerts`` in Shanghai 20 % of
USD 50,000, USD 10,000. A place in ``alerts`` takes a course of USD 2,000 and three months at a
quarter less output, USD 50,000 x 3/12 x 0.25 = USD 3,125.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

import pytest

from models.plan import Move, Placement, Plan
from models.scenario import Scenario
from models.workforce import HeadcountStep, Mode, ModePolicies, ModePolicy, Substitute
from planner.audit import audit
from planner.books import books_of
from planner.formulation.decisions import plan_of, values_of
from planner.formulation.rule_bounds import ModeLandings
from planner.formulation.sets import MODES, sets_of
from planner.formulation.variables import HEADS
from planner.replan.proposals import needs_of
from planner.rules import rules_of
from planner.rules.compose import compose
from planner.rules.placements.limits import bounds
from planner.rules.placements.rule import RULE
from planner.rules.placements.variables import PLACED
from planner.spending import parts_of, spends_of
from streams.orders import things
from tests.support.builders import (
    cohort,
    entity,
    jurisdiction,
    money,
    move,
    office,
    pay,
    role,
    scenario,
    service,
)
from tests.support.judging import cheapest, cheapest_without

LINE = Substitute(
    role_from="analyst",
    role_to="clerk",
    acceptance=0.5,
    retraining=money("USD 2000"),
    retraining_months=3.0,
    retraining_loss=0.25,
)

CLERKS: dict[str, Any] = {"role": "clerk", "posts": 6, "vacant": 3}


def company(overlap: int = 0, line: Substitute = LINE, **changes: Any) -> Scenario:
    """Ten analysts who may go; six posts of clerks, three of them vacant, who may not."""
    defaults: dict[str, Any] = {
        "jurisdictions": (jurisdiction("china"), jurisdiction("india")),
        "entities": (entity("bank_cn", "china"), entity("services_in", "india")),
        "offices": (
            office("shanghai", "china", "bank_cn", hiring_share=0.2),
            office("dalian", "china", "bank_cn", hiring_share=0.2),
            office("bengaluru", "india", "services_in", hiring_share=0.1, relocation=None),
        ),
        "roles": (role("analyst"), role("clerk")),
        "pay": (
            pay("analyst", "shanghai", "USD 73000"),
            pay("analyst", "bengaluru", "USD 36500"),
            pay("clerk", "shanghai", "USD 50000"),
            pay("clerk", "dalian", "USD 50000"),
        ),
        "cohorts": (
            cohort("kyc"),
            cohort("alerts", **CLERKS),
        ),
        "modes": ModePolicies(redeploy=ModePolicy(overlap_periods=overlap)),
        "substitutes": (line,),
        "refill_window_periods": 1,
    }
    return scenario(**{**defaults, **changes})


def placed(heads: int, period: str = "2027-Q1", into: str = "alerts") -> Placement:
    """People of ``kyc`` placed."""
    return Placement(cohort="kyc", into=into, period=period, heads=heads)


def redeploy(heads: int, period: str = "2027-Q1") -> Move:
    """Posts of ``kyc`` redeployed."""
    return move(heads, Mode.REDEPLOY, period)


def broken(there: Scenario, moves: list[Move], placements: list[Placement]) -> list[str]:
    """What the rule, or that of vacancies, says of a plan."""
    judgement = audit(Plan(moves=tuple(moves), placements=tuple(placements)), books_of(there))
    rules = {"placements", "vacancies"}
    return [each.words for each in judgement.violations if each.rule in rules]


def test_as_many_are_placed_as_posts_leave_on_the_day_they_leave() -> None:
    """Three and three; not two or four, nor a quarter later."""
    one_more = "posts of kyc redeployed on a day with more or fewer people placed in 2027-Q1: 1"

    assert broken(company(), [redeploy(3)], [placed(3)]) == []
    assert broken(company(), [redeploy(3)], [placed(2)]) == [f"{one_more}, at most 0"]
    assert broken(company(), [redeploy(2)], [placed(3)]) == [f"{one_more}, at most 0"]
    assert len(broken(company(), [redeploy(3)], [placed(3, "2027-Q2")])) == 1


def test_the_programme_redeploys_only_people_who_could_be_placed() -> None:
    """Analysts could take the posts of clerks; clerks could take nobody's."""
    there = company()
    program = compose(sets_of(books_of(there)), rules_of(there))
    heads = program.groups[HEADS]
    redeployed = heads.index["mode"] == MODES.index(Mode.REDEPLOY)

    assert {there.cohorts[c].id for c in heads.index["cohort"][redeployed]} == {"kyc"}


def test_people_are_placed_when_the_hand_over_is_done() -> None:
    """With an overlap of a quarter posts that land in Q1 leave in Q2."""
    assert broken(company(1), [redeploy(3)], [placed(3, "2027-Q2")]) == []
    assert broken(company(1), [redeploy(3)], [placed(3)])


@pytest.mark.parametrize(("asking", "late"), [(60, 0), (61, 1)])
def test_people_are_asked_before_their_successors_are_sought(asking: int, late: int) -> None:
    """Sixty days to decide and thirty to hire are the ninety there are by 1 April."""
    slow = company()
    offices = tuple(each.model_copy(update={"hiring_days": 30}) for each in slow.offices)
    policy = ModePolicies(redeploy=ModePolicy(asking_days=asking))
    asked = slow.model_copy(update={"offices": offices, "modes": policy})
    plan = Plan(
        moves=(redeploy(2, "2027-Q2"),),
        placements=(placed(2, "2027-Q2"),),
    )

    broken_leads = [
        each for each in audit(plan, books_of(asked)).violations if each.rule == "lead_times"
    ]
    assert [each.violation for each in broken_leads] == [late] * late
    periods = {each.period for each in cheapest(asked).moves if each.mode is Mode.REDEPLOY}
    assert ("2027-Q2" in periods) != bool(late)


def test_they_share_the_vacancies_with_refills() -> None:
    """Of three vacancies two are refilled away: one person is placed, not two."""
    away = move(2, Mode.REFILL, cohort="alerts")
    line = LINE.model_copy(update={"acceptance": 1.0})

    assert broken(company(line=line), [away, redeploy(1)], [placed(1)]) == []
    assert broken(company(line=line), [away, redeploy(2)], [placed(2)]) == [
        "vacancies of alerts refilled elsewhere or taken in 2027-Q1: 4, at most 3"
    ]


def test_whoever_is_placed_keeps_the_post() -> None:
    """Three of six clerks' posts are taken by people who were placed: three clerks may be made
    redundant, and a fourth redundancy would be one of those who were placed.
    """
    there = company(
        service=(service("kyc", 10, 20, "USD 9000"), service("alerts", 3, 1, "USD 1000")),
        pay=(*company().pay, pay("clerk", "bengaluru", "USD 10000")),
    )
    away = partial(move, mode=Mode.REDUNDANCY, cohort="alerts")
    people = [redeploy(3)], [placed(3)]

    assert broken(there, [*people[0], away(3)], people[1]) == []
    (told,) = broken(there, [*people[0], away(4)], people[1])
    assert told == "posts of alerts left for people who were placed there in 2027-Q1: 2, at least 3"
    plan = cheapest(there)
    left = 6 - sum(each.heads for each in plan.moves if each.cohort == "alerts")
    assert left >= sum(each.heads for each in plan.placements)


def test_people_placed_do_not_stand_in_for_protected_holders() -> None:
    """Six posts of clerks, three of them vacant, two of the three clerks protected: with three
    people placed one clerk may be made redundant, not two.
    """
    there = company(
        cohorts=(cohort("kyc"), cohort("alerts", **CLERKS, protected=2)),
        service=(service("kyc", 10, 20, "USD 9000"), service("alerts", 3, 1, "USD 1000")),
        pay=(*company().pay, pay("clerk", "bengaluru", "USD 10000")),
    )

    def judged(dismissed: int) -> list[str]:
        away = move(dismissed, Mode.REDUNDANCY, cohort="alerts")
        plan = Plan(moves=(redeploy(3), away), placements=(placed(3),))
        found = audit(plan, books_of(there)).violations
        return [each.words for each in found if each.rule == "kept_posts"]

    assert judged(1) == []
    assert judged(2)[0] == "holders in alerts not made redundant: 1, at least 2"
    plan = cheapest(there)
    assert audit(plan, books_of(there)).lawful


def test_no_more_are_placed_than_accept() -> None:
    """A quarter of ten, rounded down: two, and a third is one too many in posts of the role."""
    line = LINE.model_copy(update={"acceptance": 0.25})
    said = broken(company(line=line), [redeploy(3)], [placed(3)])

    assert broken(company(line=line), [redeploy(2)], [placed(2)]) == []
    assert (
        said[0] == "people of kyc placed in posts of clerk against those who accept: 3, at most 2"
    )


def test_a_vacancy_accepts_nothing() -> None:
    """Ten posts with eight people in them, of whom half accept: four, and not five."""
    half_full = cohort("kyc", vacant=2)
    there = company(cohorts=(half_full, cohort("alerts", role="clerk", posts=9, vacant=6)))

    assert broken(there, [redeploy(4)], [placed(4)]) == []
    assert len(broken(there, [redeploy(5)], [placed(5)])) == 1
    assert sum(each.heads for each in cheapest(there).placements) == 4


def two_roles(*, posted_guards: bool = False, **changes: Any) -> Scenario:
    """Of ten analysts a fifth would be clerks, half would be filers, and all would be guards, of
    whom there are none, or six vacancies; a course for filers is USD 1,000 and nothing else.
    """
    lines = (("clerk", 0.2), ("filer", 0.5), ("guard", 1.0))
    to_file: dict[str, Any] = {"retraining": money("USD 1000"), "retraining_loss": 0.0}
    return company(
        roles=tuple(map(role, ("analyst", "clerk", "filer", "guard"))),
        pay=(
            *company().pay,
            pay("filer", "shanghai", "USD 50000"),
            pay("guard", "shanghai", "USD 50000"),
        ),
        cohorts=(
            cohort("kyc"),
            cohort("alerts", **CLERKS),
            cohort("records", role="filer", posts=9, vacant=6),
            *([cohort("gate", role="guard", posts=9, vacant=6)] if posted_guards else []),
        ),
        substitutes=tuple(
            LINE.model_copy(
                update={"role_to": name, "acceptance": share, **(to_file if share == 0.5 else {})}
            )
            for name, share in lines
        ),
        **changes,
    )


def test_of_several_roles_as_many_accept_in_all_as_for_the_best_of_them() -> None:
    """Two become clerks and three filers, five in all, half of ten: a fourth filer is too many,
    though five might be filers by themselves; that all would be guards is no help.
    """

    def split(filers: int) -> list[str]:
        people = [placed(2), placed(filers, into="records")]
        return broken(two_roles(), [redeploy(2 + filers)], people)

    assert split(3) == []
    assert split(4) == [
        "people of kyc placed in posts of clerk or filer against those who accept: 6, at most 5"
    ]
    assert sum(each.heads for each in cheapest(two_roles()).placements) == 5


@pytest.mark.parametrize("guards", [0, 1])
def test_a_role_that_all_accept_makes_no_more_accept_the_others(guards: int) -> None:
    """Two clerks and four filers are one too many, whether or not somebody becomes a guard; and the
    programme knows it as well.
    """
    there = two_roles(posted_guards=True)
    people = [placed(2), placed(4, into="records"), *[placed(1, into="gate")] * guards]

    assert broken(there, [redeploy(6 + guards)], people) == [
        "people of kyc placed in posts of clerk or filer against those who accept: 6, at most 5"
    ]
    found = cheapest(there)
    assert sum(each.heads for each in found.placements if each.into != "gate") == 5
    assert audit(found, books_of(there)).lawful


@pytest.mark.parametrize(
    "changes",
    [
        {"substitutes": ()},
        {"substitutes": (LINE.model_copy(update={"role_from": "clerk", "role_to": "analyst"}),)},
        {
            "cohorts": (
                cohort("kyc"),
                cohort("alerts", **CLERKS, entity="services_in"),
            )
        },
        {
            "cohorts": (
                cohort("kyc"),
                cohort("alerts", **CLERKS, office="bengaluru"),
            ),
            "pay": (
                *company().pay,
                pay("clerk", "bengaluru", "USD 20000"),
            ),
        },
    ],
)
def test_only_posts_of_the_same_employer_and_place_that_the_role_can_fill(
    changes: dict[str, Any],
) -> None:
    """No line, the line the other way round, another employer, another jurisdiction."""
    there = company(**changes)

    assert any("whose posts they cannot take" in each for each in broken(there, [], [placed(1)]))
    assert not any(each.mode is Mode.REDEPLOY for each in cheapest(there).moves)


def test_nobody_is_placed_in_a_post_of_their_own_cohort() -> None:
    """Analysts take each other's posts: of three vacant ones in each cohort, the other's three."""
    line = LINE.model_copy(update={"role_to": "analyst"})
    cohorts = (cohort("kyc", vacant=3), cohort("alerts", posts=6, vacant=3))
    there = company(line=line, cohorts=cohorts)

    own = broken(there, [redeploy(1)], [placed(1, into="kyc")])
    assert any("whose posts they cannot take" in each for each in own)
    assert broken(there, [redeploy(1)], [placed(1)]) == []


def test_another_city_of_the_country_is_not_at_home() -> None:
    """The vacant posts are in Dalian: taking one would be a transfer, with its own acceptance."""
    there = company(cohorts=(cohort("kyc"), cohort("alerts", **CLERKS, office="dalian")))
    here = company(cohorts=(cohort("kyc"), cohort("alerts", **CLERKS)))

    assert any("cannot take" in each for each in broken(there, [redeploy(2)], [placed(2)]))
    assert broken(here, [redeploy(2)], [placed(2)]) == []
    assert not any(each.mode is Mode.REDEPLOY for each in cheapest(there).moves)


def test_retraining_is_priced_and_the_course_is_cash() -> None:
    """Two people: 2 x (2,000 + 3,125) = USD 10,250, of which USD 4,000 cash."""
    plan = Plan(moves=(redeploy(2),), placements=(placed(2),))
    judgement = audit(plan, books_of(company()))
    (line,) = (each for each in judgement.price_list if each.rule == "placements")

    assert (line.amount, line.one_off_cash) == (10_250_00, 4_000_00)


def test_a_redeploy_costs_hire_and_retraining_and_saves_pay_and_the_vacancy() -> None:
    """Two from Q1 on: 2 x 3,650 for hires and 10,250 for retraining, once. Pay falls by 2 x 36,500
    in the year; filling two vacancies of 10,000 falls away. No severance.
    """
    books = books_of(company())
    plan = Plan(moves=(redeploy(2),), placements=(placed(2),))
    (account,) = audit(plan, books).priced_moves

    assert account.one_off == 2 * 3_650_00 + 10_250_00
    assert account.run_rate_delta == -2 * 36_500_00 - 2 * 10_000_00
    assert audit(plan, books).total - audit(Plan(), books).total == (
        account.one_off + account.run_rate_delta
    )
    assert audit(plan, books).amount("severance") == 0


def test_placements_are_shared_among_the_redeploys_that_leave_together() -> None:
    """Of three that leave on one day, one lands in Manila: a third of the retraining is its own."""
    there = company(
        jurisdictions=(jurisdiction("china"), jurisdiction("india"), jurisdiction("philippines")),
        entities=(
            entity("bank_cn", "china"),
            entity("services_in", "india"),
            entity("services_ph", "philippines"),
        ),
        offices=(*company().offices, office("manila", "philippines", "services_ph")),
        pay=(*company().pay, pay("analyst", "manila", "USD 36500")),
    )
    moves = (move(2, Mode.REDEPLOY), move(1, Mode.REDEPLOY, destination="manila"))
    plan = Plan(moves=moves, placements=(placed(3),))
    accounts = {
        each.move.destination: each.one_off for each in audit(plan, books_of(there)).priced_moves
    }
    assert accounts == {"bengaluru": 2 * 5_125_00 + 2 * 3_650_00, "manila": 5_125_00}


def test_placements_are_paid_for_by_those_who_leave_that_day() -> None:
    """Two leave in the first quarter and become clerks at USD 5,125; one leaves in the third and
    becomes a filer at USD 1,000. A hire is USD 3,650.
    """
    plan = Plan(
        moves=(redeploy(2), redeploy(1, "2027-Q3")),
        placements=(placed(2), placed(1, "2027-Q3", "records")),
    )
    accounts = audit(plan, books_of(two_roles())).priced_moves

    assert [each.one_off for each in accounts] == [2 * (5_125_00 + 3_650_00), 1_000_00 + 3_650_00]


def test_placements_are_those_of_the_leaving_not_of_the_landing() -> None:
    """With an overlap of a quarter the retraining of Q2 is that of the move that lands in Q1."""
    plan = Plan(moves=(redeploy(2),), placements=(placed(2, "2027-Q2"),))
    (account,) = audit(plan, books_of(company(1))).priced_moves

    assert account.one_off == 2 * (5_125_00 + 3_650_00)


def test_the_optimiser_places_as_many_as_there_are_vacancies() -> None:
    """Service is not known, so that nobody is made redundant; three vacancies, five accept."""
    plan = cheapest(company())

    assert [(each.mode, each.heads) for each in plan.moves] == [(Mode.REDEPLOY, 3)]
    assert [(each.into, each.heads) for each in plan.placements] == [("alerts", 3)]


def most_redeployed(there: Scenario) -> tuple[list[int], list[int]]:
    """Posts of ``kyc`` that can be redeployed at most: up to each period, and in it."""
    (bound,) = bounds(sets_of(books_of(there)))
    assert isinstance(bound, ModeLandings)
    assert bound.mode is Mode.REDEPLOY
    kyc = [each.id for each in there.cohorts].index("kyc")
    return bound.so_far[kyc].tolist(), bound.at_once[kyc].tolist()


def test_it_says_how_many_can_be_redeployed_at_most() -> None:
    """Five accept. Three vacancies of clerks are open until Q2, and one more in Q4: a post that
    lands in Q1 or Q3 leaves a quarter later, one that lands in Q4 after the last.

    Five accept, and have nine vacancies: the best of their roles counts.
    """
    fourth = HeadcountStep(cohort="alerts", effective_from=date(2027, 10, 1), posts=7)

    assert most_redeployed(company(headcount=(fourth,))) == ([3, 3, 3, 4], [3, 3, 0, 1])
    assert most_redeployed(company(1, headcount=(fourth,))) == ([3, 3, 4, 4], [3, 0, 1, 1])
    assert most_redeployed(two_roles()) == ([5, 5, 5, 5], [5, 5, 0, 0])


def test_without_it_posts_would_be_redeployed_and_nobody_placed() -> None:
    """The rule alone ties the posts that leave to places for those who held them."""
    plan = cheapest_without(company(), "placements", "vacancies")

    assert sum(each.heads for each in plan.moves if each.cohort == "kyc") == 10
    assert plan.placements == ()


def test_placements_are_written_into_a_programme_and_read_back() -> None:
    """As they were."""
    there = company()
    program = compose(sets_of(books_of(there)), rules_of(there))
    plan = Plan(moves=(redeploy(2),), placements=(placed(2),))
    values = values_of(program, plan)

    assert values[program.groups[PLACED].ids].sum() == 2
    assert plan_of(program, values) == plan


def test_values_say_each_line() -> None:
    """Who can take what, who accepts, and what it takes."""
    (said,) = RULE.values(company())

    assert said == (
        "analyst can take posts of clerk: 50% accept, USD 2000.00 for retraining, 25% of 3 months "
        "lost"
    )


def test_a_redeploy_that_is_proposed_carries_its_placements() -> None:
    """Whoever accepts it accepts them: those of the day its posts leave, and no refill's."""
    there = company(1)
    moves = (redeploy(2), move(1, Mode.REFILL, cohort="alerts"))
    plan = Plan(moves=moves, placements=(placed(2, "2027-Q2"),))

    assert needs_of(there, plan, moves[0]).placements == (placed(2, "2027-Q2"),)
    assert needs_of(there, plan, moves[1]).placements == ()


def test_each_placement_is_remembered_with_the_cash_it_takes() -> None:
    """One person's course, USD 2,000."""
    parts = list(parts_of(Plan(placements=(placed(2),))))
    (spend,) = spends_of(books_of(company()), parts)

    assert parts == [Plan(placements=(placed(1),))]
    assert spend.cash == 2_000_00


def test_placements_are_things_that_are_paid_for() -> None:
    """By cohort and whose posts they take."""
    (kept,) = things(Plan(placements=(placed(2),)))

    assert kept == (("placement", "kyc", "alerts"), "2027-Q1", 2)
