"""The host on one machine: it reads events, passes days, asks for plans and records answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from multiprocessing.connection import wait

from models.errors import InputError, Problem
from models.scenario import Scenario
from streams.events import DayPassed
from streams.hosts.asking import Questions, steady_clock
from streams.hosts.embedded.files import Files
from streams.hosts.embedded.inbox import clear
from streams.hosts.embedded.ledger import BATCH, Ledger
from streams.hosts.embedded.sources import Source
from streams.hosts.solvers import Answered
from streams.log import Disposition
from streams.solving import answer_event

TICK_SECONDS = 0.1
"""Wait between two reads of the sources while nothing comes."""

MOST_DAYS = 10
"""Days that may pass at once, as over holidays. More are most likely a wrong clock, and a recorded
day cannot be taken back."""


@dataclass
class EmbeddedHost:
    """The host of a journal."""

    ledger: Ledger
    inbox: Files
    """Source of the events and decisions that people hand in."""
    questions: Questions
    sources: Sequence[Source] = ()
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    """The clock for recorded times. It may be set back, so no wait depends on it."""
    catches_up: bool = False
    """Whether more than `MOST_DAYS` may pass at once, after a long pause."""
    stopping: bool = False
    """Set it to stop the host after the present round."""
    _now: Callable[[], datetime] = field(default_factory=steady_clock, init=False)

    def begin(self, scenario: Scenario | None = None) -> None:
        """Continue where the journal ends, and publish a scenario unless it was published already.

        Raises
        ------
        InputError
            The clock is too far ahead of the journal.
        """
        self.ledger.recover(self._now())
        self._check_the_clock()
        if scenario is not None:
            self.ledger.publish(scenario, self.clock(), self._now())

    def balance(self) -> Mapping[Disposition, int]:
        """Records of the journal by what became of them."""
        return self.ledger.journal.balance()

    def close(self) -> None:
        """Close the journal, and let another process write it."""
        self.ledger.journal.close()

    def run(self) -> None:
        """Work until the sources have ended and every question is answered, or until stopped.

        Raises
        ------
        InputError
            The clock is too far ahead of the journal, or the journal cannot be written.
        """
        try:
            while not self.stopping:
                if self.step():
                    continue
                if self._at_rest():
                    break
                wait(self.questions.solvers.handles, TICK_SECONDS)
        finally:
            self.questions.solvers.stop()

    def step(self) -> bool:
        """Do one round, and return whether there was something to read."""
        self._check_the_clock()
        more = [self._read(source) for source in (*self.sources, self.inbox)]
        self._turn_the_day()
        for reply in self.questions.solvers.done():
            self._take(reply)
        self.questions.ask(self.ledger.memory, self._now())
        self.questions.cut_short(self.ledger.memory, self._now())
        return any(more)

    @property
    def unanswered(self) -> tuple[str, ...]:
        """Programmes whose question is still open, most likely because the solver failed."""
        requests = self.ledger.memory.requests.items()
        return tuple(
            sorted(name for name, request in requests if request.running or request.pending_since)
        )

    def _at_rest(self) -> bool:
        """Whether the sources have ended and only failed questions are open."""
        requests = self.ledger.memory.requests.values()
        busy = any(
            request.running or (request.pending_since and not request.failures)
            for request in requests
        )
        return all(source.ended for source in (*self.sources, self.inbox)) and not busy

    def _read(self, source: Source) -> bool:
        lines = source.lines(BATCH)
        if lines:
            self.ledger.take(lines, self.clock(), self._now())
        if source is self.inbox:
            clear(self.inbox.whole())
        return bool(lines)

    def _check_the_clock(self) -> None:
        day, today = self.ledger.memory.world.day, self.clock().date()
        if day > date.min and (today - day).days > MOST_DAYS and not self.catches_up:
            raise InputError([_jump(day, today)])

    def _turn_the_day(self) -> None:
        clock = self.clock()
        if clock.date() > self.ledger.memory.world.day:
            self.catches_up = False
            event = DayPassed(id=f"day/{clock.date()}", recorded_at=clock, day=clock.date())
            self.ledger.write([event], self._now())

    def _take(self, reply: Answered) -> None:
        """Record an answer if it is still valid; else ask again."""
        name = reply.ask.programme
        if not self.questions.holds(reply, self.ledger.memory.world):
            self.ledger.memory.discard(name, self._now())
            return
        event = answer_event(reply.ask, reply.answer, self.clock())
        self.ledger.write([event], self._now(), reply.answer)


def _jump(day: date, clock: date) -> Problem:
    return Problem(
        f"is {(clock - day).days:,} days ahead of the last day in the journal, {day}",
        file="the clock",
        found=str(clock),
        next_step="Set it right; a day that is written stays. If the host has not run for so long, "
        "say --catch-up.",
    )
