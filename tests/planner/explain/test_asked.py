"""People who have to be asked, so that as many move as the plan moves: ten people unless told."""

from __future__ import annotations

import pytest

from models.baselines import People
from models.limits import Acceptance
from models.plan import Move, TaskKind
from models.scenario import Scenario
from models.workforce import Mode
from planner.books import books_of
from planner.expanded_plan import expand
from planner.explain.asked import asked_by_move, people_asked
from planner.explain.waves import waves_of
from planner.exports.headline import people_words
from planner.value import people_of
from tests.support.builders import cohort, money, move, office, pay, plan, scenario

TO_LYON = "lyon"


def company(*acceptance: Acceptance, posts: int = 10, vacant: int = 0) -> Scenario:
    """Shanghai, from where people may go to Bengaluru or Lyon."""
    places = ("shanghai", "bengaluru", TO_LYON)
    return scenario(
        offices=(
            office("shanghai", "china", "bank_cn"),
            office("bengaluru", "india", "services_in", relocation=money("USD 1000")),
            office(TO_LYON, "india", "services_in"),
        ),
        pay=tuple(pay("analyst", each, "USD 36500") for each in places),
        cohorts=(cohort("kyc", posts=posts, vacant=vacant),),
        acceptance=acceptance,
    )


def accepts(share: float, where: str | None = None, **changes: float) -> Acceptance:
    return Acceptance(cohort="kyc", office=where, share=share, low=0.0, **changes)


def test_nine_of_forty_five() -> None:
    """One in five accepts: 9 / 0.2 = 45 have to be asked, though 9 move; permits are for nine."""
    of = company(accepts(0.2), posts=45)
    made = plan([move(9, period="2027-Q3")])
    people = people_of(expand(books_of(of), made))
    (wave,) = waves_of(books_of(of), made)

    assert people == People(asked_to_move=45, transferred=9)
    assert people_words(people).startswith("0 dismissals, 45 people asked to move, of whom 9 do, ")
    assert {task.kind: task.count for task in wave.tasks} == {
        TaskKind.OFFER: 45,
        TaskKind.PERMIT: 9,
    }


def test_where_no_share_stands_everybody_asked_moves() -> None:
    """One number is told."""
    found = people_of(expand(books_of(company()), plan([move(4)])))

    assert found == People(asked_to_move=4, transferred=4)
    assert ", 4 people asked to move, 0 redeployed" in people_words(found)


@pytest.mark.parametrize(
    ("share", "withdraws", "moving", "asked"),
    [
        (0.5, 0.0, 1, 2),
        (0.4, 0.0, 1, 3),
        (0.4, 0.0, 4, 10),
        (0.5, 0.2, 1, 3),
        (0.5, 0.2, 4, 10),
        (0.1, 0.0, 2, 10),
        (0.0, 0.0, 2, 10),
        (0.7, 0.0, 7, 10),
    ],
)
def test_rounded_up_and_never_more_than_there_are(
    share: float, withdraws: float, moving: int, asked: int
) -> None:
    """1 / 0.4 = 2.5; 1 / (0.5 x 0.8) = 2.5; 7 / 0.7 is ten and no more; twenty are not there."""
    of = company(accepts(share, withdraws=withdraws))

    assert people_asked(of, [move(moving)]) == asked


def test_the_vacant_posts_of_a_cohort_are_no_people() -> None:
    """Of ten posts six are held."""
    assert people_asked(company(accepts(0.1), vacant=4), [move(1)]) == 6


def test_two_waves_are_rounded_together() -> None:
    """Share 0.4: the first asks 3 for 1, both together 5 for 2, so that the second asks 2."""
    moves = [move(1, period="2027-Q2"), move(1), move(2, Mode.REDUNDANCY)]
    of = company(accepts(0.4))

    assert asked_by_move(of, moves) == (2, 3, 0)
    assert people_asked(of, moves) == 5


def to(where: str, heads: int) -> Move:
    return move(heads, destination=where)


def test_each_office_has_its_own_share() -> None:
    """2 / 0.5 = 4 to Bengaluru and 1 / 0.25 = 4 to Lyon; eight of ten are asked."""
    of = company(accepts(0.5, "bengaluru"), accepts(0.25, TO_LYON))
    moves = [to("bengaluru", 2), to(TO_LYON, 1)]

    assert asked_by_move(of, moves) == (4, 4)
    assert people_asked(of, moves) == 8


def test_whoever_declines_one_office_may_be_asked_about_another() -> None:
    """4 / 0.5 = 8 and 2 / 0.25 = 8 are asked; all ten people are."""
    of = company(accepts(0.5, "bengaluru"), accepts(0.25, TO_LYON))

    assert people_asked(of, [to("bengaluru", 4), to(TO_LYON, 2)]) == 10


def test_the_share_of_all_destinations_asks_at_least_its_own() -> None:
    """1 / 0.5 = 2 for each office; of all who are asked three in ten go: 2 / 0.3 = 6.67."""
    of = company(accepts(0.5, "bengaluru"), accepts(0.5, TO_LYON), accepts(0.3))

    assert people_asked(of, [to("bengaluru", 1), to(TO_LYON, 1)]) == 7


def test_nobody_is_asked_for_what_is_no_transfer() -> None:
    """Redundancies and refills."""
    moves = [move(2, Mode.REDUNDANCY), move(1, Mode.REFILL)]

    assert asked_by_move(company(accepts(0.5)), moves) == (0, 0)
    assert people_asked(company(accepts(0.5)), moves) == 0
