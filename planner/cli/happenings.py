"""Events as people read them, those of a kind on one line."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from planner.cli.screen import counted

if TYPE_CHECKING:
    from streams.events import (
        Event,
        HeadcountChanged,
        MoveExecuted,
        RecommendationDecided,
        SignalReported,
    )

_VERDICTS = {"accept": "Accepted", "part": "Accepted in part", "defer": "Put off", "reject": "No"}


def happenings(events: Sequence[Event]) -> Iterator[str]:
    """What came in on a day, in lines: what stands alone, then decisions, steps and headcount."""
    approved = {event.signal for event in events if event.type == "signal_approved"}
    reported = {event.signal.id for event in events if event.type == "signal_reported"}
    for event in events:
        if event.type == "signal_reported":
            yield _signal(event, approved=event.signal.id in approved)
        elif event.type == "signal_approved" and event.signal not in reported:
            yield f"Signal approved: {event.signal}"
        elif event.type == "signal_retracted":
            yield f"Signal retracted: {event.signal}"
        elif event.type == "scenario_published":
            scenario = event.scenario
            posts = sum(cohort.posts for cohort in scenario.cohorts)
            yield f"Scenario {scenario.name} published: {counted(posts, 'post')}. {scenario.title}"
    yield from _counts(events)
    yield from _decided([event for event in events if event.type == "recommendation_decided"])
    yield from _steps([event for event in events if event.type == "move_executed"])
    yield from _changes([event for event in events if event.type == "headcount_changed"])


def _counts(events: Sequence[Event]) -> Iterator[str]:
    for event in events:
        if event.type == "headcount_counted":
            yield f"Counted: {event.cohort}, {event.posts} posts, {event.people} people"
        elif event.type == "seats_counted":
            yield f"Counted: {event.seats} seats at {event.office}"
        elif event.type == "budget_set":
            year = f" of {event.fiscal_year}" if event.fiscal_year else ""
            yield f"Budget{year}: {event.limit or 'no limit'}"


def _signal(event: SignalReported, *, approved: bool) -> str:
    signal = event.signal
    standing = "" if approved else ", not approved"
    stage = signal.stage.value.replace("_", " ")
    return f"Signal {signal.id} ({stage}, {signal.grade}{standing}): {signal.about}"


def _decided(decided: Sequence[RecommendationDecided]) -> Iterator[str]:
    groups: defaultdict[tuple[str, str], list[RecommendationDecided]] = defaultdict(list)
    for each in decided:
        groups[each.verdict, each.reason].append(each)
    for (verdict, reason), group in groups.items():
        moves = ", ".join(_short(each.recommendation, each.heads) for each in group)
        until = f" until {group[0].until}" if group[0].until else ""
        yield f"{_VERDICTS[verdict]} ({reason}){until}: {moves}"


def _steps(steps: Sequence[MoveExecuted]) -> Iterator[str]:
    groups: defaultdict[str, list[MoveExecuted]] = defaultdict(list)
    for each in steps:
        groups[each.step].append(each)
    for step, group in groups.items():
        moves = ", ".join(_short(each.recommendation, each.heads) for each in group)
        yield f"{step.replace('_', ' ').capitalize()}: {moves}"


def _changes(changes: Sequence[HeadcountChanged]) -> Iterator[str]:
    people: Counter[str] = Counter()
    posts: Counter[str] = Counter()
    for each in changes:
        people[each.cohort] += each.people
        posts[each.cohort] += each.posts
    cohorts = dict.fromkeys(each.cohort for each in changes)
    if cohorts:
        words = [f"{name} {posts[name]:+d} posts, {people[name]:+d} people" for name in cohorts]
        yield f"Headcount: {'; '.join(words)}"


def _short(recommendation: str, heads: int | None) -> str:
    """``19 sha-client-reporting to mumbai, 2019-Q4`` of an id."""
    parts = recommendation.split("/")
    if len(parts) != 5:
        return recommendation
    _, cohort, office, mode, period = parts
    return f"{heads or ''} {cohort} to {office} ({mode}, {period})".strip()
