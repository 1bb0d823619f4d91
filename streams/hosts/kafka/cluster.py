"""Questions to a cluster: the state of its topics, and what this user may do with them.

The Metadata request is ours: aiokafka 0.14 has none with rights (version 8, KIP-430), its admin
client creates what it describes, and when refused, neither that nor confluent's says why.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import IntEnum
from typing import Any

from aiokafka.admin.config_resource import ConfigResourceType
from aiokafka.conn import AIOKafkaConnection
from aiokafka.errors import (
    GroupAuthorizationFailedError,
    TransactionalIdAuthorizationFailed,
    for_code,
)
from aiokafka.protocol.admin import DescribeConfigsRequest
from aiokafka.protocol.api import Request, RequestStruct, Response
from aiokafka.protocol.group import HeartbeatRequest
from aiokafka.protocol.transaction import EndTxnRequest
from aiokafka.protocol.types import Array, Boolean, Int16, Int32, Schema, String

from streams.hosts.kafka.settings import Settings


class Operation(IntEnum):
    """Operations on a topic, numbered as in Kafka's protocol."""

    READ = 3
    WRITE = 4
    DESCRIBE = 8
    DESCRIBE_CONFIGS = 10


@dataclass(frozen=True, slots=True)
class TopicState:
    """A topic as the cluster describes it."""

    error: int
    """An error code of Kafka's protocol, with which the rest is empty; 0 for none."""
    partitions: int = 0
    copies: int = 0
    """Replicas of the partition that has the fewest."""
    granted: frozenset[Operation] = frozenset()
    settings: Mapping[str, str] = field(default_factory=dict)
    """Settings in force; empty if this user may not see them."""


async def describe_topics(
    connection: AIOKafkaConnection, names: Iterable[str]
) -> dict[str, TopicState]:
    """The state of topics, by name and in the order of the names."""
    wanted = list(names)
    reply = await connection.send(MetadataWithRights(wanted))
    states = dict(map(_state, reply.topics))
    readable = [name for name in wanted if Operation.DESCRIBE_CONFIGS in states[name].granted]
    settings = await _settings(connection, readable)
    return {name: replace(states[name], settings=settings.get(name, {})) for name in wanted}


def _state(topic: Any) -> tuple[str, TopicState]:
    """The name and the state of a topic in a reply, without its settings."""
    error, name, _is_internal, partitions, rights = topic
    if error:
        return name, TopicState(error)
    copies = min((len(replicas) for _, _, _, _, replicas, *_ in partitions), default=0)
    granted = frozenset(each for each in Operation if rights & 1 << each)
    return name, TopicState(0, len(partitions), copies, granted)


async def _settings(
    connection: AIOKafkaConnection, names: Iterable[str]
) -> dict[str, dict[str, str]]:
    wanted = [(ConfigResourceType.TOPIC, name, None) for name in names]
    if not wanted:
        return {}
    reply = await connection.send(DescribeConfigsRequest(wanted))
    return {
        name: {entry[0]: entry[1] for entry in entries}
        for _error, _message, _type, name, entries in reply.resources
    }


_TEXT = String("utf-8")
_BROKER = (("node_id", Int32), ("host", _TEXT), ("port", Int32), ("rack", _TEXT))
_PARTITION = (
    ("error_code", Int16),
    ("partition", Int32),
    ("leader", Int32),
    ("leader_epoch", Int32),
    ("replicas", Array(Int32)),
    ("isr", Array(Int32)),
    ("offline_replicas", Array(Int32)),
)
_TOPIC = (
    ("error_code", Int16),
    ("name", _TEXT),
    ("is_internal", Boolean),
    ("partitions", Array(*_PARTITION)),
    ("authorized_operations", Int32),
)


class _MetadataResponse(Response):
    API_KEY = 3
    API_VERSION = 8
    SCHEMA = Schema(
        ("throttle_time_ms", Int32),
        ("brokers", Array(*_BROKER)),
        ("cluster_id", _TEXT),
        ("controller_id", Int32),
        ("topics", Array(*_TOPIC)),
        ("authorized_operations", Int32),
    )


class _MetadataStruct(RequestStruct):
    API_KEY = 3
    API_VERSION = 8
    RESPONSE_TYPE = _MetadataResponse
    SCHEMA = Schema(
        ("topics", Array(_TEXT)),
        ("allow_auto_topic_creation", Boolean),
        ("include_cluster_authorized_operations", Boolean),
        ("include_topic_authorized_operations", Boolean),
    )


class MetadataWithRights(Request[_MetadataStruct]):
    """A Metadata request for topics and for this user's rights on them; it creates no topic."""

    API_KEY = 3

    def __init__(self, topics: list[str]) -> None:
        self.topics = topics

    def build(self, request_struct_class: type[_MetadataStruct]) -> _MetadataStruct:
        """The request in the version that is sent."""
        return request_struct_class(
            topics=self.topics,
            allow_auto_topic_creation=False,
            include_cluster_authorized_operations=False,
            include_topic_authorized_operations=True,
        )


NOBODY = -1
"""A producer id that no broker has ever given out."""


async def check_group_rights(connection: AIOKafkaConnection, settings: Settings) -> None:
    """Make sure that this user may join the workers' group and use its transactions.

    The requests come from an unknown member and producer, so they change nothing. A broker checks
    rights first: any other error says that the rights are there.

    Raises
    ------
    GroupAuthorizationFailedError, TransactionalIdAuthorizationFailed
        The right is missing.
    """
    heartbeat = HeartbeatRequest(settings.group, 0, "nobody")
    end_transaction = EndTxnRequest(f"{settings.group}-0", NOBODY, 0, transaction_result=False)
    for request in (heartbeat, end_transaction):
        error = for_code((await connection.send(request)).error_code)
        if issubclass(error, (GroupAuthorizationFailedError, TransactionalIdAuthorizationFailed)):
            raise error
