"""Facts that do not count are kept, told by the host, and counted in the snapshot."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from streams.events import (
    Event,
    HeadcountChanged,
    HeadcountCounted,
    SeatsCounted,
    SignalApproved,
    SignalReported,
    SignalRetracted,
)
from streams.masking import not_in
from streams.recommend import snapshot
from streams.unmatched import unmatched_facts
from tests.support.builders import matter, scenario, signal
from tests.support.histories import PROGRAMME, START, answered, proposal, published, told

LATER = datetime(2027, 1, 9, tzinfo=UTC)
BEFORE = date(2026, 12, 1)
TOO_LATE = (
    "headcount of kyc of a day before the planning date 2027-01-01, "
    "which the posts of the scenario include"
)
SEATS_TOO_LATE = (
    "seats of shanghai of a day before the planning date 2027-01-01, "
    "which the seats of the scenario include"
)
NO_SIGNAL = f"an approval or a retraction of {not_in('test', 'a signal', 'leak')}"


@pytest.mark.parametrize(
    ("event", "words"),
    [
        (
            told(HeadcountCounted, "c", LATER, cohort="kyc", posts=3, people=3, as_of=BEFORE),
            TOO_LATE,
        ),
        (
            told(HeadcountChanged, "h", LATER, cohort="kyc", people=-1, effective_from=BEFORE),
            TOO_LATE,
        ),
        (
            told(
                HeadcountChanged, "h", LATER, cohort="kyc", people=-1, effective_from=START.date()
            ),
            TOO_LATE,
        ),
        (
            told(SeatsCounted, "s", LATER, office="shanghai", seats=3, as_of=BEFORE),
            SEATS_TOO_LATE,
        ),
        (told(SignalRetracted, "n", signal="leak"), NO_SIGNAL),
        (told(SignalApproved, "a", signal="leak", by="counsel"), NO_SIGNAL),
    ],
)
def test_what_does_not_count_is_told_and_counted(event: Event, words: str) -> None:
    """It comes after the scenario, which is of 1 January 2027."""
    world = published(answered(proposal(4)), event)

    assert unmatched_facts(world, PROGRAMME) == (words,)
    assert snapshot(world, PROGRAMME, 1).unmatched == 1


@pytest.mark.parametrize(
    "event",
    [
        told(HeadcountCounted, "c", START, cohort="kyc", posts=3, people=3, as_of=BEFORE),
        told(HeadcountChanged, "h", START, cohort="kyc", people=-1, effective_from=BEFORE),
        told(SeatsCounted, "s", START, office="shanghai", seats=3, as_of=BEFORE),
        told(HeadcountCounted, "c", LATER, cohort="kyc", posts=3, people=3, as_of=date(2027, 1, 5)),
    ],
)
def test_what_the_scenario_was_published_with_is_no_news(event: Event) -> None:
    """Recorded before it: its posts are the later word."""
    assert unmatched_facts(published(event), PROGRAMME) == ()


def test_a_retraction_counts_once_its_signal_is_reported() -> None:
    """In whatever order they come."""
    company = scenario(matters=(matter("pipl"),))
    early = told(SignalRetracted, "n", signal="leak")
    report = told(SignalReported, "r", signal=signal("leak", "pipl"))

    assert unmatched_facts(published(early, company=company), PROGRAMME) == (NO_SIGNAL,)
    assert unmatched_facts(published(early, report, company=company), PROGRAMME) == ()
    assert unmatched_facts(published(early, report, company=company), "others") == ()
