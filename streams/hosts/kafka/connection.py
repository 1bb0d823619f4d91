"""What Kafka's clients are given, and a first connection that says in words what is wrong."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from aiokafka.conn import AIOKafkaConnection
from aiokafka.errors import KafkaError
from aiokafka.helpers import create_ssl_context
from aiokafka.protocol.metadata import MetadataRequest

from models.errors import InputError, Problem, TryAgainError
from streams.hosts.kafka.refusals import refused
from streams.hosts.kafka.settings import Protocol, Settings

GREETING_SECONDS = 10
"""In which a broker answers that is there."""


def client_options(settings: Settings) -> dict[str, Any]:
    """What every producer, consumer and client is given.

    Raises
    ------
    InputError
        The file of certificates cannot be read.
    """
    servers = list(settings.servers)
    return {"bootstrap_servers": servers, "client_id": "relocate", **security_options(settings)}


def security_options(settings: Settings) -> dict[str, Any]:
    """How each connection is secured.

    Raises
    ------
    InputError
        The file of certificates cannot be read.
    """
    security = settings.security
    if security.protocol is Protocol.PLAINTEXT:
        return {"security_protocol": "PLAINTEXT"}
    options = {"security_protocol": security.protocol.upper(), "ssl_context": certified(settings)}
    if security.protocol is Protocol.SASL_SSL:
        options["sasl_mechanism"] = security.mechanism
        options["sasl_plain_username"] = security.username
        options["sasl_plain_password"] = security.password
    return options


def certified(settings: Settings) -> ssl.SSLContext:
    """How brokers are checked: by their certificate and their name.

    Raises
    ------
    InputError
        The file of certificates cannot be read.
    """
    file = settings.security.ca_file
    try:
        context: ssl.SSLContext = create_ssl_context(cafile=file)
    except ssl.SSLError:
        raise _unreadable(file, "has no certificate in it") from None
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise _unreadable(file, f"cannot be read: {reason}") from None
    return context


def _unreadable(file: Path | None, message: str) -> InputError:
    name = "RELOCATE_KAFKA_CA_FILE"
    step = "It is a file of certificates, in PEM, that the brokers' are signed with."
    return InputError([Problem(message, name, found=str(file), next_step=step)])


@asynccontextmanager
async def connected(settings: Settings) -> AsyncIterator[AIOKafkaConnection]:
    """A connection to the first broker that answers.

    Raises
    ------
    InputError
        None does: each with what it said, and what to do.
    """
    options = security_options(settings)
    refusals = []
    for server in settings.servers:
        try:
            connection = await _greeted(server, options)
        except (KafkaError, OSError) as error:
            refusals.append(refused(error, settings, server))
            continue
        try:
            yield connection
        finally:
            await _end(connection)
        return
    passing = all(isinstance(each, TryAgainError) for each in refusals)
    kind = TryAgainError if passing else InputError
    raise kind([problem for each in refusals for problem in each.problems])


async def _greeted(server: str, options: dict[str, Any]) -> AIOKafkaConnection:
    """A connection on which a broker has answered; some refuse only the first request."""
    host, _, port = server.rpartition(":")
    wait = GREETING_SECONDS * 1000
    connection = AIOKafkaConnection(host.strip("[]"), int(port), request_timeout_ms=wait, **options)
    try:
        await connection.connect()
        await connection.send(MetadataRequest([]))
    except KafkaError:
        await _end(connection)
        raise
    except BaseException:
        connection.close()
        raise
    return connection


async def _end(connection: AIOKafkaConnection) -> None:
    """Close it and see it closed, so that no socket is left to the garbage collector."""
    await asyncio.wait([connection.close()], timeout=1)
