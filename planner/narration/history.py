"""The days of a replay in lines for people: events, the plan, recommendations, and a summary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from models.answer import AnswerKind
from models.readable import counted
from planner.exports.words import money_words
from planner.narration.events import WaveKey, event_lines
from planner.narration.outcomes import outcome_words, plan_words, posts_words, proof_words
from streams.masking import WITHHELD, masked, words

if TYPE_CHECKING:
    from models.answer import Answer, Recommendation
    from models.plan import Hold, Move
    from models.scenario import Scenario
    from streams.recommend import Snapshot
    from streams.replay import Day

_REPORTED = frozenset({"expired", "decided"})
"""Reasons for which a recommendation is gone that have been reported already."""

_MOST_CAUSES = 3

_STUCK = outcome_words(AnswerKind.NO_PLAN).capitalize()


@dataclass(frozen=True)
class Narrated:
    """A day in lines."""

    day: date
    facts: tuple[str, ...] = ()
    """What came in and what was planned; empty if nothing came in and nothing changed."""
    changes: tuple[str, ...] = ()
    """How the recommendations changed, wave by wave."""


@dataclass
class History:
    """Puts one day after another into words, and counts for the summary."""

    scenario: Scenario
    days: list[date] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    _shown: Snapshot | None = None
    _stuck: bool = False
    _moves: tuple[Move, ...] | None = None
    _base: Scenario = field(init=False)
    """The scenario that was published last."""

    def __post_init__(self) -> None:
        self._base = self.scenario

    @property
    def _floor(self) -> int:
        return self.scenario.floor_heads

    def narrate(self, day: Day) -> Narrated:
        """What came in on a day, what was planned, and what changed."""
        self.days.append(day.day)
        self._count(day)
        for event in day.events:
            if event.type == "scenario_published":
                self._base = event.scenario
        known = self._masked_heads(_by_wave(self._shown.open if self._shown else ()))
        came = list(event_lines(day.events, self._base, self._floor, _only_hidden(known)))
        why = Counter(each.reason for each in day.refused)
        came += [f"{counted(n, 'decision')} left out: each {reason}" for reason, n in why.items()]
        plan = list(self._plan(day.answer)) if day.answer is not None else []
        newly_stuck = bool(plan) and day.answer is not None and day.answer.kind == "no_plan"
        if day.answer is not None and day.answer.plan is not None:
            self._moves = day.answer.plan.moves
        if not day.answer and came and day.snapshot.kind is not None:
            plan = ["No change needed."]
        changes = list(self._changes(day))
        quiet = not came and not changes and not newly_stuck
        self._shown = day.snapshot
        return Narrated(day.day) if quiet else Narrated(day.day, (*came, *plan), tuple(changes))

    def summary(self) -> str:
        """What happened in all."""
        count, years = self.counts, (self.days[-1] - self.days[0]).days / 365.25
        parts = [
            counted(count["events"], "event"),
            f"{counted(count['asked'], 'question')} to the solver",
            f"{counted(count['changed'], 'change')} of plan",
            counted(count["new"], "recommendation"),
            *(f"{count[word]} {word}" for word in ("accepted", "rejected", "expired")),
            f"{posts_words(count['landed'], self._floor)} landed",
            *([f"{counted(count['refused'], 'decision')} left out"] if count["refused"] else []),
        ]
        return (
            f"{self.scenario.name}, {self.days[0]} to {self.days[-1]}, {years:.1f} years: "
            f"{'; '.join(parts)}. A person decided each move."
        )

    # ------------------------------------------------------------ the plan

    def _plan(self, answer: Answer) -> Iterator[str]:
        if answer.kind == "no_plan":
            if not self._stuck:
                yield f"{_STUCK}. These cannot all be kept:"
                yield from (f"* {rule}" for rule in answer.clash)
            self._stuck = True
            return
        self._stuck = False
        lawful = answer.plan is not None or answer.kind == "failed"
        outcome = outcome_words(answer.kind, lawful=lawful).capitalize()
        if answer.kind == "failed":
            yield f"{outcome}: {answer.words or 'no reason given'}"
        elif answer.plan is None:
            yield f"{outcome}."
        else:
            same = answer.kind == "changed" and self._moves == answer.plan.moves
            proof = proof_words(answer) if answer.kind == "confirmed" else ""
            plan = plan_words(answer, self._floor, self.scenario.currency)
            yield f"{outcome}{', its moves stay' if same else proof}: {plan}"

    # ------------------------------------------------------------ recommendations

    def _changes(self, day: Day) -> Iterator[str]:
        """What has changed since the last day: wave by wave, then what is on hold."""
        before = {each.id: each for each in (self._shown.open if self._shown else ())}
        gone = {name: str(why) for name, why in day.difference.gone.items()}
        lapsed = _by_wave(before[name] for name, why in gone.items() if why == "expired")
        hidden = _only_hidden(self._masked_heads(_by_wave(before.values())))
        for wave, moves in sorted(lapsed.items()):
            heads = hidden.get(wave, words(_heads(moves), self._floor))
            yield f"expired: {wave[0]} to {wave[1]}, {heads} posts"
        known = _by_wave(e for name, e in before.items() if gone.get(name) not in _REPORTED)
        now = _by_wave(day.snapshot.open)
        masked_before, masked_now = self._masked_heads(known), self._masked_heads(now)
        lines: list[str] = []
        for wave in sorted({*known, *now}):
            heads = masked_now.get(wave, masked_before.get(wave, ""))
            was = masked_before.get(wave, heads)
            lines += self._wave(wave, known.get(wave, []), now.get(wave, []), heads, was)
        yield from lines
        if day.snapshot.holds != (self._shown.holds if self._shown else ()):
            yield from self._holds(day.snapshot.holds)
        moved = [*day.difference.new, *day.difference.revised]
        if lines and moved and (causes := _causes(moved)):
            yield f"because of {', '.join(causes)}"

    def _holds(self, holds: Sequence[Hold]) -> Iterator[str]:
        for office in sorted({hold.destination for hold in holds}):
            found = [hold for hold in holds if hold.destination == office]
            heads = posts_words(sum(hold.heads for hold in found), self._floor)
            cohorts = ", ".join(dict.fromkeys(hold.cohort for hold in found))
            yield f"on hold: {heads} of {cohorts} to {office}"

    def _masked_heads(
        self, waves: Mapping[WaveKey, Sequence[Recommendation]]
    ) -> dict[WaveKey, str]:
        """Posts of each wave, masked so that none follows from the sum that the plan shows."""
        heads = [_heads(moves) for moves in waves.values()]
        shown = masked(heads, [0] * len(heads), self._floor)
        large = f"{self._floor} or more"
        return {
            wave: large if count == WITHHELD else count
            for wave, count in zip(waves, shown, strict=True)
        }

    def _wave(
        self,
        wave: WaveKey,
        before: list[Recommendation],
        now: list[Recommendation],
        heads: str,
        was: str,
    ) -> Iterator[str]:
        period, office = wave
        if not now:
            yield f"withdrawn: {period} to {office}, {heads} posts"
        elif _heads(before) != _heads(now) or _start(before) != _start(now):
            # The worth of a wave would give its withheld posts away.
            shown = heads == words(_heads(now), 1)
            saved = money_words(sum(each.worth for each in now), self.scenario.currency)
            worth = f", worth {saved}" if shown else ""
            instead = f" instead of {was}" if was != heads else ""
            yield (
                f"{'revised' if before else 'new'}: {period} to {office}, {heads} posts{instead}, "
                f"start by {_start(now)}{worth}"
            )

    def _count(self, day: Day) -> None:
        self.counts["events"] += len(day.events) + len(day.refused)
        self.counts["refused"] += len(day.refused)
        self.counts["asked"] += day.answer is not None
        self.counts["changed"] += day.answer is not None and day.answer.kind == "changed"
        self.counts["new"] += len(day.difference.new)
        self.counts["expired"] += sum(why == "expired" for why in day.difference.gone.values())
        for event in day.events:
            if event.type == "recommendation_decided":
                self.counts["rejected"] += event.verdict == "reject"
                self.counts["accepted"] += event.verdict in {"accept", "part"}
            elif event.type == "move_executed" and event.step == "landed":
                self.counts["landed"] += event.heads


def _by_wave(group: Iterable[Recommendation]) -> dict[WaveKey, list[Recommendation]]:
    found: dict[WaveKey, list[Recommendation]] = {}
    for each in group:
        found.setdefault((each.move.period, each.move.destination), []).append(each)
    return found


def _only_hidden(heads: Mapping[WaveKey, str]) -> dict[WaveKey, str]:
    """Waves whose posts are withheld, with the words used instead."""
    return {wave: said for wave, said in heads.items() if not said.replace(",", "").isdigit()}


def _causes(moves: Iterable[Recommendation]) -> list[str]:
    """The most frequent causes of some recommendations; a report and its approval count once."""
    named = Counter(_name(cause) for each in moves for cause in each.causes)
    return [name for name, _ in named.most_common(_MOST_CAUSES)]


def _name(event: str) -> str:
    signal = event.removeprefix("signal/")
    return event if signal == event else signal.split("/", maxsplit=1)[0]


def _heads(moves: Sequence[Recommendation]) -> int:
    return sum(each.move.heads for each in moves)


def _start(moves: Sequence[Recommendation]) -> date | None:
    return min((each.start_by for each in moves), default=None)
