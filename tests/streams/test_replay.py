"""A history played again: day by day, on a clock of its own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from itertools import pairwise
from typing import Any

import pytest

from models.answer import Answer, AnswerKind
from models.plan import Plan
from models.scenario import Scenario
from models.search_limits import SearchLimits
from streams.events import Event, HeadcountChanged, RecommendationDecided, SignalReported
from streams.masking import not_in
from streams.register import DECIDED, NEVER_RECOMMENDED, TOO_MANY
from streams.replay import Day, replay
from streams.solving import Ask
from tests.support.builders import matter, scenario, signal
from tests.support.histories import accepted, identity, proposal, told


def planned(ask: Ask) -> Answer:
    """Move four in the second quarter, as long as that starts in time; else nobody."""
    in_time = ask.scenario.planning_date <= date(2027, 2, 1)
    proposals = (proposal(4),) if in_time else ()
    return Answer(
        kind=AnswerKind.CHANGED,
        revision=ask.revision,
        plan=Plan(moves=tuple(each.priced.move for each in proposals)),
        proposals=proposals,
    )


def played(*events: Event, company: Scenario | None = None, until: date | None = None) -> list[Day]:
    return list(replay(company or scenario(), events, planned, SearchLimits(), until))


def left(day: date, **changes: Any) -> Any:
    at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    fields = {"cohort": "kyc", "people": -1, "effective_from": day, **changes}
    return told(HeadcountChanged, f"left/{day}/{fields['cohort']}", at, **fields)


def days(played_: Iterable[Day]) -> list[date]:
    return [each.day for each in played_]


def test_it_plays_the_days_of_events_the_turns_and_the_lapses() -> None:
    """Published on 1 January; a recommendation lapses after 1 February; quarters turn."""
    found = played(left(date(2027, 3, 10)), until=date(2027, 7, 1))

    assert days(found) == [
        date(2027, 1, 1),
        date(2027, 2, 2),
        date(2027, 3, 10),
        date(2027, 4, 1),
        date(2027, 7, 1),
    ]
    assert [each.value for each in found[1].difference.gone.values()] == ["expired"]


def test_it_ends_with_the_last_event_or_on_the_day_asked_for() -> None:
    assert days(played(left(date(2027, 1, 20))))[-1] == date(2027, 1, 20)
    assert days(played(left(date(2027, 1, 20)), until=date(2027, 1, 9))) == [date(2027, 1, 1)]


def test_what_was_recorded_before_the_scenario_is_folded_on_its_day() -> None:
    first = played(left(date(2026, 12, 1)))[0]

    assert "left/2026-12-01/kyc" in [each.id for each in first.events]


def test_nothing_is_asked_where_events_change_nothing() -> None:
    """A cohort that is not there: told as unmatched, and no question."""
    (_, strange) = played(left(date(2027, 1, 20), cohort="ghosts"))

    assert strange.answer is None
    assert strange.unmatched == (f"headcount of {not_in('test', 'a cohort', 'ghosts')}",)


def test_signals_of_the_scenario_come_in_on_their_days_and_once() -> None:
    """Recorded in 2026 and on 20 January; told again by an event, it is the same signal."""
    company = scenario(
        matters=(matter("pipl"),),
        signals=(
            signal("old", "pipl"),
            signal("new", "pipl", recorded_at="2027-01-20", approved_at="2027-01-25"),
        ),
    )
    again = SignalReported(
        id="signal/new/reported",
        recorded_at=datetime(2027, 1, 20, tzinfo=UTC),
        signal=signal("new", "pipl", recorded_at="2027-01-20", approved_at=None),
    )
    found = played(again, company=company)

    first, second, third = ([each.id for each in day.events] for day in found)
    assert {"signal/old/reported", "signal/old/approved"} < set(first)
    assert second == ["signal/new/reported"]
    assert third == ["signal/new/approved"]


def test_order_and_repetition_make_no_difference() -> None:
    """The same days, whatever the order, and however often a thing is told."""
    events = [left(date(2027, 1, 20)), accepted(4), left(date(2027, 3, 1))]
    assert played(*events) == played(*reversed(events), *events)


def test_positions_only_rise() -> None:
    positions = [day.snapshot.position for day in played(left(date(2027, 3, 1)))]

    assert all(before < after for before, after in pairwise(positions))


def test_events_of_other_programmes_are_left_out() -> None:
    other = left(date(2027, 1, 20)).model_copy(update={"programme": "others"})

    assert days(played(other)) == [date(2027, 1, 1)]


def said(*events: Event) -> Day:
    return played(*events)[-1]


def decision(heads: int, day: int = 20, **changes: Any) -> RecommendationDecided:
    """Of January, under a revision of another run."""
    found = accepted(heads, at=datetime(2027, 1, day, tzinfo=UTC))
    return found.model_copy(update={"revision": "0123456789abcdef", **changes})


@pytest.mark.parametrize(
    ("event", "reason"),
    [
        (decision(50_000), TOO_MANY),
        (decision(4, recommendation=identity("alerts")), NEVER_RECOMMENDED),
        (decision(4, revision="made-up"), NEVER_RECOMMENDED),
    ],
)
def test_a_decision_that_a_host_would_not_take_is_left_out(
    event: RecommendationDecided, reason: str
) -> None:
    day = said(event)

    assert (day.events, day.snapshot.decided) == ((), ())
    assert [(each.event.id, each.reason) for each in day.refused] == [(event.id, reason)]


@pytest.mark.parametrize("day", [1, 20], ids=["on the day it was recommended", "later"])
def test_a_decision_on_what_was_recommended_counts(day: int) -> None:
    found = said(decision(4, day))

    assert found.refused == ()
    assert [each.recommendation for each in found.snapshot.decided] == [identity()]


def test_what_has_been_decided_is_not_decided_again() -> None:
    again = decision(3, 21, id="again")

    assert [each.reason for each in said(decision(4), again).refused] == [DECIDED]
