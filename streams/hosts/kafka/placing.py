"""Which partition a programme lies in: as Java's client of Kafka places a key.

Those on librdkafka place it by CRC-32 unless they are told otherwise.
"""

from __future__ import annotations

from functools import lru_cache

from aiokafka.partitioner import murmur2


@lru_cache(maxsize=200_000)
def partition_of(programme: str, partitions: int) -> int:
    """The partition of a programme, of so many."""
    hashed: int = murmur2(programme.encode())
    return (hashed & 0x7FFFFFFF) % partitions
