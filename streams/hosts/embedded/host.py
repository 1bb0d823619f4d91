"""The host on one machine: reads what comes, lets a day pass, asks for plans, records answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from multiprocessing.connection import wait

from models.scenario import Scenario
from streams.events import DayPassed
from streams.hosts.asking import Questions
from streams.hosts.children import Reply
from streams.hosts.clock import steady_clock
from streams.hosts.embedded.files import Files
from streams.hosts.embedded.inbox import clear
from streams.hosts.embedded.ledger import BATCH, Ledger
from streams.hosts.embedded.sources import Source
from streams.solving import answer_event

TICK_SECONDS = 0.1
"""Between two looks at the sources while nothing happens."""


@dataclass
class Host:
    """One machine's host."""

    ledger: Ledger
    inbox: Files
    """Where people leave decisions and other events."""
    questions: Questions
    sources: Sequence[Source] = ()
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    """For what is written; it may be set back, so nothing waits by it."""
    stopping: bool = False
    """Set to make it stop after the round it is in."""
    _now: Callable[[], datetime] = field(default_factory=steady_clock, init=False)

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
                wait(self.questions.children.handles, TICK_SECONDS)
        finally:
            self.questions.children.stop()

    def step(self) -> bool:
        """Do one round; whether there was something to read."""
        more = [self._read(source) for source in (*self.sources, self.inbox)]
        self._turn_the_day()
        for reply in self.questions.children.done():
            self._take(reply)
        self.questions.ask(self.ledger.memory, self._now())
        self.questions.hurry(self.ledger.memory, self._now())
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

    def _take(self, reply: Reply) -> None:
        """Record an answer if it still holds; else ask again."""
        name = reply.ask.programme
        if not self.questions.holds(reply, self.ledger.memory.world):
            self.ledger.memory.discard(name, self._now())
            return
        event = answer_event(reply.ask, reply.answer, self.clock())
        self.ledger.write([event], self._now(), reply.answer)
