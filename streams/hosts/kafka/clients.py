"""Kafka's clients, started and stopped in one place: none stays open, and none holds up an end.

Two things that the clients do not see to themselves: one whose start is cancelled leaves its first
connection open, and one that is stopped may wait for ever, for a broker that is away or for a task
of its own that swallowed the word to end.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any, TypeVar

from aiokafka.errors import KafkaError

Client = TypeVar("Client", bound=Any)

ENDING_SECONDS = 5.0
"""In which a client that is stopped delivers what it has; the rest is given up."""


@asynccontextmanager
async def started(client: Client) -> AsyncIterator[Client]:
    """A consumer or a producer at work, stopped on every way out.

    Raises
    ------
    aiokafka.errors.KafkaError
        No broker answers, or one refuses.
    """
    await start(client)
    try:
        yield client
    finally:
        await stop(client)


async def start(client: Any) -> None:
    """Start a client; one that fails, or is cancelled on the way, is stopped.

    Raises
    ------
    aiokafka.errors.KafkaError
        No broker answers, or one refuses.
    """
    starting = asyncio.ensure_future(client.start())
    try:
        await asyncio.wait([starting])
        starting.result()
        # A task of the client's that is cancelled before its first turn would end whoever stops it.
        await asyncio.sleep(0)
    except BaseException:
        # Only the start itself knows of its first connection.
        await asyncio.wait([starting], timeout=ENDING_SECONDS)
        starting.cancel()
        await stop(client)
        raise


async def stop(client: Any) -> None:
    """Stop a client; one that does not end is left to the end of the loop.

    What a broker refuses meanwhile is nobody's loss, as where another worker has shut a writer out:
    each delivery is awaited by whoever sends it.
    """
    stopping = asyncio.ensure_future(client.stop())
    await asyncio.wait([stopping], timeout=ENDING_SECONDS)
    if not stopping.cancel() and not stopping.cancelled():
        with suppress(KafkaError):
            stopping.result()
