"""Connections to Kafka: how clients are configured, started, stopped and limited in time.

Every client starts and stops here. Two faults of aiokafka are mended on the way: a client whose
start is cancelled leaves its first connection open, and a client that is stopped may wait for ever,
for a broker that is away or for a task of its own that ignored its cancellation.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from aiokafka.client import AIOKafkaClient
from aiokafka.conn import AIOKafkaConnection
from aiokafka.errors import KafkaError, KafkaTimeoutError
from aiokafka.helpers import create_ssl_context
from aiokafka.protocol.metadata import MetadataRequest

from models.errors import InputError, Problem, TryAgainError
from streams.hosts.kafka.refusals import refusal
from streams.hosts.kafka.settings import SecurityProtocol, Settings

Client = TypeVar("Client", bound=Any)

ENDING_SECONDS = 5.0
"""Time for a stopped client to deliver what it still has; the rest is given up."""


@asynccontextmanager
async def running(client: Client) -> AsyncIterator[Client]:
    """A running client, which is stopped on every way out of the block.

    Raises
    ------
    aiokafka.errors.KafkaError
        No broker answers, or one refuses.
    """
    await start(client)
    try:
        yield client
    finally:
        await stop(client)


async def start(client: Any) -> None:
    """Start a client; if it fails, or is cancelled while it starts, it is stopped.

    Raises
    ------
    aiokafka.errors.KafkaError
        No broker answers, or one refuses.
    """
    starting = asyncio.ensure_future(client.start())
    try:
        await asyncio.wait([starting])
        starting.result()
        # A task of the client that is cancelled before its first turn would cancel its caller too.
        await asyncio.sleep(0)
    except BaseException:
        # Only the start itself knows its first connection, so it is given time to end.
        await asyncio.wait([starting], timeout=ENDING_SECONDS)
        starting.cancel()
        await stop(client)
        raise


async def stop(client: Any) -> None:
    """Stop a client; one that does not stop in time is left to the end of the loop.

    An error of the broker while stopping loses nothing, as when another worker has fenced this
    writer: whoever sends a record awaits its delivery.
    """
    stopping = asyncio.ensure_future(client.stop())
    await asyncio.wait([stopping], timeout=ENDING_SECONDS)
    if not stopping.cancel() and not stopping.cancelled():
        with suppress(KafkaError):
            stopping.result()


ResultT = TypeVar("ResultT")


async def within(seconds: float, doing: Coroutine[Any, Any, ResultT]) -> ResultT:
    """Await something for so many seconds at most; then it is cancelled and left behind.

    ``asyncio.wait_for`` would wait for the cancellation to take effect, and a client whose broker
    is away may never react to it.

    Raises
    ------
    aiokafka.errors.KafkaTimeoutError
        It takes longer.
    """
    task = asyncio.ensure_future(doing)
    try:
        done, _ = await asyncio.wait([task], timeout=seconds)
    except asyncio.CancelledError:
        task.cancel()
        raise
    if not done:
        task.cancel()
        raise KafkaTimeoutError
    return task.result()


GREETING_SECONDS = 10
"""Time for a broker to answer the first request."""


def client_options(settings: Settings) -> dict[str, Any]:
    """Options of every producer, consumer and client.

    Raises
    ------
    InputError
        The file of certificates cannot be read.
    """
    servers = list(settings.servers)
    return {"bootstrap_servers": servers, "client_id": "relocate", **security_options(settings)}


def security_options(settings: Settings) -> dict[str, Any]:
    """Options of every connection: encryption and user.

    Raises
    ------
    InputError
        The file of certificates cannot be read.
    """
    security = settings.security
    if security.protocol is SecurityProtocol.PLAINTEXT:
        return {"security_protocol": "PLAINTEXT"}
    options = {"security_protocol": security.protocol.upper(), "ssl_context": tls_context(settings)}
    if security.protocol is SecurityProtocol.SASL_SSL:
        options["sasl_mechanism"] = security.mechanism
        options["sasl_plain_username"] = security.username
        options["sasl_plain_password"] = security.password
    return options


def tls_context(settings: Settings) -> ssl.SSLContext:
    """The TLS context by which brokers are verified: by certificate and host name.

    Raises
    ------
    InputError
        The file of certificates cannot be read.
    """
    file = settings.security.ca_file
    try:
        context: ssl.SSLContext = create_ssl_context(cafile=file)
    except ssl.SSLError:
        raise _unreadable(file, "contains no certificate") from None
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise _unreadable(file, f"cannot be read: {reason}") from None
    return context


def _unreadable(file: Path | None, message: str) -> InputError:
    name = "RELOCATE_KAFKA_CA_FILE"
    step = "Name a PEM file with the certificates of the authority that signed the brokers'."
    return InputError([Problem(message, name, found=str(file), next_step=step)])


@asynccontextmanager
async def request_client(settings: Settings) -> AsyncIterator[AIOKafkaClient]:
    """A client for single requests to the leaders of partitions.

    Raises
    ------
    aiokafka.errors.KafkaError
        No broker answers, or one refuses.
    """
    async with running(_RequestClient(AIOKafkaClient(**client_options(settings)))) as client:
        yield client.client


@dataclass(frozen=True)
class _RequestClient:
    """Started and stopped by the methods that consumers and producers have."""

    client: AIOKafkaClient

    async def start(self) -> None:
        await self.client.bootstrap()

    async def stop(self) -> None:
        await self.client.close()


@asynccontextmanager
async def connection_to(settings: Settings) -> AsyncIterator[AIOKafkaConnection]:
    """A connection to the first broker that answers.

    Raises
    ------
    InputError
        No broker answers; with the error of each, and what to do about it.
    """
    options = security_options(settings)
    refusals = []
    for server in settings.servers:
        try:
            connection = await _open_connection(server, options)
        except (KafkaError, OSError) as error:
            refusals.append(refusal(error, settings, server))
            continue
        try:
            yield connection
        finally:
            await _close(connection)
        return
    temporary = all(isinstance(each, TryAgainError) for each in refusals)
    kind = TryAgainError if temporary else InputError
    raise kind([problem for each in refusals for problem in each.problems])


async def _open_connection(server: str, options: dict[str, Any]) -> AIOKafkaConnection:
    """A connection on which a broker has answered a request.

    Some accept the connection, and refuse the first request.
    """
    host, _, port = server.rpartition(":")
    wait = GREETING_SECONDS * 1000
    connection = AIOKafkaConnection(host.strip("[]"), int(port), request_timeout_ms=wait, **options)
    try:
        await connection.connect()
        await connection.send(MetadataRequest([]))
    except KafkaError:
        await _close(connection)
        raise
    except BaseException:
        connection.close()
        raise
    return connection


async def _close(connection: AIOKafkaConnection) -> None:
    """Close a connection and wait for it, so that the garbage collector finds no open socket."""
    await asyncio.wait([connection.close()], timeout=1)
