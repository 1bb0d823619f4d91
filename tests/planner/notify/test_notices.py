"""What is told, and that nothing is told twice."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta

import pytest

from models.answer import AnswerKind
from models.plan import Task, TaskKind
from planner.notify import Overview
from planner.notify.notices import STUCK_AFTER, NoticeKind
from planner.notify.notified import Notified
from tests.planner.notify.seeing import NAME, NOW, overview, recommended, tell
from tests.support.builders import move

NEXT = "b" * 64
SOON = date(2027, 3, 8)
MASKING = Task(
    kind=TaskKind.MEASURE, what="masking", count=1, by=date(2027, 4, 1), owner="it", amount=50
)


def kinds(found: Overview, notified: Notified, now: datetime = NOW) -> tuple[list[str], Notified]:
    said, notified = tell(found, notified, now)
    return [each.kind.value for each in said], notified


def test_a_new_recommendation_is_told_once() -> None:
    """Not at the next look, nor in a revision that says the same: each day makes one."""
    (first,), notified = tell(overview(recommended()), Notified())
    again, notified = tell(overview(recommended()), notified)
    other, _ = tell(overview(recommended(revision=NEXT, worth=101)), notified)

    assert first.text == (
        f"north: new recommendation {NAME} aaaaaaaaaaaa: 10 posts, start by 2027-05-01, "
        "lapses after 2027-05-01."
    )
    assert first.document["recommendation"]["revision"] == "a" * 64
    assert (again, other) == ([], [])


@pytest.mark.parametrize(
    "changes",
    [
        {"move": move(20)},
        {"start_by": date(2027, 4, 1)},
        {"tasks": (MASKING,)},
    ],
)  # fmt: skip
def test_one_that_says_something_else_is_told_again(changes: dict[str, object]) -> None:
    """In another revision; of one revision nobody is told twice, whatever it seems to say."""
    _, notified = tell(overview(recommended()), Notified())

    assert kinds(overview(recommended(**changes)), notified)[0] == []
    assert kinds(overview(recommended(revision=NEXT, **changes)), notified)[0] == ["revised"]


def test_one_that_comes_back_is_new_again() -> None:
    """As what was put off does when its day has come; not in the revision of before."""
    _, notified = tell(overview(recommended()), Notified())
    nothing, notified = tell(overview(), notified)

    assert nothing == []
    assert kinds(overview(recommended()), notified)[0] == []
    assert kinds(overview(recommended(revision=NEXT)), notified)[0] == ["new"]


def test_a_programme_that_is_out_of_sight_takes_nothing_back() -> None:
    """A look that does not have it says nothing of what is open for it."""
    _, notified = tell(overview(recommended()), Notified())
    _, notified = tell(Overview(), notified)

    assert kinds(overview(recommended(revision=NEXT)), notified)[0] == []


def test_one_that_lapses_within_days_is_told_once_more() -> None:
    """From the seventh day before on, by the clock if the programme's day is behind."""
    found = overview(recommended(expires_on=SOON + timedelta(days=1)))
    first, notified = kinds(found, Notified())
    day_before, notified = kinds(found, notified)
    soon, notified = kinds(found, notified, NOW + timedelta(days=1))
    again, _ = kinds(found, notified, NOW + timedelta(days=2))

    assert (first, day_before, soon, again) == (["new"], [], ["expiring"], [])


def test_one_that_is_new_and_lapses_soon_is_told_once() -> None:
    """Its text says by when, and there is no second notice of the revision."""
    said, notified = kinds(overview(recommended(expires_on=SOON)), Notified())
    later, _ = kinds(overview(recommended(expires_on=SOON)), notified, NOW + timedelta(days=3))

    assert (said, later) == (["new"], [])


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (AnswerKind.FAILED, "has a solver that fails"),
        (AnswerKind.NO_PLAN, "has no plan that keeps every rule"),
        (None, "has not been planned yet"),
    ],
)
def test_a_programme_without_a_plan_is_told_once_it_stays_so(
    kind: AnswerKind | None, words: str
) -> None:
    """Not at once, not twice while it lasts, and again the next time."""
    stuck, well = overview(kind=kind), overview()
    at_first, notified = kinds(stuck, Notified())
    (late,), notified = tell(stuck, notified, NOW + STUCK_AFTER)
    still, notified = kinds(stuck, notified, NOW + 2 * STUCK_AFTER)
    _, notified = tell(well, notified, NOW + 3 * STUCK_AFTER)
    soon, notified = kinds(stuck, notified, NOW + 4 * STUCK_AFTER)
    anew, _ = kinds(stuck, notified, NOW + 5 * STUCK_AFTER)

    assert late.text == f"north: {words}, since 2027-03-01 09:00 UTC."
    assert late.kind is NoticeKind.STUCK
    assert (at_first, still, soon, anew) == ([], [], [], ["stuck"])


def test_dead_letters_are_told_by_their_number() -> None:
    """Those that have not been told; a log that was restored has fewer, and begins anew."""
    (first,), notified = tell(Overview(dead=3), Notified())
    again, notified = tell(Overview(dead=3), notified)
    (more,), notified = tell(Overview(dead=4), notified)
    _, notified = tell(Overview(dead=1), notified)
    (anew,), _ = tell(Overview(dead=2), notified)

    assert first.document["count"] == 3
    assert first.text.startswith("3 records are not events: `relocate dead-letters`")
    assert more.text.startswith("1 record is not an event")
    assert (again, anew.document["count"]) == ([], 1)


def test_what_is_told_is_masked_as_what_is_shown() -> None:
    """A small count is in no text, task or figure, and what it is worth is left out."""
    hires = Task(kind=TaskKind.OPEN_HIRES, what="bengaluru", count=3, by=SOON, owner="hr", amount=9)
    (said,), _ = tell(overview(recommended(move=move(3), tasks=(hires,))), Notified())
    written = json.dumps(said.document)

    assert said.document["recommendation"]["heads"] == "1 to 5"
    assert said.document["recommendation"]["worth"] is None
    assert '"count": "1 to 5"' in written
    assert ": 1 to 5 posts, start by" in said.text


def test_each_thing_has_an_id_of_its_own_that_stays() -> None:
    """So that whoever is told can tell a repetition from something new."""
    found = overview(recommended(), kind=AnswerKind.FAILED, dead=2)
    late = NOW + STUCK_AFTER
    _, waits = tell(overview(kind=AnswerKind.FAILED), Notified())
    one, _ = tell(found, waits, late)
    other, _ = tell(found, waits, late)

    assert [each.id for each in one] == [each.id for each in other]
    assert len({each.id for each in one}) == len(one) == 3
