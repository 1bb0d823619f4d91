"""Dead letters as people look at them, and those that are events by now sent again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from aiokafka import TopicPartition

from streams.hosts.dead_letters import event_of
from streams.hosts.kafka.log import as_record, extents, partitions_of, reader, to_the_end
from streams.hosts.kafka.outbox import Outbox, producer
from streams.hosts.kafka.pointers import Pointer, pointer_of
from streams.hosts.kafka.publishing import publish
from streams.hosts.kafka.records import Record
from streams.hosts.kafka.settings import Settings
from streams.hosts.kafka.within import within
from streams.log import Letter
from streams.wire import Parked, decoded

LETTER_BYTES = 65_536
"""That are asked for to look at one; most of what lies behind it is none."""

READING_SECONDS = 30.0
"""In which a record comes that is there."""

GONE = "what it said is not in the log any more"


@dataclass(frozen=True)
class Found:
    """A dead letter and where it lies."""

    pointer: Pointer
    letter: Letter


async def dead_letters(settings: Settings) -> list[Found]:
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
        async for _, records in to_the_end(consumer, settings.dead_letters, starts):
            read = (pointer_of(each.value) for each in records)
            pointers |= {each.key: each for each in read if each is not None}
        left = [each for each in pointers.values() if not each.resent]
    left.sort(key=lambda each: (each.partition, each.offset))
    async with reader(settings, fetch_bytes=LETTER_BYTES) as consumer:
        logs = await extents(consumer, settings.log, numbers)
        return [
            Found(each, await _letter(consumer, settings, each, logs.get(each.partition, range(0))))
            for each in left
        ]


async def parked(settings: Settings) -> list[Letter]:
    """Events that only a later release reads, in the order of their partitions.

    Nobody keeps a list of them, since each release sees others: the whole log is read.

    Raises
    ------
    aiokafka.errors.KafkaError
        The broker refuses, or does not answer.
    """
    found: list[tuple[int, int, Letter]] = []
    topic = settings.log
    numbers = await partitions_of(settings, topic)
    async with reader(settings) as consumer:
        async for number, records in to_the_end(consumer, topic, dict.fromkeys(numbers, 0)):
            for record in map(as_record, records):
                letter = _parked(record, f"{number}/{record.offset}", topic)
                found += [(number, record.offset, letter)] if letter is not None else []
    return [letter for _, _, letter in sorted(found, key=lambda each: each[:2])]


def _parked(record: Record, position: str, topic: str) -> Letter | None:
    event = decoded(record.raw)
    if not isinstance(event, Parked):
        return None
    reason = f"{event.type}, version {event.version}"
    return Letter(position, reason, sha256(record.raw).hexdigest(), topic, record.raw)


async def resend(settings: Settings, now: datetime) -> list[Letter]:
    """Send again what is an event by now, since a day has come or a release reads it.

    What lies in several partitions, as a signal does, is sent once.

    Returns
    -------
    letters
        What was sent again; the rest is as wrong as it was.

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


async def _letter(consumer: Any, settings: Settings, found: Pointer, log: range) -> Letter:
    """A dead letter with its bytes, if they still lie where its pointer points."""
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
    return as_record(await within(READING_SECONDS, consumer.getone(place))).raw
