"""A history played again: the same events, the same answers, on a clock of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby

from models.answer import Answer, AnswerKind
from models.scenario import Scenario
from streams.events import DayPassed, Event, ScenarioPublished
from streams.fold import folded
from streams.recommend import Difference, Snapshot, difference, snapshot
from streams.solving import Effort, Replan, answer_event, ask_of
from streams.state import World


@dataclass(frozen=True)
class Day:
    """A day of a replay on which something was asked."""

    day: date
    events: tuple[Event, ...]
    """What was recorded since the day before."""
    answer: Answer | None
    """None where the view did not change."""
    snapshot: Snapshot
    difference: Difference


def replayed(
    scenario: Scenario,
    events: Sequence[Event],
    replan: Replan,
    effort: Effort,
    until: date | None = None,
) -> Iterator[Day]:
    """Play events again, a day at a time.

    Parameters
    ----------
    scenario
        Published on its planning date; what was recorded earlier is folded then.
    events
        In any order; each counts on the day on which it was recorded.
    replan
        Plans; in this process.
    effort
        How hard to look.
    until
        Last day that is played.
    """
    name, begins = scenario.programme, scenario.planning_date
    published = ScenarioPublished(
        id=f"scenario/{scenario.hash[:16]}",
        programme=name,
        recorded_at=datetime.combine(begins, time(), UTC),
        scenario=scenario,
    )
    about = [each for each in events if each.programme in {None, name}]
    ordered = sorted({each.id: each for each in about}.values(), key=_recorded)
    days = groupby([published, *ordered], key=lambda each: max(each.recorded_at.date(), begins))
    world, since, recent, seen = World(), World(), list[Event](), set[str]()
    before = snapshot(world, name, 0)
    position = 0
    for day, told in _with_turns(days, begins, until):
        fresh = [*told, _day_event(day)]
        world, position = folded(world, fresh), position + len(fresh)
        recent += fresh
        ask = ask_of(world, name, since, recent, effort)
        answer = None
        if ask is not None and ask.revision not in seen:
            seen.add(ask.revision)
            answer = replan(ask)
            recorded = answer_event(ask, answer, datetime.combine(day, time(), UTC))
            world, position = folded(world, [recorded]), position + 1
            if answer.plan is not None:
                since, recent = world, []
        after = snapshot(world, name, position)
        yield Day(day, tuple(told), answer, after, difference(before, after))
        before = after


def _recorded(event: Event) -> tuple[datetime, str]:
    return event.recorded_at, event.id


def _day_event(day: date) -> DayPassed:
    return DayPassed(id=f"day/{day}", recorded_at=datetime.combine(day, time(), UTC), day=day)


def _with_turns(
    days: Iterator[tuple[date, Iterator[Event]]], begins: date, until: date | None
) -> Iterator[tuple[date, list[Event]]]:
    """Days with events, and the first day of each month between them."""
    last = begins
    for day, told in days:
        if until is not None and day > until:
            break
        for turn in _firsts(last, day):
            yield turn, []
        yield day, list(told)
        last = day
    for turn in _firsts(last, until + timedelta(days=1)) if until is not None else ():
        yield turn, []


def _firsts(after: date, before: date) -> Iterator[date]:
    """First days of months strictly between two days."""
    year, month = divmod(after.year * 12 + after.month, 12)
    while (first := date(year, month + 1, 1)) < before:
        yield first
        year, month = divmod(year * 12 + month + 1, 12)


LOUD = frozenset({AnswerKind.CHANGED, AnswerKind.NO_PLAN})
"""Answers that a person has to look at."""
