"""Missing topics created; topics that exist are checked and never changed."""

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
from streams.hosts.kafka.checking import (
    NOT_SHOWN,
    NOT_THERE,
    absences,
    missing_rights,
    other_settings,
    other_shapes,
)
from streams.hosts.kafka.client import GREETING_SECONDS, connection_to
from streams.hosts.kafka.cluster import Operation, TopicState, describe_topics
from streams.hosts.kafka.refusals import refusal
from streams.hosts.kafka.settings import Settings
from streams.hosts.kafka.topics import TopicSpec, topic_specs


@dataclass(frozen=True, slots=True)
class Size:
    """The size of new topics."""

    partitions: int | None = None
    """Of the log; None for the number that it has, or 8 for a new one."""
    replication: int = 3
    """Copies of each record, on as many brokers."""


PARTITIONS = 8
"""The most workers that can share the programmes; the number can never change."""

_TRIES, _PAUSE_SECONDS = 50, 0.1

MISSING = {NOT_THERE, NOT_SHOWN}
"""Errors of topics that may be missing: the broker creates them, or refuses to."""


async def create(settings: Settings, size: Size) -> list[str]:
    """Create the missing topics, all or none, and return their names.

    Raises
    ------
    InputError
        The broker refuses, or existing topics are configured differently.
    """
    topics = topic_specs(settings)
    async with connection_to(settings) as connection:
        try:
            names = [topic.name for topic in topics]
            found = await describe_topics(connection, names)
            _refuse_others(topics, found, settings, size)
            missing = [topic for topic in topics if found[topic.name].error]
            partitions = _partitions(topics, found) or size.partitions or PARTITIONS
            exact = replace(size, partitions=partitions)
            await _create(connection, missing, settings, exact, is_trial=True)
            await _create(connection, missing, settings, exact, is_trial=False)
            await _until_known(connection, [topic.name for topic in missing])
        except (KafkaError, OSError) as error:
            raise refusal(error, settings) from None
    return [topic.name for topic in missing]


def _refuse_others(
    topics: Sequence[TopicSpec], found: Mapping[str, TopicState], settings: Settings, size: Size
) -> None:
    """Refuse to add topics if existing ones are configured differently."""
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


async def _create(
    connection: AIOKafkaConnection,
    topics: Sequence[TopicSpec],
    settings: Settings,
    size: Size,
    *,
    is_trial: bool,
) -> None:
    if not topics:
        return
    wanted: list[Any] = [_wanted(topic, size) for topic in topics]
    reply = await connection.send(CreateTopicsRequest(wanted, GREETING_SECONDS * 1000, is_trial))
    problems = list(_creation_problems(reply.topic_errors, settings, size))
    if problems:
        raise InputError(problems)


async def _until_known(connection: AIOKafkaConnection, names: Sequence[str]) -> None:
    """Wait until the broker knows the topics that its controller has created."""
    for _ in range(_TRIES):
        found = await describe_topics(connection, names) if names else {}
        if not any(topic.error for topic in found.values()):
            return
        await asyncio.sleep(_PAUSE_SECONDS)


def _wanted(topic: TopicSpec, size: Size) -> tuple[Any, ...]:
    """A new topic, as in Kafka's protocol; a record counts as written once two copies have it."""
    in_step = "2" if size.replication > 2 else "1"
    configs = {**topic.settings, "min.insync.replicas": in_step}
    partitions = size.partitions if topic.partitioned else 1
    return (topic.name, partitions, size.replication, [], list(configs.items()))


def _partitions(topics: Sequence[TopicSpec], found: Mapping[str, TopicState]) -> int:
    """How many partitions the topics have already; 0 if there are no topics."""
    there = (found[topic.name] for topic in topics if topic.partitioned)
    return next((topic.partitions for topic in there if not topic.error), 0)


def _other_partitions(there: int, settings: Settings, size: Size) -> Iterable[Problem]:
    if there and size.partitions not in {None, there}:
        message = f"already exist with {there:,} partitions, and that number cannot change"
        step = "Leave out the number of partitions, or use another RELOCATE_KAFKA_PREFIX."
        yield Problem(message, f"topics {settings.prefix}...", next_step=step)


def _creation_problems(
    replies: Iterable[tuple[str, int, str | None]], settings: Settings, size: Size
) -> Iterable[Problem]:
    for name, code, words in replies:
        error = for_code(code)
        if code == 0:
            continue
        message, step = (
            f"was not created: {words or error.__name__}",
            "Ask the operator of the broker.",
        )
        if error is InvalidReplicationFactorError:
            message = f"cannot have {size.replication} copies: there are fewer brokers"
            step = "For trials on a single broker, ask for a replication of 1."
        elif error is TopicAuthorizationFailedError:
            message = f"may not be created by {settings.security.username or 'an anonymous user'}"
            step = "Grant what docs/operations.md lists for creating topics."
        elif error is TopicAlreadyExistsError:
            message, step = "exists, and this user may not see it", "Grant Describe, or try again."
        yield Problem(message, f"topic {name}", next_step=step)
