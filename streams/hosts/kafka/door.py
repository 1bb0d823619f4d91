"""The adapter of `streams.log.Log` for the topics of a Kafka broker.

Each method first checks that the topics are right and that this user may do what it needs: a client
of Kafka waits a minute for a topic that is not there, or finds it empty.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack, aclosing
from datetime import UTC, datetime
from functools import partial
from uuid import uuid4

from models.choices import BrokerRole
from streams.decisions import DecisionRequest, decision
from streams.events import Event, RecommendationDecided
from streams.hosts.kafka import dead_letters as letters
from streams.hosts.kafka import recommendations, verifying, writing
from streams.hosts.kafka.checking import check
from streams.hosts.kafka.dead_letters import count_dead_letters
from streams.hosts.kafka.running import run
from streams.hosts.kafka.settings import Settings
from streams.log import Letter, Proof, Update
from streams.recommend import Snapshot
from streams.wire import encoded


class BrokerLog:
    """The topics of a deployment, as people use them."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def publish(self, events: Sequence[tuple[Event, bytes]]) -> None:
        """Put events on their topics, and return when each is on every replica in sync.

        Not all or nothing: after a failure some may be there. Sending them again is harmless, since
        an id counts once.
        """
        decides = {isinstance(event, RecommendationDecided) for event, _ in events}
        for is_decision in sorted(decides):
            self._check(BrokerRole.DECIDER if is_decision else BrokerRole.PUBLISHER)
        run(self.settings, writing.publish(self.settings, events))

    def snapshots(self) -> tuple[Snapshot, ...]:
        """What is open now, programme by programme."""
        self._check(BrokerRole.WATCHER)
        return run(self.settings, recommendations.snapshots(self.settings))

    def follow(self, see: Callable[[Update], bool], *, dead_letters: bool = False) -> None:
        """Show what is open, and go on showing what has changed until the reader stops.

        The reader runs in a thread of its own, so that Ctrl-C waits for what it is doing.
        """
        self._check(BrokerRole.NOTIFIER if dead_letters else BrokerRole.WATCHER)
        run(self.settings, self._followed(see, dead_letters=dead_letters))

    async def _followed(self, see: Callable[[Update], bool], *, dead_letters: bool) -> None:
        async with AsyncExitStack() as stack:
            following = recommendations.follow(self.settings, beats=True)
            await stack.enter_async_context(aclosing(following))
            counting = count_dead_letters(self.settings)
            await stack.enter_async_context(aclosing(counting))
            async for found in following:
                count = partial(int, await anext(counting)) if dead_letters else None
                if not await asyncio.to_thread(see, Update(found, count)):
                    break

    def decide(self, request: DecisionRequest) -> RecommendationDecided:
        """Put a decision on the topic of decisions."""
        self._check(BrokerRole.DECIDER)
        shown = run(self.settings, recommendations.snapshots(self.settings))
        event = decision(request, shown, f"decide/{uuid4().hex}", datetime.now(UTC))
        run(self.settings, writing.publish(self.settings, [(event, encoded(event))]))
        return event

    def dead_letters(self, last: int | None = None) -> list[Letter]:
        """Records that are not events, without those that have been sent again."""
        self._check(BrokerRole.DEAD_LETTER_OPERATOR)
        found = run(self.settings, letters.dead_letters(self.settings))
        return _last([each.letter for each in found], last)

    def parked(self, last: int | None = None) -> list[Letter]:
        """Events that only a later release can read, as they lie in the logs."""
        self._check(BrokerRole.DEAD_LETTER_OPERATOR)
        return _last(run(self.settings, letters.parked(self.settings)), last)

    def refuse_damage(self, shown: Sequence[Letter]) -> None:
        """Nothing to do: altered bytes are never shown as those of a dead letter."""

    def resend(self) -> list[Letter]:
        """Send those dead letters again that have become valid events."""
        self._check(BrokerRole.DEAD_LETTER_OPERATOR)
        return run(self.settings, letters.resend(self.settings, datetime.now(UTC)))

    def balance(self) -> None:
        """None: each worker reports the balance of its own partitions."""

    def verify(self) -> Proof:
        """Compare the log of each programme with what is shown of it."""
        self._check(BrokerRole.VERIFIER)
        return run(self.settings, verifying.verify(self.settings))

    def host_at_work(self) -> None:
        """None: whoever owns a partition reads it."""

    def _check(self, role: BrokerRole) -> None:
        run(self.settings, check(self.settings, role))


def _last(found: list[Letter], last: int | None) -> list[Letter]:
    return found if last is None else found[-last:]
