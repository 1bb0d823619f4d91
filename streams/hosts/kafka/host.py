"""The host of a worker: the partitions it owns, and the rounds in which it works on them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from time import monotonic

from models.answer import AnswerKind
from models.errors import InputError, Problem
from streams.events import DayPassed
from streams.hosts.children import Reply
from streams.hosts.kafka.asking import Questions
from streams.hosts.kafka.health import Condition
from streams.hosts.kafka.log import BATCH
from streams.hosts.kafka.outbox import Outbox
from streams.hosts.kafka.owned import Owned
from streams.hosts.kafka.partition import Partition
from streams.hosts.kafka.placing import partition_of
from streams.hosts.kafka.records import Record
from streams.hosts.kafka.recovery import catch_up
from streams.hosts.kafka.settings import Settings
from streams.hosts.kafka.showing import TakenOverError, Writer
from streams.hosts.memory import Memory
from streams.policy import Patience
from streams.solving import answer_event

TICK_SECONDS = 0.05
"""Between two rounds while little comes."""

SHOW_SECONDS = 0.25
"""Between two looks at what is open."""


@dataclass
class Host:
    """What a worker does about its partitions; `work` and `recover` run side by side."""

    settings: Settings
    partitions: int
    """Of the topic of events."""
    outbox: Outbox
    questions: Questions
    patience: Patience = field(default_factory=Patience)
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    """For what is written; it may be set back, so nothing waits by it."""
    told: Callable[[str], None] = lambda _words: None
    """Told in words of partitions that come and go."""
    owned: dict[int, Owned] = field(default_factory=dict)
    _generation: int = 0
    _wake: asyncio.Event = field(default_factory=asyncio.Event)
    _behind: asyncio.Event = field(default_factory=asyncio.Event)
    _gone: list[Writer] = field(default_factory=list)
    _show_at: float = 0.0
    _began: tuple[datetime, float] = field(default_factory=lambda: (datetime.now(UTC), monotonic()))

    # ------------------------------------------------------------ told by the group

    def received(self, number: int, record: Record) -> None:
        """Let a record of an own partition wait for the next round."""
        owned = self.owned.get(number)
        if owned is not None and owned.put(record) >= BATCH:
            self._wake.set()

    def revoked(self) -> None:
        """Write nothing until it is known which partitions are left."""
        self._generation += 1
        for owned in self.owned.values():
            owned.stop()

    def assigned(self, numbers: Iterable[int]) -> None:
        """Own these partitions, and no others; those that were owned before keep what they know."""
        self._generation += 1
        now = set(numbers)
        if any(number >= self.partitions for number in now):
            raise InputError([_torn(self.settings.events, self.partitions)])
        for number in sorted(set(self.owned) - now):
            self._let_go(self.owned.pop(number))
        for number in sorted(now - set(self.owned)):
            partition = Partition(number, self.partitions, Memory(self.patience))
            self.owned[number] = Owned(partition, Writer(self.settings, number))
        self._behind.set()

    def _let_go(self, owned: Owned) -> None:
        names = owned.partition.memory.world.programmes
        self.questions.children.forget(names)
        self.outbox.metrics.forget(names)
        self._gone.append(owned.writer)
        self.told(f"partition {owned.partition.number} is another worker's now")

    # ------------------------------------------------------------ catching up

    async def recover(self) -> None:
        """Catch up with the log wherever that is needed, for ever."""
        while True:
            await self._behind.wait()
            self._behind.clear()
            while self._gone:
                await self._gone.pop().close()
            behind = [each for each in self.owned.values() if not each.serving]
            if behind:
                await self._catch_up(behind)

    async def _catch_up(self, behind: list[Owned]) -> None:
        generation, began = self._generation, monotonic()
        starts = {each.partition.number: each.partition.position for each in behind}
        await catch_up(self.settings, behind, self._now, self._is_owned)
        if generation == self._generation:
            await asyncio.gather(*(each.claim() for each in behind if not each.writer.claimed))
        if generation == self._generation:
            for each in behind:
                each.serve(self._now())
                number, seconds = each.partition.number, monotonic() - began
                read = each.partition.position - starts[number]
                self.told(f"partition {number}: {read:,} records read, in {seconds:.1f} s")

    def read_again(self, number: int) -> None:
        """Read the log of a partition from where its state is: something is missing."""
        owned = self.owned.get(number)
        if owned is not None and owned.serving:
            owned.stop()
            self._behind.set()

    def _is_owned(self, owned: Owned) -> bool:
        return self.owned.get(owned.partition.number) is owned

    async def close(self) -> None:
        """Let go of every connection; what is known stays."""
        self._gone += [owned.writer for owned in self.owned.values()]
        while self._gone:
            await self._gone.pop().close()

    # ------------------------------------------------------------ working

    async def work(self) -> None:
        """Do one round after another, for ever."""
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), TICK_SECONDS)
            self._wake.clear()
            await self._round()

    def condition(self) -> Condition:
        """What there is to say of its health."""
        return Condition(
            joined=self._generation > 0,
            behind={
                n: each.partition.position for n, each in self.owned.items() if not each.serving
            },
            agent_restarts=self.outbox.metrics.agent_restarts,
        )

    def positions(self) -> dict[int, int]:
        """How far each partition is folded."""
        return {number: owned.partition.position for number, owned in self.owned.items()}

    def serving(self) -> list[Owned]:
        """The partitions that may write."""
        return [each for each in self.owned.values() if each.serving]

    async def _round(self) -> None:
        await self._fold()
        for owned in self.serving():
            letters, owned.letters = owned.letters, []
            if letters:
                await self.outbox.report(letters)
        await self._turn_the_day()
        for reply in self.questions.children.done():
            await self._take(reply)
        for owned in self.serving():
            if owned.look_at is not None and owned.look_at <= self._now():
                memory, asked = owned.partition.memory, self.outbox.metrics.asked
                owned.look_at = self.questions.ask(memory, self._now(), asked)
        if monotonic() >= self._show_at:
            await self._show()
            self._show_at = monotonic() + SHOW_SECONDS

    async def _fold(self) -> None:
        for owned in self.serving():
            records, gap = owned.waiting(BATCH)
            while records and owned.serving:
                owned.take(records, self._now())
                # Let the stream have its turn.
                await asyncio.sleep(0)
                records, gap = owned.waiting(BATCH)
            if gap:
                self.read_again(owned.partition.number)

    async def _turn_the_day(self) -> None:
        clock = self.clock()
        for owned in self.serving():
            if clock.date() > max(owned.passed, owned.partition.passed):
                owned.passed = clock.date()
                event = DayPassed(id=f"day/{clock.date()}", recorded_at=clock, day=clock.date())
                await self.outbox.write(owned.partition.number, [event])

    async def _take(self, reply: Reply) -> None:
        """Write an answer down if it still holds; else ask again."""
        if reply.answer.kind is AnswerKind.FAILED:
            self.outbox.metrics.failures.inc()
        name = reply.ask.programme
        owned = self.owned.get(partition_of(name, self.partitions))
        if owned is None:
            return
        memory = owned.partition.memory
        holds = owned.serving and await self.questions.holds(reply, memory.world)
        # It may have been taken away meanwhile.
        if holds and owned.serving:
            event = answer_event(reply.ask, reply.answer, self.clock())
            await self.outbox.write(owned.partition.number, [event])
        elif name in memory.desks:
            memory.discard(name, self._now())
            owned.look_at = self._now()

    async def _show(self) -> None:
        for owned in self.serving():
            self.questions.hurry(owned.partition.memory, self._now())
            changed = owned.shown.changed(owned.partition.memory.world, owned.partition.position)
            if not changed:
                continue
            try:
                await owned.writer.publish(changed)
            except TakenOverError:
                # Either this worker was paused and will be told, or it is and will claim it back.
                await asyncio.sleep(TICK_SECONDS)
                self.read_again(owned.partition.number)
            else:
                owned.shown.known.update((each.programme, each) for each in changed)

    def _now(self) -> datetime:
        """A clock that is never set back, for waiting."""
        began, ticks = self._began
        return began + timedelta(seconds=monotonic() - ticks)


def _torn(topic: str, partitions: int) -> Problem:
    return Problem(
        f"had {partitions} partitions and has more now, so that programmes are torn apart",
        file=f"topic {topic}",
        next_step="Copy the log into topics of another prefix, and let the workers have that.",
    )
