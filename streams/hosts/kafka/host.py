"""The rounds of a worker: fold records, report dead letters, ask, publish snapshots."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from time import monotonic

from models.answer import AnswerKind
from streams.events import DayPassed
from streams.hosts.asking import Questions, steady_clock
from streams.hosts.kafka.assignment import Assignment
from streams.hosts.kafka.partition import Partition
from streams.hosts.kafka.reading import BATCH
from streams.hosts.kafka.recommendations import TakenOverError
from streams.hosts.kafka.records import partition_of
from streams.hosts.kafka.writing import Outbox
from streams.hosts.solvers import Answered
from streams.solving import answer_event

TICK_SECONDS = 0.05
"""Between two rounds while few records come."""

SHOW_SECONDS = 0.25
"""Between two updates of published snapshots."""


@dataclass
class KafkaHost:
    """What a worker does with the partitions assigned to it."""

    assignment: Assignment
    outbox: Outbox
    questions: Questions
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    """The wall clock, for what is written; it may be set back, so nothing waits by it."""
    now: Callable[[], datetime] = field(default_factory=steady_clock)
    """A steady clock, for waiting."""
    _show_at: float = 0.0

    async def work(self) -> None:
        """Do one round after another, without end."""
        while True:
            with suppress(TimeoutError):
                # Not ``wait_for``, which can lose a cancellation that comes at the same time.
                async with asyncio.timeout(TICK_SECONDS):
                    await self.assignment.wake.wait()
            self.assignment.wake.clear()
            await self._round()

    async def _round(self) -> None:
        await self._fold()
        await self._report()
        await self._turn_the_day()
        for reply in self.questions.solvers.done():
            await self._take(reply)
        for owned in self.assignment.serving():
            if owned.ask_at is not None and owned.ask_at <= self.now():
                memory, on_ask = owned.partition.memory, self.outbox.metrics.note_question
                owned.ask_at = self.questions.ask(memory, self.now(), on_ask)
        if monotonic() >= self._show_at:
            await self._show()
            self._show_at = monotonic() + SHOW_SECONDS

    async def _fold(self) -> None:
        for owned in self.assignment.serving():
            records, gap = owned.next_records(BATCH)
            while records and owned.serving:
                owned.take(records, self.now())
                if not owned.is_claimed:
                    self.assignment.read_again(owned.partition.number)
                # Let the agent have its turn.
                await asyncio.sleep(0)
                records, gap = owned.next_records(BATCH)
            if gap:
                self.assignment.read_again(owned.partition.number)

    async def _report(self) -> None:
        for owned in self.assignment.serving():
            letters, owned.letters = owned.letters, []
            if letters:
                await self.outbox.report(letters)
            if owned.partition.unfolded > owned.unfolded:
                owned.unfolded = owned.partition.unfolded
                self.assignment.tell(_cannot_fold(owned.partition))

    async def _turn_the_day(self) -> None:
        clock = self.clock()
        for owned in self.assignment.serving():
            if clock.date() > max(owned.last_day, owned.partition.last_day):
                owned.last_day = clock.date()
                event = DayPassed(id=f"day/{clock.date()}", recorded_at=clock, day=clock.date())
                await self.outbox.write(owned.partition.number, owned.claim, [event])

    async def _take(self, reply: Answered) -> None:
        """Write an answer into the log if it is still valid; else ask again."""
        if reply.answer.kind is AnswerKind.FAILED:
            self.outbox.metrics.failures.inc()
        name = reply.ask.programme
        owned = self.assignment.owned.get(partition_of(name, self.assignment.partitions))
        if owned is None:
            return
        memory, claim = owned.partition.memory, owned.claim
        holds = owned.serving and await asyncio.to_thread(self.questions.holds, reply, memory.world)
        # The partition may have been revoked meanwhile, and claimed again.
        if holds and owned.serving and owned.claim == claim:
            event = answer_event(reply.ask, reply.answer, self.clock())
            await self.outbox.write(owned.partition.number, claim, [event])
        elif name in memory.requests:
            memory.discard(name, self.now())
            owned.ask_at = self.now()

    async def _show(self) -> None:
        for owned in self.assignment.serving():
            self.questions.cut_short(owned.partition.memory, self.now())
            changed = owned.shown.changed(owned.partition.memory)
            if not changed:
                continue
            try:
                await owned.writer.publish(changed)
            except TakenOverError:
                # Either the group has moved the partition, or this worker claims it again.
                await asyncio.sleep(TICK_SECONDS)
                self.assignment.read_again(owned.partition.number)
            else:
                owned.shown.known.update((each.programme, each) for each in changed)


def _cannot_fold(partition: Partition) -> str:
    return (
        f"partition {partition.number}: events that this release cannot fold: "
        f"{partition.unfolded}; see relocate dead-letters"
    )
