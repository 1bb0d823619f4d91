"""Events put on their topics by people and other programs: where each belongs."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from streams.events import Event
from streams.hosts.kafka.intakes import intake_of
from streams.hosts.kafka.outbox import producer
from streams.hosts.kafka.settings import Settings


async def publish(settings: Settings, events: Iterable[tuple[Event, bytes]]) -> None:
    """Publish events, and return when each is on every replica in sync.

    Not all or nothing: where this fails, some may be there. To send them again is harmless, since
    an id counts once.

    Parameters
    ----------
    events
        With the bytes that they were read from.

    Raises
    ------
    aiokafka.errors.KafkaError
        The broker refuses, or does not answer.
    """
    async with producer(settings) as sender:
        sent = [
            await sender.send(intake_of(event).topic(settings), raw, key=_key(event))
            for event, raw in events
        ]
        await asyncio.gather(*sent)


def _key(event: Event) -> bytes | None:
    return event.programme.encode() if event.programme is not None else None
