"""The days of a replay in lines for people: events, the plan, recommendations, and a summary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from models.answer import AnswerKind
from models.choices import DecisionKind
from models.readable import counted
from planner.narration.events import event_lines
from planner.narration.outcomes import outcome_words, plan_words, posts_words, proof_words
from planner.narration.waves import wave_lines
from streams.differences import Gone
from streams.events import Step
from streams.recommend import Snapshot

if TYPE_CHECKING:
    from models.answer import Answer
    from models.plan import Move
    from models.scenario import Scenario
    from streams.replay import Day

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
    landed: list[int] = field(default_factory=list)
    """Posts of each landing."""
    _shown: Snapshot = field(init=False)
    """What was open after the day before."""
    _stuck: bool = False
    """Whether the last answer was that no plan exists."""
    _moves: tuple[Move, ...] | None = None
    """Those of the last plan."""
    _base: Scenario = field(init=False)
    """The scenario that was published last."""

    def __post_init__(self) -> None:
        self._base = self.scenario
        self._shown = Snapshot(programme=self.scenario.programme, position=0, revision="")

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
        came = list(event_lines(day.events, self._base, self._floor))
        why = Counter(each.reason for each in day.refused)
        came += [f"{counted(n, 'decision')} left out: each {reason}" for reason, n in why.items()]
        plan = list(self._plan(day.answer, day.snapshot)) if day.answer is not None else []
        newly_stuck = (
            bool(plan) and day.answer is not None and day.answer.kind is AnswerKind.NO_PLAN
        )
        if day.answer is not None and day.answer.plan is not None:
            self._moves = day.answer.plan.moves
        if not day.answer and came and day.snapshot.kind is not None:
            plan = ["No change needed."]
        changes = list(wave_lines(self._shown, day, self._floor, self.scenario.currency))
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
            f"{posts_words(self.landed, self._floor)} landed",
            *([f"{counted(count['refused'], 'decision')} left out"] if count["refused"] else []),
        ]
        return (
            f"{self.scenario.name}, {self.days[0]} to {self.days[-1]}, {years:.1f} years: "
            f"{'; '.join(parts)}. A person decided each move."
        )

    def _plan(self, answer: Answer, shown: Snapshot) -> Iterator[str]:
        if answer.kind is AnswerKind.NO_PLAN:
            if not self._stuck:
                yield f"{_STUCK}. These cannot all be kept:"
                yield from (f"* {rule}" for rule in answer.clash)
            self._stuck = True
            return
        self._stuck = False
        lawful = answer.plan is not None or answer.kind is AnswerKind.FAILED
        outcome = outcome_words(answer.kind, lawful=lawful).capitalize()
        if answer.kind is AnswerKind.FAILED:
            yield f"{outcome}: {answer.words or 'no reason given'}"
        elif answer.plan is None:
            yield f"{outcome}."
        else:
            same = answer.kind is AnswerKind.CHANGED and self._moves == answer.plan.moves
            proof = proof_words(answer) if answer.kind is AnswerKind.CONFIRMED else ""
            plan = plan_words(answer, shown)
            yield f"{outcome}{', its moves stay' if same else proof}: {plan}"

    def _count(self, day: Day) -> None:
        self.counts["events"] += len(day.events) + len(day.refused)
        self.counts["refused"] += len(day.refused)
        self.counts["asked"] += day.answer is not None
        self.counts["changed"] += day.answer is not None and day.answer.kind is AnswerKind.CHANGED
        self.counts["new"] += len(day.difference.new)
        self.counts["expired"] += sum(why is Gone.EXPIRED for why in day.difference.gone.values())
        for event in day.events:
            if event.type == "recommendation_decided":
                self.counts["rejected"] += event.verdict is DecisionKind.REJECT
                self.counts["accepted"] += event.verdict in {DecisionKind.ACCEPT, DecisionKind.PART}
            elif event.type == "move_executed" and event.step is Step.LANDED:
                self.landed.append(event.heads)
