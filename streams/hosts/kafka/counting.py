"""How many dead letters there have been, as it grows."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterable
from typing import Any

from streams.hosts.kafka.log import partitions_of, reader, to_the_end
from streams.hosts.kafka.pointers import pointer_of
from streams.hosts.kafka.settings import Settings


async def dead_letters_counted(settings: Settings) -> AsyncGenerator[int, None]:
    """The number of records that are no events, as often as somebody asks, for ever.

    One counts once, be it reported twice or sent again since.

    Raises
    ------
    aiokafka.errors.KafkaError
        The broker refuses, or does not answer.
    """
    found: set[bytes] = set()
    topic = settings.dead_letters
    numbers = await partitions_of(settings, topic)
    async with reader(settings) as consumer:
        async for _, records in to_the_end(consumer, topic, dict.fromkeys(numbers, 0)):
            found |= _keys(records)
        yield len(found)
        while True:
            for records in (await consumer.getmany(timeout_ms=0)).values():
                found |= _keys(records)
            yield len(found)


def _keys(records: Iterable[Any]) -> set[bytes]:
    read = (pointer_of(each.value) for each in records)
    return {each.key for each in read if each is not None}
