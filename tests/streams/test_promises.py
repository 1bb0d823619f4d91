"""What has become of promised moves: posts that have gone are told, and a worth that has."""

from __future__ import annotations

from datetime import date

import pytest

from streams.events import Event, HeadcountChanged, HeadcountCounted, Step
from streams.promises import Promise
from streams.recommend import snapshot
from tests.support.builders import cohort, scenario
from tests.support.histories import (
    MOVE,
    PROGRAMME,
    accepted,
    answered,
    executed,
    identity,
    passed,
    proposal,
    published,
    told,
)

JANUARY, FEBRUARY, MAY = date(2027, 1, 20), date(2027, 2, 20), date(2027, 5, 1)
LATER = identity(period="2027-Q3")


def counted(posts: int, day: date = JANUARY) -> Event:
    event: Event = told(
        HeadcountCounted, f"count/{day}", cohort="kyc", posts=posts, people=posts, as_of=day
    )
    return event


def promises(*events: Event) -> list[tuple[str, int, int]]:
    """Promises of ten posts of kyc that have shrunk: id, posts promised, posts possible."""
    company = scenario(cohorts=(cohort("kyc", posts=10),))
    world = published(answered(proposal(8)), *events, company=company)
    return [
        (each.recommendation, each.heads, each.possible)
        for each in snapshot(world, PROGRAMME, 1).promises
    ]


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([accepted(8)], []),
        ([accepted(8), counted(6)], [(MOVE, 8, 6)]),
        ([accepted(8), counted(6), counted(9, FEBRUARY)], []),
        ([accepted(8), counted(6), passed(JANUARY)], [(MOVE, 8, 6)]),
        ([accepted(8), counted(0), passed(JANUARY)], [(MOVE, 8, 0)]),
        ([accepted(6), counted(6), passed(JANUARY)], []),
        ([executed(Step.ANNOUNCED, 8), counted(6), passed(JANUARY)], [(MOVE, 8, 6)]),
        (
            [accepted(8), executed(Step.DECLINED, 2), counted(6), passed(JANUARY)],
            [],
        ),
        (
            [accepted(5), accepted(4, LATER), counted(6), passed(JANUARY)],
            [(LATER, 4, 1)],
        ),
        (
            [
                accepted(8),
                told(
                    HeadcountChanged, "cut", cohort="kyc", posts=-4, people=-4, effective_from=MAY
                ),
            ],
            [(MOVE, 8, 6)],
        ),
    ],
)
def test_a_promise_of_more_posts_than_are_left_is_told(
    events: list[Event], expected: list[tuple[str, int, int]]
) -> None:
    """As soon as it is known, without an answer; those that are due first are served first."""
    assert promises(*events) == expected


def test_a_promise_whose_worth_has_gone_is_told() -> None:
    """By the last answer that knew it as promised; what is only proposed is no promise."""
    loses = answered(proposal(4, committed=4, worth=-300), number=2)
    saves = answered(proposal(4, committed=4, worth=300), number=2)
    only_proposed = answered(proposal(4, worth=-300), number=2)

    def told_of(*events: Event) -> tuple[Promise, ...]:
        return snapshot(published(answered(proposal(4)), *events), PROGRAMME, 1).promises

    lost = Promise(recommendation=MOVE, heads=4, possible=4, pays=False)
    assert told_of(accepted(4), loses) == (lost,)
    assert told_of(accepted(4), saves) == ()
    assert told_of(accepted(4), only_proposed) == ()
    assert told_of(only_proposed) == ()


def test_at_the_end_of_the_calendar_nothing_is_told() -> None:
    """There is no view then, which says why."""
    assert promises(accepted(8), passed(date.max)) == []
