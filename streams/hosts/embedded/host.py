"""The host on one machine: reads what comes, lets a day pass, asks for plans, records answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import wait
from time import monotonic

from models.answer import AnswerKind
from models.plan import Plan
from models.scenario import Scenario
from streams.events import DayPassed
from streams.hosts.children import Children, Reply
from streams.hosts.embedded.inbox import clear
from streams.hosts.embedded.ledger import BATCH, Ledger
from streams.hosts.embedded.sources import Files, Source
from streams.solving import Effort, answer_event
from streams.view import View, view

Audit = Callable[[Scenario, Plan], bool]
"""Whether a plan keeps every rule of a scenario."""

TICK_SECONDS = 0.1
"""Between two looks at the sources while nothing happens."""


@dataclass
class Host:
    """One machine's host."""

    ledger: Ledger
    inbox: Files
    """Where people leave decisions and other events."""
    children: Children
    audit: Audit
    sources: Sequence[Source] = ()
    effort: Effort = field(default_factory=Effort)
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    """For what is written; it may be set back, so nothing waits by it."""
    noticed: Callable[[str, tuple[str, ...]], None] = lambda _programme, _words: None
    """Told of facts that fit nothing in a programme, and of why there is nothing to plan from."""
    stopping: bool = False
    """Set to make it stop after the round it is in."""
    _notices: dict[str, tuple[str, ...]] = field(default_factory=dict, init=False)
    _began: tuple[datetime, float] = field(
        default_factory=lambda: (datetime.now(UTC), monotonic()), init=False
    )

    def begin(self, scenario: Scenario | None = None) -> None:
        """Carry on where the journal ends, and publish a scenario unless it has been."""
        self.ledger.recover(self._now())
        if scenario is not None:
            self.ledger.publish(scenario, self.clock(), self._now())

    def run(self) -> None:
        """Work until the sources have ended and every question is answered, or it is stopped."""
        try:
            while not self.stopping:
                if self.step():
                    continue
                if self._at_rest():
                    break
                wait(self.children.handles, TICK_SECONDS)
        finally:
            self.children.stop()

    def step(self) -> bool:
        """Do one round; whether there was something to read."""
        more = [self._read(source) for source in (*self.sources, self.inbox)]
        self._turn_the_day()
        for reply in self.children.done():
            self._take(reply)
        self._ask()
        for name in self.ledger.memory.hurry(self._now()):
            self.children.finish(name)
        return any(more)

    @property
    def unanswered(self) -> tuple[str, ...]:
        """Programmes whose question waits, most likely since it has failed."""
        desks = self.ledger.memory.desks.items()
        return tuple(sorted(name for name, desk in desks if desk.running or desk.pending_since))

    def _at_rest(self) -> bool:
        """Whether nothing more will come and only what has failed still waits."""
        desks = self.ledger.memory.desks.values()
        busy = any(desk.running or (desk.pending_since and not desk.failures) for desk in desks)
        return all(source.ended for source in (*self.sources, self.inbox)) and not busy

    def _now(self) -> datetime:
        """A clock that is never set back, for waiting."""
        began, ticks = self._began
        return began + timedelta(seconds=monotonic() - ticks)

    def _read(self, source: Source) -> bool:
        lines = source.lines(BATCH)
        if lines:
            self.ledger.take(lines, self.clock(), self._now())
        if source is self.inbox:
            clear(self.inbox.whole())
        return bool(lines)

    def _turn_the_day(self) -> None:
        clock = self.clock()
        if clock.date() > self.ledger.memory.world.day:
            event = DayPassed(id=f"day/{clock.date()}", recorded_at=clock, day=clock.date())
            self.ledger.write([event], self._now())

    def _ask(self) -> None:
        now = self._now()
        for due, name in self.ledger.memory.due():
            if due > now or not self.children.free:
                break
            ask = self.ledger.memory.question(name, self.effort, now)
            if ask is not None:
                self.children.start(ask)
            self._notice(name)

    def _take(self, reply: Reply) -> None:
        """Record an answer if it still holds; else ask again."""
        name = reply.ask.programme
        if not self._holds(reply):
            self.ledger.memory.discard(name, self._now())
            return
        event = answer_event(reply.ask, reply.answer, self.clock())
        self.ledger.write([event], self._now(), reply.answer)

    def _holds(self, reply: Reply) -> bool:
        """Whether its plan keeps every rule of the newest view, which may not be the one asked."""
        answer = reply.answer
        if answer.kind is AnswerKind.FAILED or answer.plan is None:
            return True
        newest = view(self.ledger.memory.world, reply.ask.programme)
        return isinstance(newest, View) and self.audit(newest.scenario, answer.plan)

    def _notice(self, name: str) -> None:
        seen = view(self.ledger.memory.world, name)
        words = seen.unmatched if isinstance(seen, View) else seen.reasons
        if words != self._notices.get(name, ()):
            self._notices[name] = words
            self.noticed(name, words)
