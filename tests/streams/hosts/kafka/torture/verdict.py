"""Whether an ordeal has left anything behind: what was told, folded here, is what there is."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from streams.events import AnswerRecorded, DayPassed, Event
from streams.fold import fold
from streams.hosts.kafka.partition import Ownership
from streams.hosts.kafka.reading import read_to_end, reader, to_log_record
from streams.hosts.kafka.records import LogRecord, pointer_of
from streams.hosts.kafka.settings import Settings
from streams.hosts.proof import digest_with, digest_words
from streams.log import Disposition
from streams.recommend import Snapshot, same, snapshot
from streams.state import World
from streams.wire import decode
from tests.streams.hosts.kafka.torture.feed import Told


@dataclass(frozen=True)
class Remains:
    """What is on the topics at the end."""

    logs: Mapping[int, Sequence[LogRecord]]
    """By partition."""
    letters: frozenset[tuple[int, int]]
    """Partition and offset of dead letters."""


def remains(settings: Settings, partitions: int) -> Remains:
    """Read the topics from their starts."""
    return asyncio.run(_remains(settings, partitions))


async def _remains(settings: Settings, partitions: int) -> Remains:
    logs: dict[int, list[LogRecord]] = {number: [] for number in range(partitions)}
    letters = set()
    starts = dict.fromkeys(range(partitions), 0)
    async with reader(settings) as consumer:
        async for number, records in read_to_end(consumer, settings.log, starts):
            logs[number] += map(to_log_record, records)
        async for _, records in read_to_end(consumer, settings.dead_letters, starts):
            for found in filter(None, (pointer_of(each.value) for each in records)):
                letters.add((found.partition, found.offset))
    return Remains(logs, frozenset(letters))


def judge(
    told: Sequence[Told],
    found: Remains,
    last_words: Mapping[str, Any],
    shown: Mapping[str, Snapshot],
) -> Mapping[Disposition, int]:
    """Fail unless everything is there once, and return the balance of all partitions.

    Parameters
    ----------
    last_words
        What a worker says that owned every partition at the end.
    """
    total: Counter[Disposition] = Counter()
    for number, log in found.logs.items():
        _, records = Ownership().after(log)
        facts = _facts(told, number, records)
        world = fold(World(), (event for event, _ in facts.values()))
        balance = {Disposition(k): v for k, v in last_words["balances"][str(number)].items()}

        digest = digest_words(digest_with(0, (raw for _, raw in facts.values())))
        assert last_words["digests"][str(number)] == digest, "what was folded is what was told"
        assert last_words["hashes"][str(number)] == world.hash, "the state is the fold of the log"
        assert balance[Disposition.FOLDED] == len(facts), "one id once"
        assert sum(balance.values()) == len(records), "the balance holds"
        fates = Counter(each.disposition for each in told if each.partition == number)
        assert balance[Disposition.DEAD] == fates[Disposition.DEAD]
        assert balance[Disposition.PARKED] == fates[Disposition.PARKED]
        assert balance[Disposition.REPEATED] >= fates[Disposition.REPEATED]
        assert sum(place == number for place, _ in found.letters) == fates[Disposition.DEAD]
        for name in world.programmes:
            expected = snapshot(world, name, len(log))
            assert same(shown[name], expected), "what is open is the fold of the answers"
        total.update(balance)
    return total


def _facts(
    told: Sequence[Told], number: int, records: Sequence[LogRecord]
) -> Mapping[str, tuple[Event, bytes]]:
    """What was told and belongs there, and what workers wrote themselves, by id."""
    facts = {
        each.event.id: (each.event, each.raw)
        for each in told
        if each.event is not None and each.partition in {number, None}
    }
    for raw in (each.raw for each in records if each.by_host):
        event = decode(raw)
        assert isinstance(event, AnswerRecorded | DayPassed)
        facts.setdefault(event.id, (event, raw))
    return facts
