"""A history played again: the same events, the same answers, on a clock of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from models.answer import Answer
from models.calendar import Horizon, calendar
from models.scenario import Scenario
from models.search_limits import SearchLimits
from streams.differences import Difference, difference
from streams.events import (
    DayPassed,
    Event,
    RecommendationDecided,
    ScenarioPublished,
    signal_events,
)
from streams.fold import folded
from streams.recent import Recent, recent_from
from streams.recommend import Snapshot, snapshot
from streams.register import RecommendedPosts, Register, recommended_after
from streams.solving import Ask, answer_event, ask_of
from streams.state import World
from streams.view import View, view


@dataclass(frozen=True)
class Day:
    """A day of a replay on which something was recorded or asked."""

    day: date
    events: tuple[Event, ...]
    """What was recorded since the day before, and counts."""
    answer: Answer | None
    """None where the view did not change."""
    snapshot: Snapshot
    difference: Difference
    unmatched: tuple[str, ...] = ()
    """Facts about what the scenario does not have."""
    refused: tuple[RefusedDecision, ...] = ()
    """Decisions that do not count, as they would not in a host."""


@dataclass(frozen=True)
class RefusedDecision:
    """A decision that does not count, and why."""

    event: RecommendationDecided
    reason: str


def replayed(
    scenario: Scenario,
    events: Iterable[Event],
    replan: Callable[[Ask], Answer],
    limits: SearchLimits,
    until: date | None = None,
) -> Iterator[Day]:
    """Play events again, a day at a time.

    A decision is held against what the replay itself has recommended. One of a day on which that
    was recommended counts after the answer; one under a revision of another run, which nobody here
    knows, is held against all that has been recommended so far.

    A plan is asked for where events change the view, on the first day of each period, and on the
    day after a recommendation has expired.

    Parameters
    ----------
    scenario
        Published on its planning date; what was recorded earlier is folded on that day. Its own
        signals come in as events, on the days on which they became known.
    events
        In any order, repetitions too; each counts on the day on which it was recorded.
    replan
        Plans; in this process.
    limits
        How hard to look.
    until
        Last day that is played; none for the day of the last event.
    """
    begins = scenario.planning_date
    state = _ReplayState(scenario.programme, replan, limits)
    own = [event for signal in scenario.signals for event in signal_events(signal)]
    ahead = _in_order(_publication(scenario), [*own, *events], begins, until)
    last = until or max((_day_of(event, begins) for event in ahead), default=begins)
    day = begins
    while day <= last:
        yield state.play(day, [event for event in ahead if _day_of(event, begins) == day])
        later = [_day_of(event, begins) for event in ahead if _day_of(event, begins) > day]
        lapses = [each.expires_on + timedelta(days=1) for each in state.shown.open]
        day = min([_turn_after(scenario, day), *later, *lapses])


@dataclass
class _ReplayState:
    """The state of a replay between two days."""

    programme: str
    replan: Callable[[Ask], Answer]
    limits: SearchLimits
    world: World = field(default_factory=World)
    recent: Recent = field(default_factory=Recent)
    recommended: RecommendedPosts = ()
    position: int = 0

    def __post_init__(self) -> None:
        self.shown = snapshot(self.world, self.programme, 0)

    def play(self, day: date, events: Sequence[Event]) -> Day:
        """Fold a day and its events, and plan anew where that makes a difference."""
        shown = self.shown
        taken, waiting = self._admit(events)
        self.position += len(events) + 1
        answer = self._fold_and_plan(day, taken, is_quiet=not events)
        late, refused = self._admit([each.event for each in waiting])
        if late:
            answer = self._fold_and_plan(day, late, is_quiet=False) or answer
        self.shown = snapshot(self.world, self.programme, self.position)
        seen = view(self.world, self.programme)
        return Day(
            day,
            (*taken, *late),
            answer,
            self.shown,
            difference(shown, self.shown),
            seen.unmatched if isinstance(seen, View) else seen.reasons,
            tuple(refused),
        )

    def _fold_and_plan(
        self, day: date, events: Sequence[Event], *, is_quiet: bool
    ) -> Answer | None:
        """Fold events, and plan if they change the view or if the day had none."""
        passed, before = _day_event(day), self.world
        self.world = folded(before, [*events, passed])
        self.recent = self.recent.with_facts([*events, passed])
        same = self._is_unchanged(folded(before, [passed]))
        return None if same and not is_quiet else self._plan(day)

    def _admit(self, events: Sequence[Event]) -> tuple[list[Event], list[RefusedDecision]]:
        """Events that count, and decisions that do not."""
        taken, refused = list[Event](), list[RefusedDecision]()
        register = Register(self.world, {self.programme: self.recommended})
        for event in events:
            reason = register.objection(event, of_another_run=True)
            if reason and isinstance(event, RecommendationDecided):
                refused.append(RefusedDecision(event, reason))
            else:
                register.add(event)
                taken.append(event)
        self.recommended = register.recommended_to(self.programme)
        return taken, refused

    def _is_unchanged(self, quiet: World) -> bool:
        """Whether the view is what it would be without the day's events."""
        one, other = view(quiet, self.programme), view(self.world, self.programme)
        return isinstance(one, View) and isinstance(other, View) and one.revision == other.revision

    def _plan(self, day: date) -> Answer | None:
        recent = self.recent
        ask = ask_of(self.world, self.programme, recent.since, recent.events, self.limits)
        if ask is None:
            return None
        answer = self.replan(ask)
        recorded = answer_event(ask, answer, datetime.combine(day, time(), UTC))
        self.world, self.position = folded(self.world, [recorded]), self.position + 1
        self.recommended = recommended_after(self.recommended, recorded)
        if answer.plan is not None:
            self.recent = recent_from(self.world, self.programme)
        return answer


def _publication(scenario: Scenario) -> ScenarioPublished:
    """The scenario without its signals: they come in as events, each on its day."""
    fields = {name: getattr(scenario, name) for name in Scenario.model_fields}
    return ScenarioPublished(
        id=f"scenario/{scenario.hash[:16]}",
        programme=scenario.programme,
        recorded_at=datetime.combine(scenario.planning_date, time(), UTC),
        scenario=Scenario(**{**fields, "signals": ()}),
    )


def _in_order(
    first: ScenarioPublished, events: Iterable[Event], begins: date, until: date | None
) -> list[Event]:
    """Events of the programme, each once, as they were recorded."""
    once = {each.id: each for each in events if each.programme in {None, first.programme}}
    ordered = sorted(once.values(), key=lambda each: (each.recorded_at, each.id))
    return [first, *(each for each in ordered if until is None or _day_of(each, begins) <= until)]


def _day_of(event: Event, begins: date) -> date:
    return max(event.recorded_at.date(), begins)


def _day_event(day: date) -> DayPassed:
    return DayPassed(id=f"day/{day}", recorded_at=datetime.combine(day, time(), UTC), day=day)


def _turn_after(scenario: Scenario, day: date) -> date:
    """First day of the next period, within the horizon or after it."""
    (following,) = calendar(
        Horizon(period=scenario.horizon.period, periods=1), day + timedelta(days=1)
    )
    return following.starts
