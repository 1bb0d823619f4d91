"""Create the topics that are not there; what is there is checked and left alone."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from aiokafka.conn import AIOKafkaConnection
from aiokafka.errors import (
    InvalidReplicationFactorError,
    KafkaError,
    TopicAlreadyExistsError,
    TopicAuthorizationFailedError,
    for_code,
)
from aiokafka.protocol.admin import CreateTopicsRequest

from models.errors import InputError, Problem
from streams.hosts.kafka.cluster import Found, Operation, look_at
from streams.hosts.kafka.connection import GREETING_SECONDS, connected
from streams.hosts.kafka.differences import (
    NOT_SHOWN,
    NOT_THERE,
    absences,
    missing_rights,
    other_settings,
    other_shapes,
)
from streams.hosts.kafka.refusals import refused
from streams.hosts.kafka.settings import Settings
from streams.hosts.kafka.topics import Topic, topics_of


@dataclass(frozen=True, slots=True)
class Size:
    """Of new topics."""

    partitions: int | None = None
    """Of the log; by default those it has, or 8."""
    replication: int = 3
    """Copies of each record, on as many brokers."""


PARTITIONS = 8
"""As many workers can share the programmes; the number stays for ever."""

_TRIES, _PAUSE_SECONDS = 50, 0.1

MISSING = {NOT_THERE, NOT_SHOWN}
"""What may be missing: to be created, or refused by the broker."""


async def create(settings: Settings, size: Size) -> list[str]:
    """Create what is missing, all of it or nothing, and return its names.

    Raises
    ------
    InputError
        The broker does not create them, or there are topics of another configuration.
    """
    topics = topics_of(settings)
    async with connected(settings) as connection:
        try:
            names = [topic.name for topic in topics]
            found = await look_at(connection, names)
            _refuse_others(topics, found, settings, size)
            missing = [topic for topic in topics if found[topic.name].error]
            partitions = _partitions(topics, found) or size.partitions or PARTITIONS
            whole = replace(size, partitions=partitions)
            await _send(connection, missing, settings, whole, is_trial=True)
            await _send(connection, missing, settings, whole, is_trial=False)
            await _until_known(connection, [topic.name for topic in missing])
        except (KafkaError, OSError) as error:
            raise refused(error, settings) from None
    return [topic.name for topic in missing]


def _refuse_others(
    topics: Sequence[Topic], found: Mapping[str, Found], settings: Settings, size: Size
) -> None:
    """Refuse to add to topics of another configuration."""
    others = {name: each for name, each in found.items() if each.error not in MISSING}
    look = frozenset({Operation.DESCRIBE_CONFIGS})
    problems = [
        *absences(others, settings),
        *missing_rights(found, dict.fromkeys(others, look), settings),
        *_other_partitions(_partitions(topics, found), settings, size),
        *other_shapes(topics, found),
        *other_settings(topics, found),
    ]
    if problems:
        raise InputError(problems)


async def _send(
    connection: AIOKafkaConnection,
    topics: Sequence[Topic],
    settings: Settings,
    size: Size,
    *,
    is_trial: bool,
) -> None:
    if not topics:
        return
    wanted: list[Any] = [_wanted(topic, size) for topic in topics]
    said = await connection.send(CreateTopicsRequest(wanted, GREETING_SECONDS * 1000, is_trial))
    problems = list(_refused(said.topic_errors, settings, size))
    if problems:
        raise InputError(problems)


async def _until_known(connection: AIOKafkaConnection, names: Sequence[str]) -> None:
    """Wait for the broker to hear of what its controller has created."""
    for _ in range(_TRIES):
        found = await look_at(connection, names) if names else {}
        if not any(topic.error for topic in found.values()):
            return
        await asyncio.sleep(_PAUSE_SECONDS)


def _wanted(topic: Topic, size: Size) -> tuple[Any, ...]:
    """A new topic as Kafka's protocol has it; two copies in step before a record is written."""
    in_step = "2" if size.replication > 2 else "1"
    configs = {**topic.settings, "min.insync.replicas": in_step}
    partitions = size.partitions if topic.partitioned else 1
    return (topic.name, partitions, size.replication, [], list(configs.items()))


def _partitions(topics: Sequence[Topic], found: Mapping[str, Found]) -> int:
    """How many there are already; 0 if there are none."""
    there = (found[topic.name] for topic in topics if topic.partitioned)
    return next((topic.partitions for topic in there if not topic.error), 0)


def _other_partitions(there: int, settings: Settings, size: Size) -> Iterable[Problem]:
    if there and size.partitions not in {None, there}:
        message = f"there are topics of {there:,} partitions already, which stay"
        step = "Leave --partitions out, or use another RELOCATE_KAFKA_PREFIX."
        yield Problem(message, f"topics {settings.prefix}...", next_step=step)


def _refused(
    said: Iterable[tuple[str, int, str | None]], settings: Settings, size: Size
) -> Iterable[Problem]:
    for name, code, words in said:
        error = for_code(code)
        if code == 0:
            continue
        message, step = f"is not created: {words or error.__name__}", "Ask who runs the broker."
        if error is InvalidReplicationFactorError:
            message = f"cannot have {size.replication} copies: there are fewer brokers"
            step = "Say --replication 1 for a broker to try things on."
        elif error is TopicAuthorizationFailedError:
            message = f"may not be created by {settings.security.username or 'whoever has no name'}"
            step = "docs/operations.md lists what whoever creates topics is granted."
        elif error is TopicAlreadyExistsError:
            message, step = "is there, and may not be looked at", "Grant Describe, or try again."
        yield Problem(message, f"topic {name}", next_step=step)
