"""Events since the reference: what may be a cause of the next answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from streams.events import AnswerRecorded, Event
from streams.fold import fold
from streams.solving import MOST_CAUSES, latest_causes
from streams.state import World

MOST_RECENT = 4 * MOST_CAUSES
"""Events that are kept before those that can no longer be causes are folded into the state."""


@dataclass(frozen=True, slots=True)
class Recent:
    """A state, and the facts that came to a programme after it."""

    since: World = field(default_factory=World)
    """With all facts that came after it but those below; of this programme alone."""
    events: tuple[Event, ...] = ()

    def with_facts(self, facts: Iterable[Event]) -> Recent:
        """The same with further facts; of many, those that can no longer be causes are folded."""
        known = (*self.events, *facts)
        if len(known) <= MOST_RECENT:
            return Recent(self.since, known)
        causes = latest_causes(known)
        kept = {each.id for each in causes}
        folded_now = [each for each in known if each.id not in kept]
        return Recent(fold(self.since, folded_now), tuple(causes))

    def with_answer(self, answer: AnswerRecorded) -> Recent:
        """The same with an answer folded into its state; the facts stay what came after it."""
        return Recent(fold(self.since, [answer]), self.events)


def recent_from(world: World, programme: str) -> Recent:
    """Nothing yet after a state, of which one programme is kept, and what concerns all."""
    found = world.programmes.get(programme)
    mine = {programme: found} if found is not None else {}
    return Recent(replace(world, programmes=mine))
