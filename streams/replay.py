"""A history played again: the same events, the same answers, on a clock of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from models.answer import Answer
from models.calendar import Horizon, calendar
from models.scenario import Scenario
from streams.events import DayPassed, Event, ScenarioPublished, told_of
from streams.fold import folded
from streams.recommend import Difference, Snapshot, difference, snapshot
from streams.solving import Ask, Effort, answer_event, ask_of
from streams.state import World
from streams.view import View, view


@dataclass(frozen=True)
class Day:
    """A day of a replay on which something was recorded or asked."""

    day: date
    events: tuple[Event, ...]
    """What was recorded since the day before."""
    answer: Answer | None
    """None where the view did not change."""
    snapshot: Snapshot
    difference: Difference
    unmatched: tuple[str, ...] = ()
    """Facts about what the scenario does not have."""


def replayed(
    scenario: Scenario,
    events: Iterable[Event],
    replan: Callable[[Ask], Answer],
    effort: Effort,
    until: date | None = None,
) -> Iterator[Day]:
    """Play events again, a day at a time.

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
    effort
        How hard to look.
    until
        Last day that is played; none for the day of the last event.
    """
    begins = scenario.planning_date
    stage = _Stage(scenario.programme, replan, effort)
    own = [event for signal in scenario.signals for event in told_of(signal)]
    ahead = _in_order(_published(scenario), [*own, *events], begins, until)
    last = until or max((_day_of(event, begins) for event in ahead), default=begins)
    day = begins
    while day <= last:
        yield stage.play(day, [event for event in ahead if _day_of(event, begins) == day])
        later = [_day_of(event, begins) for event in ahead if _day_of(event, begins) > day]
        lapses = [each.expires_on + timedelta(days=1) for each in stage.shown.open]
        day = min([_turn_after(scenario, day), *later, *lapses])


@dataclass
class _Stage:
    """What the replay knows."""

    programme: str
    replan: Callable[[Ask], Answer]
    effort: Effort
    world: World = field(default_factory=World)
    since: World = field(default_factory=World)
    recent: list[Event] = field(default_factory=list)
    position: int = 0

    def __post_init__(self) -> None:
        self.shown = snapshot(self.world, self.programme, 0)

    def play(self, day: date, told: Sequence[Event]) -> Day:
        """Fold a day and what was told on it, and ask where that makes a difference."""
        passed, before, shown = _passed(day), self.world, self.shown
        self.world = folded(before, [*told, passed])
        self.recent += [*told, passed]
        self.position += len(told) + 1
        quiet = folded(before, [passed])
        answer = None if told and self._same(quiet) else self._asked(day)
        self.shown = snapshot(self.world, self.programme, self.position)
        seen = view(self.world, self.programme)
        return Day(
            day,
            tuple(told),
            answer,
            self.shown,
            difference(shown, self.shown),
            seen.unmatched if isinstance(seen, View) else seen.reasons,
        )

    def _same(self, quiet: World) -> bool:
        """Whether the view is what it would be without the day's events."""
        one, other = view(quiet, self.programme), view(self.world, self.programme)
        return isinstance(one, View) and isinstance(other, View) and one.revision == other.revision

    def _asked(self, day: date) -> Answer | None:
        ask = ask_of(self.world, self.programme, self.since, self.recent, self.effort)
        if ask is None:
            return None
        answer = self.replan(ask)
        recorded = answer_event(ask, answer, datetime.combine(day, time(), UTC))
        self.world, self.position = folded(self.world, [recorded]), self.position + 1
        if answer.plan is not None:
            self.since, self.recent = self.world, []
        return answer


def _published(scenario: Scenario) -> ScenarioPublished:
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
    told = sorted(once.values(), key=lambda each: (each.recorded_at, each.id))
    return [first, *(each for each in told if until is None or _day_of(each, begins) <= until)]


def _day_of(event: Event, begins: date) -> date:
    return max(event.recorded_at.date(), begins)


def _passed(day: date) -> DayPassed:
    return DayPassed(id=f"day/{day}", recorded_at=datetime.combine(day, time(), UTC), day=day)


def _turn_after(scenario: Scenario, day: date) -> date:
    """First day of the next period, within the horizon or after it."""
    (following,) = calendar(
        Horizon(period=scenario.horizon.period, periods=1), day + timedelta(days=1)
    )
    return following.starts
