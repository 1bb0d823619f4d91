"""Logs compared with published snapshots: are they complete, and do the digests agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime

from streams.hosts.kafka.lost_records import LostRecordsError, read_complete
from streams.hosts.kafka.partition import Partition, fold_records
from streams.hosts.kafka.reading import partitions_of, reader, to_log_record
from streams.hosts.kafka.recommendations import snapshots
from streams.hosts.kafka.records import LogRecord, partition_of
from streams.hosts.kafka.settings import Settings
from streams.hosts.proof import Claim, differences, digest_words, positions
from streams.log import Disposition, Proof


async def verify(settings: Settings) -> Proof:
    """Read every log from its first record, and compare the published snapshots with it.

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
    """Fold a log, and return its digests at the claimed positions."""
    left, digests = positions(claims), dict[int, str]()
    async with reader(settings) as consumer:
        reading = read_complete(settings, consumer, settings.log, {partition.number: 0})
        async for _, found, end in reading:
            records = [to_log_record(each) for each in found]
            while left and left[0] <= end:
                records = _folded_up_to(left[0], partition, records)
                digests[left.pop(0)] = digest_words(partition.memory.digest)
            _folded_up_to(end, partition, records)
            partition.skip_to(end)
    return digests


def _folded_up_to(end: int, partition: Partition, records: Sequence[LogRecord]) -> list[LogRecord]:
    """Fold the records before an offset, and return the rest."""
    fold_records(partition, [each for each in records if each.offset < end], datetime.now(UTC))
    return [each for each in records if each.offset >= end]
