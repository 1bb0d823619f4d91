"""The signal book: the same whatever the order, repetition or delay of what it is told."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from models.base import Moment
from models.signal_book import Approval, Fact, Retraction, SignalBook, live
from models.signals import Signal, SignalStatus
from tests.support.builders import signal

START = datetime(2026, 1, 1, tzinfo=UTC)
NAMES = ("leak", "draft", "law", "raid")

moments = st.integers(0, 40).map(lambda days: START + timedelta(days=days))


@st.composite
def reports(draw: st.DrawFn) -> Signal:
    """A report under one of few names, so that they correct and supersede one another."""
    published = draw(moments)
    return signal(
        draw(st.sampled_from(NAMES)),
        "pipl",
        severity=draw(st.sampled_from([None, 0.5, -1.0])),
        published_at=published,
        recorded_at=published + timedelta(days=draw(st.integers(0, 9))),
        approved_at=draw(st.none() | moments),
        retracted_at=draw(st.none() | moments),
        supersedes=draw(st.none() | st.sampled_from(NAMES)),
    )


facts = st.lists(
    reports()
    | st.builds(Approval, signal=st.sampled_from(NAMES), at=moments, by=st.just("counsel"))
    | st.builds(Retraction, signal=st.sampled_from(NAMES), at=moments),
    max_size=8,
)


@given(facts, st.randoms(use_true_random=False), st.integers(0, 60))
def test_any_order_repetition_and_split_gives_the_same_book(
    told: list[Fact], dice: Random, days: int
) -> None:
    """Told at once or bit by bit, shuffled and twice over: the same signals, live on any day."""
    at_once = SignalBook().with_facts(told)
    again = [*told, *dice.choices(told, k=len(told))] if told else []
    dice.shuffle(again)
    bit_by_bit = SignalBook()
    for fact in again:
        bit_by_bit = bit_by_bit.with_facts([fact])

    assert bit_by_bit == at_once
    assert bit_by_bit.signals == at_once.signals
    day = START.date() + timedelta(days=days)
    for status in SignalStatus:
        assert live(bit_by_bit.signals, day, status) == live(at_once.signals, day, status)
        shuffled = list(at_once.signals)
        dice.shuffle(shuffled)
        assert live(shuffled, day, status) == live(at_once.signals, day, status)


@given(facts, st.integers(0, 60))
def test_what_counts_is_known_approved_and_not_retracted(told: list[Fact], days: int) -> None:
    """Nothing of the future, nothing unapproved, nothing retracted; approved are a part of all."""
    day = START.date() + timedelta(days=days)
    signals = SignalBook().with_facts(told).signals

    for one in live(signals, day, SignalStatus.APPROVED):
        assert one.recorded_at.date() <= day
        assert one.approved_at is not None
        assert one.approved_at.date() <= day
        assert one.retracted_at is None or one.retracted_at.date() > day


@given(facts, st.integers(0, 60))
def test_what_is_told_later_does_not_change_the_past(told: list[Fact], days: int) -> None:
    """The book as of a day is what it was on that day, whatever has been told since."""
    day = START.date() + timedelta(days=days)
    then = [
        fact
        for fact in told
        if (fact.recorded_at if isinstance(fact, Signal) else fact.at).date() <= day
    ]
    now, past = SignalBook().with_facts(told).as_of(day), SignalBook().with_facts(then)

    for status in SignalStatus:
        assert live(now.signals, day, status) == live(past.signals, day, status)


def test_an_approval_may_come_before_its_report() -> None:
    """Late reports find what was said of them."""
    approval = Approval(signal="law", at=START, by="counsel")
    book = SignalBook().with_facts([approval]).with_facts([signal("law", "pipl", approved_at=None)])

    assert book.signals[0].approved_at == START
    assert book.signals[0].approved_by == "counsel"


def test_the_first_approval_and_the_first_retraction_stand() -> None:
    """Saying it again changes nothing."""
    later = START + timedelta(days=3)
    book = SignalBook().with_facts(
        [
            signal("law", "pipl", approved_at=None),
            Approval(signal="law", at=later, by="counsel"),
            Approval(signal="law", at=START, by="privacy officer"),
            Retraction(signal="law", at=later),
            Retraction(signal="law", at=later + timedelta(days=1)),
        ]
    )

    assert (book.signals[0].approved_at, book.signals[0].retracted_at) == (START, later)


def test_of_two_reports_under_one_id_the_later_corrects_the_earlier() -> None:
    """The severity recorded last counts, in whatever order they come."""
    first = signal("law", "pipl", severity=1.0, recorded_at="2026-01-01")
    second = signal("law", "pipl", severity=0.4, recorded_at="2026-01-05")

    book = SignalBook(frozenset({first, second}))

    assert book.signals[0].severity == 0.4
    assert book.as_of(date(2026, 1, 4)).signals[0].severity == 1.0


def test_a_later_signal_supersedes_an_earlier_one_until_it_is_retracted() -> None:
    """The law takes the place of its draft; when it turns out to be wrong the draft is back."""
    draft = signal("draft", "pipl", stage="draft", published_at="2026-01-01")
    law = signal(
        "law",
        "pipl",
        published_at="2026-02-01",
        recorded_at="2026-02-01",
        approved_at="2026-02-01",
        supersedes="draft",
        retracted_at="2026-03-01",
    )

    def on(day: date) -> list[str]:
        return [one.id for one in live([draft, law], day, SignalStatus.APPROVED)]

    assert on(date(2026, 1, 15)) == ["draft"]
    assert on(date(2026, 2, 15)) == ["law"]
    assert on(date(2026, 3, 1)) == ["draft"]


def test_a_draft_does_not_come_back_when_its_law_is_amended() -> None:
    """Of a chain of three the last stays; the first comes back only if the second is retracted."""
    first = signal("first", "pipl", published_at="2026-01-01")
    second = signal("second", "pipl", published_at="2026-01-02", supersedes="first")
    third = signal("third", "pipl", published_at="2026-01-03", supersedes="second")
    gone = second.model_copy(update={"retracted_at": second.published_at})

    def left(*signals: Signal) -> list[str]:
        return [one.id for one in live(signals, date(2026, 2, 1), SignalStatus.APPROVED)]

    assert left(first, second, third) == ["third"]
    assert left(first, gone, third) == ["first", "third"]


@pytest.mark.parametrize("names", [("a", "b"), ("b", "a")])
def test_a_correction_on_the_same_day_counts(names: tuple[str, str]) -> None:
    """Whatever the two are called."""
    wrong, right = signal(names[0], "pipl"), signal(names[1], "pipl", supersedes=names[0])

    assert live([wrong, right], date(2026, 2, 1), SignalStatus.APPROVED) == (right,)


def test_of_two_that_supersede_each_other_the_later_published_stays() -> None:
    """A circle has one answer."""
    early = signal("early", "pipl", published_at="2026-01-01", supersedes="late")
    late = signal("late", "pipl", published_at="2026-01-02", supersedes="early")

    assert [one.id for one in live([early, late], date(2026, 2, 1), SignalStatus.APPROVED)] == [
        "late"
    ]


def test_an_unapproved_signal_supersedes_nothing_approved() -> None:
    """A mere report that the law is off does not take it out of the plan in force."""
    law = signal("law", "pipl")
    rumour = signal(
        "rumour", "pipl", stage="rumour", published_at="2026-01-02", supersedes="law",
        recorded_at="2026-01-02", approved_at=None,
    )  # fmt: skip

    assert [one.id for one in live([law, rumour], date(2026, 2, 1), SignalStatus.APPROVED)] == [
        "law"
    ]
    assert [one.id for one in live([law, rumour], date(2026, 2, 1), SignalStatus.REPORTED)] == [
        "rumour"
    ]


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"])
def test_a_moment_that_no_calendar_has_in_utc_is_refused(moment: str) -> None:
    """Its own clock has it; turned to UTC it lies before the first year or after the last."""
    with pytest.raises(ValidationError, match="outside the years 1 to 9999"):
        TypeAdapter(Moment).validate_python(moment)
