"""A worker's life: from a broker that is as it should be to the last word of its host."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable, Iterable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import Any

from streams.hosts.asking import Questions
from streams.hosts.kafka.app import build_app
from streams.hosts.kafka.checking import check
from streams.hosts.kafka.drift import watch_topics
from streams.hosts.kafka.ending import deadline, stopping
from streams.hosts.kafka.ends import watch_ends
from streams.hosts.kafka.host import Host
from streams.hosts.kafka.lag import Lag
from streams.hosts.kafka.monitor import monitored
from streams.hosts.kafka.outbox import Outbox, producer
from streams.hosts.kafka.recovery import recover
from streams.hosts.kafka.relay import relay
from streams.hosts.kafka.settings import Settings
from streams.hosts.kafka.share import Share
from streams.policy import Patience

LEAVING_SECONDS = 10.0
"""In which a worker leaves its group, or goes without."""


@dataclass(frozen=True)
class Worker:
    """How a worker works."""

    settings: Settings
    questions: Questions
    patience: Patience = field(default_factory=Patience)
    session_seconds: float = 30.0
    """After which one that says nothing has lost its partitions."""
    told: Callable[[str], None] = lambda _words: None
    """Told in words of partitions that come and go."""
    metrics_port: int | None = None
    """Where loopback has health and metrics; 0 for any port that is free, none for nowhere."""

    async def run(self) -> Host:
        """Work until SIGINT or SIGTERM.

        Returns
        -------
        host
            As it was at the end.

        Raises
        ------
        InputError
            The broker or a log is not as it should be.
        aiokafka.errors.KafkaError
            The broker was away for too long, or refused something.
        """
        async with AsyncExitStack() as stack:
            last = stack.enter_context(deadline(self.told))
            host, lag = await self._host(stack), Lag()
            if self.metrics_port is not None:
                address = await stack.enter_async_context(monitored(host, lag, self.metrics_port))
                self.told(f"health and metrics at {address}/health and {address}/metrics")
            stack.push_async_callback(host.share.close)
            stack.callback(self.questions.children.stop)
            # Until now there was nothing to leave in order.
            stopped = stopping(last)
            # Faust makes folders as it starts, puts nothing into them and looks at them no more.
            with tempfile.TemporaryDirectory(prefix="relocate-") as data:
                app = build_app(self.settings, host, data, self.session_seconds)
                await app.start()
            stack.push_async_callback(_leave, app)
            await _first_of(
                stopped.wait(),
                _crash_of(app),
                host.work(),
                recover(host.share, host.outbox, host.now),
                relay(host.outbox, host.share.serving, host.share.lost_before_copied),
                watch_ends(
                    self.settings,
                    lag,
                    host.share.positions,
                    host.share.read_again,
                    host.share.lost_records,
                ),
                watch_topics(self.settings, host.share.partitions, host.share.changed),
            )
            host.share.revoked()
        return host

    async def _host(self, stack: AsyncExitStack) -> Host:
        partitions = await check(self.settings)
        sender = await stack.enter_async_context(producer(self.settings))
        outbox = Outbox(sender, self.settings)

        def lost(programmes: Iterable[str]) -> None:
            self.questions.children.forget(programmes)
            outbox.metrics.forget(programmes)

        share = Share(self.settings, partitions, self.patience, self.told, lost)
        return Host(share, outbox, self.questions)


async def _leave(app: Any) -> None:
    """Leave the group, so that others take over at once; not at any price, since they would anyhow.

    After a crash Faust waits for ever for the record whose handler crashed.
    """
    await asyncio.wait([asyncio.ensure_future(app.stop())], timeout=LEAVING_SECONDS)


async def _crash_of(app: Any) -> None:
    """Wait until the app has ended, and raise what it crashed of."""
    await app.wait()
    if app.crash_reason is not None:
        raise app.crash_reason


async def _first_of(*ways: Any) -> None:
    """Wait for the first to end, end the others, and raise what it raised."""
    tasks = [asyncio.ensure_future(each) for each in ways]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for each in done:
            each.result()
    finally:
        for each in tasks:
            each.cancel()
        # One that does not hear of it is left to the end of the loop.
        await asyncio.wait(tasks, timeout=LEAVING_SECONDS)
