"""When to ask: after quiet, within a longest wait, one at a time, and with growing patience."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from streams.policy import (
    Desk,
    Patience,
    answered,
    asked,
    cut_short,
    discarded,
    due_at,
    failed,
    hurried,
    hurry_at,
    told,
)

NOON = datetime(2027, 1, 1, 12, tzinfo=UTC)
PATIENCE = Patience(
    quiet=timedelta(seconds=2),
    longest_wait=timedelta(seconds=30),
    first_retry=timedelta(seconds=10),
    longest_retry=timedelta(seconds=60),
    hurried_after=timedelta(seconds=1),
    thorough_after=timedelta(seconds=100),
)


def after(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def test_a_question_waits_for_quiet() -> None:
    """Each event puts it off by two seconds."""
    desk = told(told(Desk(), NOON), after(1.5))

    assert due_at(Desk(), PATIENCE) is None
    assert due_at(desk, PATIENCE) == after(3.5)


@given(st.lists(st.floats(0, 60), min_size=1, max_size=60).map(sorted))
def test_rain_cannot_put_it_off_for_ever(moments: list[float]) -> None:
    """Thirty seconds after the first event that nobody answered it is due, whatever comes."""
    desk = Desk()
    for moment in moments:
        desk = told(desk, after(moment))
    due = due_at(desk, PATIENCE)

    assert due == min(after(moments[-1] + 2), after(moments[0] + 30))


def test_one_question_runs_and_one_waits() -> None:
    """What comes meanwhile is one more question, asked once the answer is there."""
    running = asked(told(Desk(), NOON), "a", NOON)
    waiting = told(running, after(5))

    assert (running.running, due_at(waiting, PATIENCE)) == ("a", None)
    assert due_at(answered(waiting, "a"), PATIENCE) == after(7)


def test_the_same_view_is_not_asked_about_again() -> None:
    done = answered(asked(told(Desk(), NOON), "a", NOON), "a")
    again = asked(told(done, after(9)), "a", NOON)

    assert (again.running, due_at(again, PATIENCE)) == ("", None)


def test_after_failures_it_waits_longer_and_longer_and_then_no_longer() -> None:
    """10, 20, 40, 60, 60 seconds; an answer ends it."""
    desk, waits = Desk(), []
    for _ in range(5):
        desk = failed(asked(told(desk, NOON), "a", NOON), NOON, PATIENCE)
        due = due_at(desk, PATIENCE)
        assert due is not None
        waits.append((due - NOON).total_seconds())
    mended = answered(asked(told(desk, NOON), "a", NOON), "a")

    assert waits == [10, 20, 40, 60, 60]
    assert (mended.failures, mended.not_before) == (0, None)


def test_a_short_answer_ends_the_failures_too() -> None:
    """Three failures, then an answer that was cut short: the next failure waits ten seconds."""
    desk = Desk()
    for _ in range(3):
        desk = failed(asked(told(desk, NOON), "a", NOON), NOON, PATIENCE)
    short = cut_short(hurried(asked(told(desk, NOON), "a", NOON)))
    again = failed(asked(told(short, NOON), "b", NOON), NOON, PATIENCE)

    assert (short.failures, short.not_before) == (0, None)
    assert due_at(again, PATIENCE) == after(10)


@given(st.integers(0, 400))
def test_no_number_of_failures_breaks_it(failures: int) -> None:
    desk = Desk()
    for _ in range(failures):
        desk = failed(desk, NOON, PATIENCE)

    assert desk.not_before is None or desk.not_before - NOON <= PATIENCE.longest_retry


def test_a_failed_question_is_asked_again_though_nothing_new_came() -> None:
    desk = failed(asked(told(Desk(), NOON), "a", NOON), after(1), PATIENCE)

    assert due_at(desk, PATIENCE) == after(11)


# ---------------------------------------------------------------- prompt when busy


def test_a_question_takes_its_time_unless_a_newer_one_is_due() -> None:
    """Asked at noon; what comes after five seconds is due after seven, and then it is cut short."""
    running = asked(told(Desk(), NOON), "a", NOON)

    assert hurry_at(Desk(), PATIENCE) is None
    assert hurry_at(running, PATIENCE) is None
    assert hurry_at(told(running, after(5)), PATIENCE) == after(7)


def test_a_question_has_a_second_at_least_and_is_told_once() -> None:
    """Where a newer one is due at once, as without a debounce."""
    eager = replace(PATIENCE, quiet=timedelta(0))
    waiting = told(asked(told(Desk(), NOON), "a", NOON), after(0.1))

    assert hurry_at(waiting, eager) == after(1)
    assert hurry_at(hurried(waiting), eager) is None


def test_what_was_cut_short_is_asked_again_unless_it_was_proven() -> None:
    """Another event took the view back to what it was: it has yet to be answered in full."""
    desk = hurried(told(asked(told(Desk(), NOON), "a", NOON), after(5)))

    assert asked(cut_short(desk), "a", after(7)).running == "a"
    assert asked(answered(desk, "a"), "a", after(7)).running == ""


def test_rain_cannot_put_off_a_thorough_answer_for_ever() -> None:
    """An event and a hurried answer a second; after 100 of them one takes its time, once."""
    eager = replace(PATIENCE, quiet=timedelta(0))
    desk, hurry = told(Desk(), NOON), list[bool]()
    for second in range(250):
        desk = told(asked(desk, str(second), after(second)), after(second + 0.5))
        hurry.append(hurry_at(desk, eager) is not None)
        desk = cut_short(hurried(desk)) if hurry[-1] else answered(desk, str(second))

    assert [second for second, quick in enumerate(hurry) if not quick] == [100, 201]


def test_what_is_asked_again_since_its_answer_no_longer_held_is_as_old_as_the_first() -> None:
    eager = replace(PATIENCE, quiet=timedelta(0))
    first = asked(told(Desk(), NOON), "a", NOON)
    again = asked(discarded(first, after(2)), "b", after(2))

    assert hurry_at(told(again, after(2.1)), eager) == after(2.1)


def test_a_view_that_turned_out_to_be_answered_starts_the_next_question_afresh() -> None:
    """An answer no longer held, and its facts were taken back: the next question has its second."""
    eager = replace(PATIENCE, quiet=timedelta(0))
    running = asked(told(replace(Desk(), answered="a"), NOON), "b", NOON)
    over = asked(discarded(running, after(2)), "a", after(2))
    later = asked(told(over, after(50)), "c", after(50))

    assert hurry_at(told(later, after(50.1)), eager) == after(51)


def test_a_question_is_unanswered_until_an_answer_stands() -> None:
    """Failures, answers cut short and answers dropped are none, however often they come."""
    desk = asked(told(Desk(), NOON), "a", after(2))
    for n in range(3):
        desk = asked(failed(desk, after(10 + n), PATIENCE), "a", after(20 + n))
    desk = asked(discarded(desk, after(30)), "b", after(31))
    desk = asked(told(cut_short(desk), after(40)), "b", after(41))
    newer = told(desk, after(50))

    assert desk.unanswered_since == newer.unanswered_since == NOON
    assert answered(desk, "b").unanswered_since is None
    assert answered(newer, "b").unanswered_since == after(50)
    assert asked(answered(newer, "b"), "b", after(60)).unanswered_since is None
