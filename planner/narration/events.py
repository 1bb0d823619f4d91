"""Events in lines for people; events of one kind share a line."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from models.plan import MoveKey
from planner.wording.amounts import money_words
from streams.events import (
    BudgetSet,
    Event,
    HeadcountChanged,
    HeadcountCounted,
    MoveExecuted,
    RecommendationDecided,
    ScenarioPublished,
    SeatsCounted,
    SignalApproved,
    SignalReported,
    SignalRetracted,
)
from streams.masking import not_in, words, words_in_all

if TYPE_CHECKING:
    from models.money import Money
    from models.scenario import Scenario

WaveKey: TypeAlias = "tuple[str, str]"
"""Period and destination."""

SectionWords: TypeAlias = "Callable[[Sequence[Any], _Wording], Iterator[str]]"
"""Puts the events of one section into words."""

_VERDICTS = {
    "accept": "Accepted",
    "part": "Accepted in part",
    "defer": "Put off",
    "reject": "No",
    "withdraw": "Taken back",
}


def event_lines(events: Sequence[Event], base: Scenario, floor: int) -> Iterator[str]:
    """What came in on a day, in lines, in the order of ``SECTIONS``.

    Counts of posts are shown as in recommendations. Names that the scenario does not have are not
    repeated: they may contain anything.

    Parameters
    ----------
    events
        What was recorded.
    base
        The scenario that they are about.
    floor
        The largest count that is not shown.
    """
    wording = _Wording(floor, _Names.of(base))
    for kinds, words_for in SECTIONS:
        yield from words_for([event for event in events if type(event) in kinds], wording)


@dataclass(frozen=True)
class _Names:
    """Names that may be repeated: those of the scenario."""

    scenario: str
    cohorts: frozenset[str]
    offices: frozenset[str]

    @classmethod
    def of(cls, base: Scenario) -> _Names:
        cohorts = frozenset(each.id for each in base.cohorts)
        return cls(base.name, cohorts, frozenset(each.id for each in base.offices))

    def cohort(self, name: str) -> str:
        return name if name in self.cohorts else not_in(self.scenario, "a cohort", name)

    def office(self, name: str) -> str:
        return name if name in self.offices else not_in(self.scenario, "an office", name)

    def move(self, recommendation: str) -> MoveKey | None:
        """The move that an id names, if the scenario has its cohort and its office."""
        key = MoveKey.parse(recommendation)
        is_known = (
            key is not None and key.cohort in self.cohorts and key.destination in self.offices
        )
        return key if is_known else None


def _alone(events: Sequence[Any], wording: _Wording) -> Iterator[str]:
    approved = {event.signal for event in events if isinstance(event, SignalApproved)}
    reported = {event.signal.id for event in events if isinstance(event, SignalReported)}
    for event in events:
        match event:
            case SignalReported():
                yield _signal(event, approved=event.signal.id in approved)
            case SignalApproved() if event.signal not in reported:
                yield f"Signal approved: {event.signal}"
            case SignalRetracted():
                yield f"Signal retracted: {event.signal}"
            case ScenarioPublished(scenario=scenario):
                posts = words(sum(cohort.posts for cohort in scenario.cohorts), wording.floor)
                yield f"Scenario {scenario.name} published: {posts} posts. {scenario.title}"


def _counts(events: Sequence[Any], wording: _Wording) -> Iterator[str]:
    names = wording.names
    for event in events:
        if isinstance(event, HeadcountCounted):
            posts, people = (words(each, wording.floor) for each in (event.posts, event.people))
            yield f"Counted: {names.cohort(event.cohort)}, posts: {posts}, people: {people}"
        elif isinstance(event, SeatsCounted):
            yield f"Counted: {event.seats} seats at {names.office(event.office)}"
        elif isinstance(event, BudgetSet):
            year = f" of {event.fiscal_year}" if event.fiscal_year else ""
            yield f"Budget{year}: {_money(event.limit) if event.limit else 'no limit'}"


def _money(limit: Money) -> str:
    return money_words(limit.amount, limit.currency)


def _signal(event: SignalReported, *, approved: bool) -> str:
    signal = event.signal
    approval = "" if approved else ", not approved"
    stage = signal.stage.value.replace("_", " ")
    return f"Signal {signal.id} ({stage}, {signal.grade}{approval}): {signal.about}"


def _decisions(events: Sequence[Any], wording: _Wording) -> Iterator[str]:
    groups: defaultdict[tuple[str, str], list[RecommendationDecided]] = defaultdict(list)
    for each in events:
        groups[each.verdict, each.reason].append(each)
    for (verdict, reason), group in groups.items():
        until = f" until {group[0].until}" if group[0].until else ""
        moves = _waves([(each.recommendation, each.heads or 0) for each in group], wording)
        yield f"{_VERDICTS[verdict]} ({reason}){until}: {moves}"


def _steps(events: Sequence[Any], wording: _Wording) -> Iterator[str]:
    groups: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for each in events:
        groups[each.step].append((each.recommendation, each.heads))
    for step, group in groups.items():
        yield f"{step.replace('_', ' ').capitalize()}: {_waves(group, wording)}"


@dataclass(frozen=True)
class _Wording:
    """What the words for counts and names depend on."""

    floor: int
    names: _Names


def _waves(moves: Sequence[tuple[str, int]], wording: _Wording) -> str:
    """``2019-Q4 to mumbai, 47 posts of sha-kyc, sha-settlement``, wave by wave."""
    heads: defaultdict[WaveKey | None, list[int]] = defaultdict(list)
    cohorts: defaultdict[WaveKey | None, dict[str, None]] = defaultdict(dict)
    for recommendation, count in moves:
        key = wording.names.move(recommendation)
        wave = (key.period, key.destination) if key is not None else None
        heads[wave].append(count)
        cohorts[wave] |= {key.cohort: None} if key is not None else {}
    parts = []
    for wave, names in cohorts.items():
        where = f"what is not a move of {wording.names.scenario}"
        if wave is not None:
            where = f"{wave[0]} to {wave[1]}"
        posts = f"{words_in_all(heads[wave], wording.floor)} posts" if any(heads[wave]) else ""
        parts.append(f"{where}, {' of '.join(each for each in (posts, ', '.join(names)) if each)}")
    return "; ".join(parts)


def _changes(events: Sequence[Any], wording: _Wording) -> Iterator[str]:
    """Changes of posts; of people, for cohorts whose posts did not change."""
    grown = {event.cohort for event in events if event.posts}
    people = [(each.cohort, each.people) for each in events if each.cohort not in grown]
    posts = [(each.cohort, each.posts) for each in events]
    for what, group in (("posts", posts), ("people", people)):
        named = [(wording.names.cohort(name), count) for name, count in group]
        yield from _more_or_fewer(what, named, wording.floor)


def _more_or_fewer(what: str, changes: Sequence[tuple[str, int]], floor: int) -> Iterator[str]:
    """Cohorts that shrank and that grew."""
    sums: Counter[str] = Counter()
    for cohort, change in changes:
        sums[cohort] += change
    found = [(cohort, change) for cohort, change in sums.items() if change]
    for sign, word in ((-1, "fewer"), (1, "more")):
        parts = [
            f"{cohort} {words(abs(change), floor)}" for cohort, change in found if change * sign > 0
        ]
        if parts:
            yield f"Headcount, {what} {word}: {', '.join(parts)}"


SECTIONS: tuple[tuple[frozenset[type[Event]], SectionWords], ...] = (
    (frozenset({SignalReported, SignalApproved, SignalRetracted, ScenarioPublished}), _alone),
    (frozenset({HeadcountCounted, SeatsCounted, BudgetSet}), _counts),
    (frozenset({RecommendationDecided}), _decisions),
    (frozenset({MoveExecuted}), _steps),
    (frozenset({HeadcountChanged}), _changes),
)
"""Kinds of events, in the order of a day's lines, with the function that puts them into words. An
answer is shown as its plan and a new day as a heading, so neither has a section."""
