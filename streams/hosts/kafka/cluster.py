"""What a cluster says of its topics, and what whoever asks may do with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from aiokafka.admin.config_resource import ConfigResourceType
from aiokafka.conn import AIOKafkaConnection
from aiokafka.protocol.admin import DescribeConfigsRequest

from streams.hosts.kafka.metadata import MetadataWithRights


class Operation(IntEnum):
    """What may be granted, by the number that Kafka's protocol gives it."""

    READ = 3
    WRITE = 4
    DESCRIBE = 8
    DESCRIBE_CONFIGS = 10


@dataclass(frozen=True, slots=True)
class Found:
    """A topic as it is."""

    error: int
    """0, or what Kafka's protocol says is wrong; the rest is empty then."""
    partitions: int = 0
    copies: int = 0
    """Of the partition that has the fewest."""
    granted: frozenset[Operation] = frozenset()
    settings: Mapping[str, str] = field(default_factory=dict)
    """Those that are in force; empty if they may not be looked at."""


async def look_at(connection: AIOKafkaConnection, names: Iterable[str]) -> dict[str, Found]:
    """What topics are, by name and in the order of the names."""
    wanted = list(names)
    said = await connection.send(MetadataWithRights(wanted))
    topics = sorted(map(_Told, said.topics), key=lambda topic: wanted.index(topic.name))
    found = {topic.name: topic for topic in topics}
    configs = await _settings(connection, [topic.name for topic in topics if topic.is_readable])
    return {
        name: Found(
            topic.error, topic.partitions, topic.copies, topic.granted, configs.get(name, {})
        )
        for name, topic in found.items()
    }


async def _settings(
    connection: AIOKafkaConnection, names: Iterable[str]
) -> dict[str, dict[str, str]]:
    wanted = [(ConfigResourceType.TOPIC, name, None) for name in names]
    if not wanted:
        return {}
    said = await connection.send(DescribeConfigsRequest(wanted))
    return {
        name: {entry[0]: entry[1] for entry in entries}
        for _error, _message, _type, name, entries in said.resources
    }


class _Told:
    """A topic out of an answer."""

    def __init__(self, said: Any) -> None:
        self.error, self.name, _internal, partitions, granted = said
        self.partitions = len(partitions)
        self.copies = min((len(partition[4]) for partition in partitions), default=0)
        self.granted = frozenset(each for each in Operation if granted & 1 << each)

    @property
    def is_readable(self) -> bool:
        """Whether its settings may be looked at."""
        return not self.error and Operation.DESCRIBE_CONFIGS in self.granted
