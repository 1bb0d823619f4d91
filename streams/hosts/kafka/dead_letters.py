"""Dead letters: listed, counted, and sent again once they are valid events."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from aiokafka import TopicPartition

from streams.hosts.admission import event_of
from streams.hosts.kafka.client import within
from streams.hosts.kafka.reading import extents, partitions_of, read_to_end, reader, to_log_record
from streams.hosts.kafka.records import LogRecord, Pointer, pointer_of
from streams.hosts.kafka.settings import Settings
from streams.hosts.kafka.writing import Outbox, producer, publish
from streams.log import Letter
from streams.wire import Parked, decode

LETTER_BYTES = 65_536
"""The size of a fetch for one dead letter; most records behind it are not dead letters."""

READING_SECONDS = 30.0
"""Time to read a record that exists."""

GONE = "its bytes are not in the log any more"


@dataclass(frozen=True)
class LocatedLetter:
    """A dead letter, and where it lies in the log."""

    pointer: Pointer
    letter: Letter


async def dead_letters(settings: Settings) -> list[LocatedLetter]:
    """Dead letters in the order of their partitions, without those that have been sent again.

    Raises
    ------
    aiokafka.errors.KafkaError
        The broker refuses, or does not answer.
    """
    pointers: dict[bytes, Pointer] = {}
    numbers = await partitions_of(settings, settings.dead_letters)
    async with reader(settings) as consumer:
        starts = dict.fromkeys(numbers, 0)
        async for _, records in read_to_end(consumer, settings.dead_letters, starts):
            read = (pointer_of(each.value) for each in records)
            pointers |= {each.key: each for each in read if each is not None}
        left = [each for each in pointers.values() if not each.resent]
    left.sort(key=lambda each: (each.partition, each.offset))
    async with reader(settings, fetch_bytes=LETTER_BYTES) as consumer:
        logs = await extents(consumer, settings.log, numbers)
        return [
            LocatedLetter(
                each,
                await _with_bytes(consumer, settings, each, logs.get(each.partition, range(0))),
            )
            for each in left
        ]


async def parked(settings: Settings) -> list[Letter]:
    """Events that only a later release can read, in the order of their partitions.

    The whole log is read: which events are parked depends on the release, so no list is kept.

    Raises
    ------
    aiokafka.errors.KafkaError
        The broker refuses, or does not answer.
    """
    found: list[tuple[int, int, Letter]] = []
    topic = settings.log
    numbers = await partitions_of(settings, topic)
    async with reader(settings) as consumer:
        async for number, records in read_to_end(consumer, topic, dict.fromkeys(numbers, 0)):
            for record in map(to_log_record, records):
                letter = _parked_letter(record, f"{number}/{record.offset}", topic)
                found += [(number, record.offset, letter)] if letter is not None else []
    return [letter for _, _, letter in sorted(found, key=lambda each: each[:2])]


def _parked_letter(record: LogRecord, position: str, topic: str) -> Letter | None:
    event = decode(record.raw)
    if not isinstance(event, Parked):
        return None
    reason = f"{event.type}, version {event.version}"
    return Letter(position, reason, sha256(record.raw).hexdigest(), topic, record.raw)


async def resend(settings: Settings, now: datetime) -> list[Letter]:
    """Send dead letters again that are valid events by now.

    Their day has come, or this release can read them. An event that lies in several partitions, as
    a signal does, is sent once.

    Returns
    -------
    letters
        Those that were sent again; the rest are as invalid as they were.

    Raises
    ------
    aiokafka.errors.KafkaError
        The broker refuses, or does not answer.
    """
    ready = [(each, event_of(each.letter, now)) for each in await dead_letters(settings)]
    once = {
        each.letter.sha256: (event, each.letter.raw)
        for each, event in ready
        if event is not None and each.letter.raw is not None
    }
    sent = [each for each, event in ready if event is not None]
    await publish(settings, once.values())
    async with producer(settings) as sender:
        marked = [each.pointer.model_copy(update={"resent": True}) for each in sent]
        await Outbox(sender, settings).report(marked)
    return [each.letter for each in sent]


async def _with_bytes(consumer: Any, settings: Settings, found: Pointer, log: range) -> Letter:
    """A dead letter with its bytes, if the log still has them."""
    raw = await _read(consumer, settings, found) if found.offset in log else None
    position = f"{found.partition}/{found.offset}"
    if raw is None or sha256(raw).hexdigest() != found.sha256:
        return Letter(position, f"{found.reason}; {GONE}", found.sha256, settings.log)
    return Letter(position, found.reason, found.sha256, settings.log, raw)


async def _read(consumer: Any, settings: Settings, found: Pointer) -> bytes:
    place = TopicPartition(settings.log, found.partition)
    if place not in consumer.assignment():
        consumer.assign([place])
        consumer.seek(place, found.offset)
    elif await consumer.position(place) != found.offset:
        consumer.seek(place, found.offset)
    return to_log_record(await within(READING_SECONDS, consumer.getone(place))).raw


async def count_dead_letters(settings: Settings) -> AsyncGenerator[int, None]:
    """The number of dead letters, updated whenever the next value is asked for.

    One that is reported twice, or sent again since, counts once.

    Raises
    ------
    aiokafka.errors.KafkaError
        The broker refuses, or does not answer.
    """
    found: set[bytes] = set()
    topic = settings.dead_letters
    numbers = await partitions_of(settings, topic)
    async with reader(settings) as consumer:
        async for _, records in read_to_end(consumer, topic, dict.fromkeys(numbers, 0)):
            found |= _keys(records)
        yield len(found)
        while True:
            for records in (await consumer.getmany(timeout_ms=0)).values():
                found |= _keys(records)
            yield len(found)


def _keys(records: Iterable[Any]) -> set[bytes]:
    read = (pointer_of(each.value) for each in records)
    return {each.key for each in read if each is not None}
