"""Logs held against what workers have shown: whether they are whole, and it was made from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime

from streams.hosts.digest import digest_words
from streams.hosts.kafka.folding import fold
from streams.hosts.kafka.holes import LostRecordsError, whole
from streams.hosts.kafka.log import as_record, partitions_of, reader
from streams.hosts.kafka.partition import Partition
from streams.hosts.kafka.placing import partition_of
from streams.hosts.kafka.records import Record
from streams.hosts.kafka.settings import Settings
from streams.hosts.kafka.watching import snapshots
from streams.hosts.proof import Claim, differences, positions
from streams.log import Disposition, Proof


async def verify(settings: Settings) -> Proof:
    """Read every log from its first record, and hold what has been shown against it.

    Raises
    ------
    InputError
        A newer release wrote a snapshot.
    aiokafka.errors.KafkaError
        The broker refuses, or does not answer.
    """
    shown = await snapshots(settings)
    numbers = await partitions_of(settings, settings.log)
    balance: Counter[Disposition] = Counter()
    found: list[str] = []
    for number in numbers:
        claims = [
            Claim(f"what is shown of {each.programme}", each.position, each.digest)
            for each in shown
            if partition_of(each.programme, len(numbers)) == number
        ]
        partition = Partition(number, len(numbers))
        try:
            found += differences(claims, await _digests(settings, partition, claims))
        except LostRecordsError as error:
            found.append(str(error))
        balance.update(partition.balance())
    return Proof(balance, len(shown), tuple(found))


async def _digests(
    settings: Settings, partition: Partition, claims: Sequence[Claim]
) -> dict[int, str]:
    """Fold a log, and return its digests up to the positions that are claimed."""
    left, digests = positions(claims), dict[int, str]()
    async with reader(settings) as consumer:
        reading = whole(settings, consumer, settings.log, {partition.number: 0})
        async for _, found, end in reading:
            records = [as_record(each) for each in found]
            while left and left[0] <= end:
                records = _folded_up_to(left[0], partition, records)
                digests[left.pop(0)] = digest_words(partition.memory.digest)
            _folded_up_to(end, partition, records)
            partition.reach(end)
    return digests


def _folded_up_to(end: int, partition: Partition, records: Sequence[Record]) -> list[Record]:
    """Fold the records before an offset, and return the rest."""
    fold(partition, [each for each in records if each.offset < end], datetime.now(UTC))
    return [each for each in records if each.offset >= end]
