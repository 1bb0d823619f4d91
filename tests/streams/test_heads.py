"""Posts and people on a day: counts and changes of HR, and steps that the scenario foresees."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from models.scenario import Scenario
from models.workforce import HeadcountStep
from streams.events import HeadcountChanged, HeadcountCounted
from tests.support.builders import cohort, scenario
from tests.support.histories import passed, published, seen, told

JANUARY, FEBRUARY, MARCH = date(2027, 1, 31), date(2027, 2, 2), date(2027, 3, 2)


def counted(posts: int, day: date) -> Any:
    """As many people as posts."""
    fields: dict[str, Any] = {"cohort": "kyc", "posts": posts, "people": posts, "as_of": day}
    return told(HeadcountCounted, f"count/{day}", **fields)


def changed(posts: int, people: int, day: date) -> Any:
    fields: dict[str, Any] = {"posts": posts, "people": people, "effective_from": day}
    return told(HeadcountChanged, f"change/{day}", cohort="kyc", **fields)


def eight(*steps: tuple[date, int]) -> Scenario:
    """Eight posts, all filled, and so many from each day on."""
    foreseen = (HeadcountStep(cohort="kyc", effective_from=on, posts=n) for on, n in steps)
    return scenario(cohorts=(cohort("kyc", posts=8),), headcount=tuple(foreseen))


def on(day: date, company: Scenario, *events: Any) -> tuple[int, int]:
    """Posts and people of the view of a day."""
    (kyc,) = seen(published(*events, passed(day), company=company)).scenario.cohorts
    return kyc.posts, kyc.posts - kyc.vacant


FIRST = date(2027, 2, 1)


@pytest.mark.parametrize(
    ("events", "in_january", "in_february"),
    [
        ([], (8, 8), (9, 8)),
        ([counted(5, date(2027, 1, 20))], (5, 5), (6, 5)),
        ([changed(-3, -3, date(2027, 1, 15))], (5, 5), (6, 5)),
        ([changed(-9, -9, date(2027, 1, 15))], (0, 0), (0, 0)),
        ([counted(5, date(2027, 1, 20)), changed(2, 2, date(2027, 1, 25))], (7, 7), (8, 7)),
        ([counted(5, FIRST)], (8, 8), (5, 5)),
        ([counted(5, date(2027, 1, 20)), counted(5, date(2027, 2, 2))], (5, 5), (5, 5)),
        ([changed(1, 1, FIRST)], (8, 8), (9, 9)),
        ([changed(0, 1, FIRST)], (8, 8), (9, 9)),
        ([changed(1, 0, date(2027, 2, 2))], (8, 8), (10, 8)),
    ],
    ids=[
        "nothing reported",
        "a count before it",
        "a change before it",
        "never less than none",
        "a count and a change before it",
        "a count of its day includes it",
        "so does one after it",
        "a change of its day is it",
        "who joins on its day takes the post",
        "a change after it adds",
    ],
)
def test_a_foreseen_step_is_a_change(
    events: list[Any], in_january: tuple[int, int], in_february: tuple[int, int]
) -> None:
    """From eight posts to nine on 1 February: one more than whatever HR said before that day."""
    company = eight((FIRST, 9))

    assert on(JANUARY, company, *events) == in_january
    assert on(FEBRUARY, company, *events) == in_february


def test_what_is_foreseen_of_the_days_to_come_follows_the_count_of_today() -> None:
    """In January the view foresees six posts for February, not nine."""
    count = counted(5, date(2027, 1, 20))
    later = seen(published(count, passed(JANUARY), company=eight((FIRST, 9)))).scenario.headcount

    assert [(each.effective_from, each.posts) for each in later] == [(FIRST, 6)]


def test_posts_that_come_back_are_vacant() -> None:
    """Six in February, nine in March: those who left in February are not there again."""
    company = eight((FIRST, 6), (date(2027, 3, 1), 9))

    assert on(FEBRUARY, company) == (6, 6)
    assert on(MARCH, company) == (9, 6)


@pytest.mark.parametrize(("known", "left"), [(3, 3), (7, 5), (None, None)])
def test_no_more_people_are_protected_or_barred_than_there_are_posts(
    known: int | None, left: int | None
) -> None:
    """Where nobody has counted them, nobody has after a fall either."""
    kyc = cohort("kyc", posts=8).model_copy(update={"protected": known, "exit_barred": known})
    events = published(
        counted(5, date(2027, 1, 20)), passed(JANUARY), company=scenario(cohorts=(kyc,))
    )
    (today,) = seen(events).scenario.cohorts

    assert (today.protected, today.exit_barred) == (left, left)
