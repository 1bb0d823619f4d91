"""Questions to solvers, what becomes of their answers, and the clock they wait by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from time import monotonic

from models.answer import AnswerKind
from models.plan import Plan
from models.scenario import Scenario
from models.search_limits import REPLANNING_LIMITS, SearchLimits
from streams.hosts.memory import Memory
from streams.hosts.solvers import Answered, Solvers
from streams.state import World
from streams.view import View, view

Audit = Callable[[Scenario, Plan], bool]
"""Whether a plan keeps every rule of a scenario."""

LONGEST_LOOK_SECONDS = 0.1
"""Time spent on views in one round; many programmes may be due at once, and folding must go on."""


@dataclass
class Questions:
    """Asks solvers for plans, and checks their answers."""

    solvers: Solvers
    audit: Audit
    limits: SearchLimits = REPLANNING_LIMITS
    on_unmatched: Callable[[str, tuple[str, ...]], None] = lambda _programme, _words: None
    """Called with facts that match nothing in a programme, or with why it cannot be planned."""
    _notices: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def ask(
        self,
        memory: Memory,
        now: datetime,
        on_ask: Callable[[str, timedelta], None] = lambda _programme, _waited: None,
    ) -> datetime | None:
        """Ask for the programmes that are due, and return when the next one is due.

        None if none waits. A programme that is due and finds no free solver stays due.

        Parameters
        ----------
        on_ask
            Called with each programme that asks, and the time since the first event it asks about.
        """
        until = monotonic() + LONGEST_LOOK_SECONDS
        for due, name in memory.due():
            if due > now or not self.solvers.free or monotonic() > until:
                return due
            since = memory.requests[name].pending_since or now
            question = memory.question(name, self.limits, now)
            if question is not None:
                on_ask(name, now - since)
                # An answer of another worker may have come before that of a solver here.
                self.solvers.forget([name])
                self.solvers.start(question)
            self._notice(memory.world, name)
        return None

    def cut_short(self, memory: Memory, now: datetime) -> None:
        """Ask solvers to end with the best plan they have where a newer question waits."""
        if self.solvers.handles:
            for name in memory.to_cut_short(now):
                self.solvers.cut_short(name)

    def holds(self, reply: Answered, world: World) -> bool:
        """Whether an answer's plan keeps every rule of the newest view."""
        answer = reply.answer
        if answer.kind is AnswerKind.FAILED or answer.plan is None:
            return True
        newest = view(world, reply.ask.programme)
        return isinstance(newest, View) and self.audit(newest.scenario, answer.plan)

    def _notice(self, world: World, name: str) -> None:
        seen = view(world, name)
        words = seen.unmatched if isinstance(seen, View) else seen.reasons
        if words != self._notices.get(name, ()):
            self._notices[name] = words
            self.on_unmatched(name, words)


def steady_clock() -> Callable[[], datetime]:
    """A clock that begins with today's time and is never set back."""
    began, ticks = datetime.now(UTC), monotonic()
    return lambda: began + timedelta(seconds=monotonic() - ticks)
