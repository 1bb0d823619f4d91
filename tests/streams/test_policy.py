"""When to ask: after quiet, within a longest wait, one at a time, and with growing debounce."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from streams.policy import (
    DebouncePolicy,
    RequestState,
    after_answer,
    after_asking,
    after_cut_short_answer,
    after_cutting_short,
    after_discard,
    after_event,
    after_failure,
    cut_short_at,
    due_at,
)

NOON = datetime(2027, 1, 1, 12, tzinfo=UTC)
DEBOUNCE = DebouncePolicy(
    quiet=timedelta(seconds=2),
    longest_wait=timedelta(seconds=30),
    first_retry=timedelta(seconds=10),
    longest_retry=timedelta(seconds=60),
    cut_short_after=timedelta(seconds=1),
    thorough_after=timedelta(seconds=100),
)


def after(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def test_a_question_waits_for_quiet() -> None:
    """Each event puts it off by two seconds."""
    request = after_event(after_event(RequestState(), NOON), after(1.5))

    assert due_at(RequestState(), DEBOUNCE) is None
    assert due_at(request, DEBOUNCE) == after(3.5)


@given(st.lists(st.floats(0, 60), min_size=1, max_size=60).map(sorted))
def test_a_burst_of_events_cannot_put_it_off_for_ever(moments: list[float]) -> None:
    """Thirty seconds after the first event that nobody answered it is due, whatever comes."""
    request = RequestState()
    for moment in moments:
        request = after_event(request, after(moment))
    due = due_at(request, DEBOUNCE)

    assert due == min(after(moments[-1] + 2), after(moments[0] + 30))


def test_one_question_runs_and_one_waits() -> None:
    """What comes meanwhile is one more question, asked once the answer is there."""
    running = after_asking(after_event(RequestState(), NOON), "a", NOON)
    waiting = after_event(running, after(5))

    assert (running.running, due_at(waiting, DEBOUNCE)) == ("a", None)
    assert due_at(after_answer(waiting, "a"), DEBOUNCE) == after(7)


def test_the_same_view_is_not_asked_about_again() -> None:
    done = after_answer(after_asking(after_event(RequestState(), NOON), "a", NOON), "a")
    again = after_asking(after_event(done, after(9)), "a", NOON)

    assert (again.running, due_at(again, DEBOUNCE)) == ("", None)


def test_after_failures_it_waits_longer_and_longer_and_then_no_longer() -> None:
    """10, 20, 40, 60, 60 seconds; an answer ends it."""
    request, waits = RequestState(), []
    for _ in range(5):
        request = after_failure(after_asking(after_event(request, NOON), "a", NOON), NOON, DEBOUNCE)
        due = due_at(request, DEBOUNCE)
        assert due is not None
        waits.append((due - NOON).total_seconds())
    mended = after_answer(after_asking(after_event(request, NOON), "a", NOON), "a")

    assert waits == [10, 20, 40, 60, 60]
    assert (mended.failures, mended.not_before) == (0, None)


def test_a_short_answer_ends_the_failures_too() -> None:
    """Three failures, then an answer that was cut short: the next failure waits ten seconds."""
    request = RequestState()
    for _ in range(3):
        request = after_failure(after_asking(after_event(request, NOON), "a", NOON), NOON, DEBOUNCE)
    short = after_cut_short_answer(
        after_cutting_short(after_asking(after_event(request, NOON), "a", NOON))
    )
    again = after_failure(after_asking(after_event(short, NOON), "b", NOON), NOON, DEBOUNCE)

    assert (short.failures, short.not_before) == (0, None)
    assert due_at(again, DEBOUNCE) == after(10)


@given(st.integers(0, 400))
def test_no_number_of_failures_breaks_it(failures: int) -> None:
    request = RequestState()
    for _ in range(failures):
        request = after_failure(request, NOON, DEBOUNCE)

    assert request.not_before is None or request.not_before - NOON <= DEBOUNCE.longest_retry


def test_a_failed_question_is_asked_again_though_nothing_new_came() -> None:
    request = after_failure(
        after_asking(after_event(RequestState(), NOON), "a", NOON), after(1), DEBOUNCE
    )

    assert due_at(request, DEBOUNCE) == after(11)


# ---------------------------------------------------------------- prompt when busy


def test_a_question_takes_its_time_unless_a_newer_one_is_due() -> None:
    """Asked at noon; what comes after five seconds is due after seven, and then it is cut short."""
    running = after_asking(after_event(RequestState(), NOON), "a", NOON)

    assert cut_short_at(RequestState(), DEBOUNCE) is None
    assert cut_short_at(running, DEBOUNCE) is None
    assert cut_short_at(after_event(running, after(5)), DEBOUNCE) == after(7)


def test_a_question_has_a_second_at_least_and_is_told_once() -> None:
    """Where a newer one is due at once, as without a debounce."""
    eager = replace(DEBOUNCE, quiet=timedelta(0))
    waiting = after_event(after_asking(after_event(RequestState(), NOON), "a", NOON), after(0.1))

    assert cut_short_at(waiting, eager) == after(1)
    assert cut_short_at(after_cutting_short(waiting), eager) is None


def test_what_was_cut_short_is_asked_again_unless_it_was_proven() -> None:
    """Another event took the view back to what it was: it has yet to be answered in full."""
    request = after_cutting_short(
        after_event(after_asking(after_event(RequestState(), NOON), "a", NOON), after(5))
    )

    assert after_asking(after_cut_short_answer(request), "a", after(7)).running == "a"
    assert after_asking(after_answer(request, "a"), "a", after(7)).running == ""


def test_a_burst_of_events_cannot_put_off_a_thorough_answer_for_ever() -> None:
    """An event and a cut-short answer a second; after 100 of them one takes its time, once."""
    eager = replace(DEBOUNCE, quiet=timedelta(0))
    request, cut_short = after_event(RequestState(), NOON), list[bool]()
    for second in range(250):
        request = after_event(
            after_asking(request, str(second), after(second)), after(second + 0.5)
        )
        cut_short.append(cut_short_at(request, eager) is not None)
        request = (
            after_cut_short_answer(after_cutting_short(request))
            if cut_short[-1]
            else after_answer(request, str(second))
        )

    assert [second for second, quick in enumerate(cut_short) if not quick] == [100, 201]


def test_what_is_asked_again_since_its_answer_no_longer_held_is_as_old_as_the_first() -> None:
    eager = replace(DEBOUNCE, quiet=timedelta(0))
    first = after_asking(after_event(RequestState(), NOON), "a", NOON)
    again = after_asking(after_discard(first, after(2)), "b", after(2))

    assert cut_short_at(after_event(again, after(2.1)), eager) == after(2.1)


def test_a_view_that_turned_out_to_be_answered_starts_the_next_question_afresh() -> None:
    """An answer no longer held, and its facts were taken back: the next question has its second."""
    eager = replace(DEBOUNCE, quiet=timedelta(0))
    running = after_asking(after_event(replace(RequestState(), answered="a"), NOON), "b", NOON)
    over = after_asking(after_discard(running, after(2)), "a", after(2))
    later = after_asking(after_event(over, after(50)), "c", after(50))

    assert cut_short_at(after_event(later, after(50.1)), eager) == after(51)


def test_a_question_is_unanswered_until_an_answer_stands() -> None:
    """Failures, answers cut short and answers dropped are none, however often they come."""
    request = after_asking(after_event(RequestState(), NOON), "a", after(2))
    for n in range(3):
        request = after_asking(after_failure(request, after(10 + n), DEBOUNCE), "a", after(20 + n))
    request = after_asking(after_discard(request, after(30)), "b", after(31))
    request = after_asking(after_event(after_cut_short_answer(request), after(40)), "b", after(41))
    newer = after_event(request, after(50))

    assert request.unanswered_since == newer.unanswered_since == NOON
    assert after_answer(request, "b").unanswered_since is None
    assert after_answer(newer, "b").unanswered_since == after(50)
    assert after_asking(after_answer(newer, "b"), "b", after(60)).unanswered_since is None
