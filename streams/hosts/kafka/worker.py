"""A worker's life: check the topics, join the group, work until a signal, leave the group."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable, Iterable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import Any

from streams.hosts.asking import Questions
from streams.hosts.kafka.assignment import Assignment
from streams.hosts.kafka.checking import check, watch_topics
from streams.hosts.kafka.consumer import build_app
from streams.hosts.kafka.health import monitor
from streams.hosts.kafka.host import KafkaHost
from streams.hosts.kafka.lag import Lag, watch_lag
from streams.hosts.kafka.recovery import recover
from streams.hosts.kafka.relay import relay
from streams.hosts.kafka.running import deadline, stop_event
from streams.hosts.kafka.settings import Settings
from streams.hosts.kafka.writing import Outbox, producer
from streams.policy import DebouncePolicy

LEAVING_SECONDS = 10.0
"""Time for a worker to leave its group in order."""


@dataclass(frozen=True)
class Worker:
    """How a worker is set up."""

    settings: Settings
    questions: Questions
    debounce: DebouncePolicy = field(default_factory=DebouncePolicy)
    session_seconds: float = 30.0
    """After so long without a heartbeat the worker loses its partitions."""
    tell: Callable[[str], None] = lambda _words: None
    """Called with messages about partitions that come and go."""
    metrics_port: int | None = None
    """Port of loopback for health and metrics; 0 for any free port, None for no port."""

    async def run(self) -> KafkaHost:
        """Work until SIGINT or SIGTERM.

        Returns
        -------
        host
            The host as it was at the end.

        Raises
        ------
        InputError
            The broker or a log is not as it should be.
        aiokafka.errors.KafkaError
            The broker was away for too long, or refused something.
        """
        async with AsyncExitStack() as stack:
            last = stack.enter_context(deadline(self.tell))
            host, lag = await self._host(stack), Lag()
            if self.metrics_port is not None:
                address = await stack.enter_async_context(monitor(host, lag, self.metrics_port))
                self.tell(f"health and metrics at {address}/health and {address}/metrics")
            stack.push_async_callback(host.assignment.close)
            stack.callback(self.questions.solvers.stop)
            # From here on there is something to leave in order.
            stopped = stop_event(last)
            # Faust creates folders when it starts, and never uses them.
            with tempfile.TemporaryDirectory(prefix="relocate-") as data:
                app = build_app(self.settings, host, data, self.session_seconds)
                await app.start()
            stack.push_async_callback(_leave, app)
            await _first_of(
                stopped.wait(),
                _crash_of(app),
                host.work(),
                recover(host.assignment, host.outbox, host.now),
                relay(host.outbox, host.assignment.serving, host.assignment.note_uncopied_loss),
                watch_lag(
                    self.settings,
                    lag,
                    host.assignment.positions,
                    host.assignment.read_again,
                    host.assignment.note_loss,
                ),
                watch_topics(
                    self.settings, host.assignment.partitions, host.assignment.note_problems
                ),
            )
            host.assignment.on_revoked()
        return host

    async def _host(self, stack: AsyncExitStack) -> KafkaHost:
        partitions = await check(self.settings)
        sender = await stack.enter_async_context(producer(self.settings))
        outbox = Outbox(sender, self.settings)

        def lost(programmes: Iterable[str]) -> None:
            self.questions.solvers.forget(programmes)
            outbox.metrics.forget(programmes)

        assignment = Assignment(self.settings, partitions, self.debounce, self.tell, lost)
        return KafkaHost(assignment, outbox, self.questions)


async def _leave(app: Any) -> None:
    """Leave the group, so that other workers take over at once; without that they do so later.

    The time is limited: after a crash Faust waits for ever for the record whose handler crashed.
    """
    await asyncio.wait([asyncio.ensure_future(app.stop())], timeout=LEAVING_SECONDS)


async def _crash_of(app: Any) -> None:
    """Wait until the app has ended, and raise the error of its crash."""
    await app.wait()
    if app.crash_reason is not None:
        raise app.crash_reason


async def _first_of(*ways: Any) -> None:
    """Wait for the first coroutine to end, cancel the others, and raise its error."""
    tasks = [asyncio.ensure_future(each) for each in ways]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for each in done:
            each.result()
    finally:
        for each in tasks:
            each.cancel()
        # A task that ignores its cancellation is left to the end of the loop.
        await asyncio.wait(tasks, timeout=LEAVING_SECONDS)
