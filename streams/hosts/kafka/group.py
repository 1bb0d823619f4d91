"""Whether a user may be a worker: be in the group, and write in transactions of its own."""

from __future__ import annotations

from aiokafka.conn import AIOKafkaConnection
from aiokafka.errors import (
    GroupAuthorizationFailedError,
    TransactionalIdAuthorizationFailed,
    for_code,
)
from aiokafka.protocol.group import HeartbeatRequest
from aiokafka.protocol.transaction import EndTxnRequest

from streams.hosts.kafka.settings import Settings

NOBODY = -1
"""The id of a producer that no broker has ever given."""


async def join_is_allowed(connection: AIOKafkaConnection, settings: Settings) -> None:
    """Ask for what only a member may do, as a member that nobody knows: it changes nothing.

    A broker looks at rights first, so any other refusal says that they are there.

    Raises
    ------
    GroupAuthorizationFailedError, TransactionalIdAuthorizationFailed
        What has not been granted.
    """
    beat = HeartbeatRequest(settings.group, 0, "nobody")
    end = EndTxnRequest(f"{settings.group}-0", NOBODY, 0, transaction_result=False)
    for request in (beat, end):
        error = for_code((await connection.send(request)).error_code)
        if issubclass(error, (GroupAuthorizationFailedError, TransactionalIdAuthorizationFailed)):
            raise error
