"""Events as people read them, those of a kind on one line."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from models.plan import MoveKey
from planner.cli.screen import counted
from streams.masking import masked, words
from streams.naming import not_in

if TYPE_CHECKING:
    from models.money import Money
    from models.scenario import Scenario
    from streams.events import Event, MoveExecuted, RecommendationDecided, SignalReported

Wave: TypeAlias = "tuple[str, str]"
"""Period and destination."""

_NOTHING: Mapping[Wave, str] = {}

_VERDICTS = {
    "accept": "Accepted",
    "part": "Accepted in part",
    "defer": "Put off",
    "reject": "No",
    "withdraw": "Taken back",
}


def happenings(
    events: Sequence[Event], base: Scenario, floor: int, hidden: Mapping[Wave, str] = _NOTHING
) -> Iterator[str]:
    """What came in on a day, in lines: what stands alone, then decisions, steps and headcount.

    Counts of heads under the floor are not shown, nor those that would give them away; names that
    the scenario does not have are not said either, since they may say anything.

    Parameters
    ----------
    events
        What was recorded.
    base
        The scenario that they are about.
    floor
        The smallest count that is shown.
    hidden
        Waves whose heads were withheld when they were recommended, with what was said instead: who
        has read their sum could tell one from the others.
    """
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
    names = _Names.of(base)
    yield from _counts(events, names, floor)
    told = _Told(floor, names, hidden)
    yield from _decided([each for each in events if each.type == "recommendation_decided"], told)
    yield from _steps([event for event in events if event.type == "move_executed"], told)
    changes = [event for event in events if event.type == "headcount_changed"]
    grown = {event.cohort for event in changes if event.posts}
    people = [(each.cohort, each.people) for each in changes if each.cohort not in grown]
    grown_by = [(each.cohort, each.posts) for each in changes]
    for what, group in (("posts", grown_by), ("people", people)):
        yield from _changes(what, [(names.cohort(name), count) for name, count in group], floor)


@dataclass(frozen=True)
class _Names:
    """Names that may be said: those of the scenario."""

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


def _counts(events: Sequence[Event], names: _Names, floor: int) -> Iterator[str]:
    for event in events:
        if event.type == "headcount_counted":
            posts, people = masked([event.posts, event.people], "aa", floor)
            yield f"Counted: {names.cohort(event.cohort)}, posts: {posts}, people: {people}"
        elif event.type == "seats_counted":
            yield f"Counted: {event.seats} seats at {names.office(event.office)}"
        elif event.type == "budget_set":
            year = f" of {event.fiscal_year}" if event.fiscal_year else ""
            yield f"Budget{year}: {_money(event.limit) if event.limit else 'no limit'}"


def _money(limit: Money) -> str:
    from planner.exports.words import money_words

    return money_words(limit.amount, limit.currency)


def _signal(event: SignalReported, *, approved: bool) -> str:
    signal = event.signal
    standing = "" if approved else ", not approved"
    stage = signal.stage.value.replace("_", " ")
    return f"Signal {signal.id} ({stage}, {signal.grade}{standing}): {signal.about}"


def _decided(decided: Sequence[RecommendationDecided], told: _Told) -> Iterator[str]:
    groups: defaultdict[tuple[str, str], list[RecommendationDecided]] = defaultdict(list)
    for each in decided:
        groups[each.verdict, each.reason].append(each)
    for (verdict, reason), group in groups.items():
        until = f" until {group[0].until}" if group[0].until else ""
        moves = _waves([(each.recommendation, each.heads or 0) for each in group], told)
        yield f"{_VERDICTS[verdict]} ({reason}){until}: {moves}"


def _steps(steps: Sequence[MoveExecuted], told: _Told) -> Iterator[str]:
    groups: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for each in steps:
        groups[each.step].append((each.recommendation, each.heads))
    for step, group in groups.items():
        yield f"{step.replace('_', ' ').capitalize()}: {_waves(group, told)}"


@dataclass(frozen=True)
class _Told:
    """How counts of heads are told."""

    floor: int
    names: _Names
    hidden: Mapping[Wave, str]

    def heads(self, wave: Wave | None, count: int) -> str:
        hidden = self.hidden.get(wave) if wave is not None else None
        return hidden or words(count, self.floor)


def _waves(moves: Sequence[tuple[str, int]], told: _Told) -> str:
    """``2019-Q4 to mumbai, 47 posts of sha-kyc, sha-settlement``, wave by wave."""
    heads: Counter[Wave | None] = Counter()
    cohorts: defaultdict[Wave | None, dict[str, None]] = defaultdict(dict)
    for recommendation, count in moves:
        key = told.names.move(recommendation)
        wave = (key.period, key.destination) if key is not None else None
        heads[wave] += count
        cohorts[wave] |= {key.cohort: None} if key is not None else {}
    parts = []
    for wave, names in cohorts.items():
        where = f"what is no move of {told.names.scenario}"
        if wave is not None:
            where = f"{wave[0]} to {wave[1]}"
        posts = f"{told.heads(wave, heads[wave])} posts" if heads[wave] else ""
        parts.append(f"{where}, {' of '.join(each for each in (posts, ', '.join(names)) if each)}")
    return "; ".join(parts)


def _changes(what: str, changes: Sequence[tuple[str, int]], floor: int) -> Iterator[str]:
    """Who grew and who shrank; all of a day are one group, since their sum may be known."""
    sums: Counter[str] = Counter()
    for cohort, change in changes:
        sums[cohort] += change
    found = [(cohort, change) for cohort, change in sums.items() if change]
    shown = masked([abs(change) for _, change in found], [0] * len(found), floor)
    for sign, word in ((-1, "fewer"), (1, "more")):
        parts = [
            f"{cohort} {count}"
            for (cohort, change), count in zip(found, shown, strict=True)
            if change * sign > 0
        ]
        if parts:
            yield f"Headcount, {what} {word}: {', '.join(parts)}"
