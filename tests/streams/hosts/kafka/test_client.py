"""Clients are stopped on every way out, and none holds up who stops it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

import pytest
from aiokafka.errors import ProducerFenced

from streams.hosts.kafka import client as clients


@dataclass
class Client:
    """A client that starts and stops when it is let."""

    may_start: asyncio.Event = field(default_factory=asyncio.Event)
    may_stop: asyncio.Event = field(default_factory=asyncio.Event)
    refuses: bool = False
    is_fenced: bool = False
    did: list[str] = field(default_factory=list)

    async def start(self) -> None:
        """Wait, and start or refuse."""
        await self.may_start.wait()
        if self.refuses:
            raise ConnectionError
        self.did.append("started")

    async def stop(self) -> None:
        """Wait for ever, whoever cancels it, unless it may stop."""
        while not self.may_stop.is_set():
            try:
                await self.may_stop.wait()
            except asyncio.CancelledError:
                self.did.append("was told to end")
        self.did.append("stopped")
        if self.is_fenced:
            raise ProducerFenced


def test_a_client_whose_start_is_cancelled_is_let_start_and_then_stopped() -> None:
    """So that the connection which only the start knows of is closed."""

    async def story() -> list[str]:
        client = Client()
        client.may_stop.set()
        starting = asyncio.create_task(clients.start(client))
        await asyncio.sleep(0)
        starting.cancel()
        await asyncio.sleep(0)
        client.may_start.set()
        with pytest.raises(asyncio.CancelledError):
            await starting
        return client.did

    assert asyncio.run(story()) == ["started", "stopped"]


def test_a_client_that_cannot_start_is_stopped() -> None:
    """Whoever starts it is told why."""

    async def story() -> list[str]:
        client = Client(refuses=True)
        client.may_start.set()
        client.may_stop.set()
        with pytest.raises(ConnectionError):
            await clients.start(client)
        return client.did

    assert asyncio.run(story()) == ["stopped"]


def test_a_client_that_does_not_end_is_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    """As one does that waits for a broker, or has swallowed the word to end."""
    monkeypatch.setattr(clients, "ENDING_SECONDS", 0.01)

    async def story() -> list[str]:
        client = Client()
        client.may_start.set()
        async with asyncio.timeout(5), clients.running(client):
            pass
        left = list(client.did)
        await asyncio.sleep(0)
        client.may_stop.set()
        return left

    assert asyncio.run(story()) == ["started"]


def test_a_client_that_was_shut_out_is_stopped_without_a_word() -> None:
    """As the writer of a partition that another worker has by now: it has nothing to lose."""

    async def story() -> list[str]:
        client = Client(is_fenced=True)
        client.may_start.set()
        client.may_stop.set()
        async with clients.running(client):
            pass
        return client.did

    assert asyncio.run(story()) == ["started", "stopped"]
