"""What a replay tells of heads: no small count, and none from which one follows, on any day."""

from __future__ import annotations

import re
from datetime import date

from planner.narration.history import History
from streams.differences import difference
from streams.events import Event, HeadcountChanged, HeadcountCounted, Step
from streams.fold import fold
from streams.recommend import snapshot
from streams.replay import Day
from streams.state import World
from tests.support.builders import scenario
from tests.support.histories import (
    PROGRAMME,
    accepted,
    answered,
    executed,
    identity,
    passed,
    proposal,
    published,
)
from tests.support.histories import told as fact

COMPANY = scenario(floor_heads=3)
OFFER = answered(
    proposal(4, period="2027-Q1", start_by=date(2027, 1, 10)),
    proposal(1, period="2027-Q2", start_by=date(2027, 2, 1)),
)


def told(*days: list[Event]) -> list[str]:
    """What is said on each day, once the plan of five posts in two waves is known."""
    history, world = History(COMPANY), published(company=COMPANY)
    said, before = [], snapshot(World(), PROGRAMME, 0)
    for n, events in enumerate(days):
        world = fold(world, events)
        after = snapshot(world, PROGRAMME, n + 1)
        answer = next((e.answer for e in events if e.type == "answer_recorded"), None)
        day = Day(date(2027, 1, 2 + n), tuple(events), answer, after, difference(before, after))
        narrated = history.narrate(day)
        said.append(" ".join((*narrated.facts, *narrated.changes)))
        before = after
    return said


def test_small_waves_are_not_told_by_what_is_told_of_others() -> None:
    """Five in all, one of them in the second wave; the floor is three."""
    first, second = told([OFFER], [passed(date(2027, 1, 11))])

    assert "6 posts in 2 waves" in first
    assert "new: 2027-Q1 to bengaluru, 6 posts" in first
    assert "new: 2027-Q2 to bengaluru, 1 to 3 posts" in first
    assert "expired: 2027-Q1 to bengaluru, 6 posts" in second
    assert not re.search(r"\b[14] posts", f"{first} {second}")


def test_a_wave_is_told_alike_when_it_is_accepted() -> None:
    _, second = told([OFFER], [accepted(4, identity(period="2027-Q1"))])

    assert "Accepted (agreed): 2027-Q1 to bengaluru, 6 posts of kyc" in second


def test_what_a_small_wave_is_worth_is_not_told() -> None:
    """It is so much a head, and `watch` does not tell it either."""
    assert "worth" not in told([answered(proposal(3))])[0]
    assert "worth" in told([answered(proposal(4))])[0]


def test_changes_and_counts_of_heads_are_told_alike() -> None:
    """The floor is three."""
    day = date(2027, 1, 1)
    (said,) = told(
        [
            fact(HeadcountChanged, "a", cohort="kyc", posts=-2, effective_from=day),
            fact(HeadcountCounted, "b", cohort="kyc", posts=10, people=1, as_of=day),
        ]
    )

    assert "posts fewer: kyc 1 to 3" in said
    assert "Counted: kyc, posts: 9, people: 1 to 3" in said


def test_the_summary_does_not_tell_how_few_have_landed() -> None:
    history, world = History(COMPANY), published(company=COMPANY)
    landing = executed(Step.LANDED, 2)
    shown = snapshot(fold(world, [landing]), PROGRAMME, 1)
    history.narrate(Day(date(2027, 1, 2), (landing,), None, shown, difference(shown, shown)))

    assert "1 to 3 posts landed" in history.summary()


def test_what_names_no_move_is_not_said_again() -> None:
    strange = accepted(2).model_copy(update={"recommendation": "Jane Doe is ill"})
    (said,) = told([strange])

    assert "Jane" not in said
    assert "Accepted (agreed): what is not a move of test, 1 to 3 posts" in said
