"""The Faust app of a worker: a consumer group shares the log, and one agent reads it.

Nothing depends on the offsets that the group has committed: a record that Faust skips leaves a gap,
which the host fills from the log; a record that comes twice is recognised by its offset.
"""

from __future__ import annotations

from asyncio import CancelledError
from contextlib import suppress
from typing import Any

import faust
from faust.auth import SASLCredentials, SSLCredentials
from faust.transport.drivers import aiokafka
from faust.types.auth import CredentialsT
from mode import CrashingSupervisor
from mode.threads import WorkerThread

from streams.hosts.kafka.client import tls_context
from streams.hosts.kafka.host import KafkaHost
from streams.hosts.kafka.reading import FETCH_BYTES
from streams.hosts.kafka.records import log_record
from streams.hosts.kafka.settings import SecurityProtocol, Settings


def credentials(settings: Settings) -> CredentialsT | None:
    """The ``broker_credentials`` of a Faust app.

    Raises
    ------
    InputError
        The file of certificates cannot be read.
    """
    security = settings.security
    if security.protocol is SecurityProtocol.PLAINTEXT:
        return None
    if security.protocol is SecurityProtocol.SSL:
        return SSLCredentials(tls_context(settings))
    return SASLCredentials(
        username=security.username,
        password=security.password,
        ssl_context=tls_context(settings),
        mechanism=security.mechanism,
    )


class _Thread(WorkerThread):
    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.daemon = True

    def run(self) -> None:
        """Run; a client that stops while its broker is away cancels itself."""
        with suppress(CancelledError):
            super().run()


class _ConsumerThread(aiokafka.AIOKafkaConsumerThread):
    Worker = _Thread


class Consumer(aiokafka.Consumer):
    """Faust's consumer in a daemon thread, which does not keep a stopping worker alive."""

    def _new_consumer_thread(self) -> aiokafka.AIOKafkaConsumerThread:
        return _ConsumerThread(self, loop=self.loop, beacon=self.beacon)


REQUEST_SECONDS = 60.0
YEAR_SECONDS = 31_536_000.0


def new_app(
    settings: Settings, read: str, data: str, session_seconds: float
) -> tuple[faust.App, Any]:
    """An app without agents that loses nothing and writes nothing, and the topic that it reads.

    Parameters
    ----------
    data
        A folder that Faust requires; nothing is kept in it.
    session_seconds
        After so long without a heartbeat a worker loses its partitions.
    """
    app = faust.App(
        settings.group,
        broker=[f"kafka://{server}" for server in settings.servers],
        broker_credentials=credentials(settings),
        broker_session_timeout=session_seconds,
        broker_heartbeat_interval=session_seconds / 10,
        broker_request_timeout=max(REQUEST_SECONDS, session_seconds),
        # A worker without partitions must not leave the group for having nothing to poll.
        broker_max_poll_interval=YEAR_SECONDS,
        broker_max_poll_records=500,
        broker_commit_interval=1.0,
        broker_commit_every=1000,
        consumer_auto_offset_reset="earliest",
        consumer_max_fetch_size=FETCH_BYTES,
        processing_guarantee="at_least_once",
        producer_acks=-1,
        producer_threaded=False,
        stream_wait_empty=True,
        stream_buffer_maxsize=1024,
        stream_publish_on_commit=False,
        store="memory://",
        table_standby_replicas=0,
        topic_allow_declare=False,
        topic_disable_leader=True,
        web_enabled=False,
        datadir=data,
    )
    transport: Any = app.transport
    transport.Consumer = Consumer
    topic = app.topic(read, key_serializer="raw", value_serializer="raw",
                      key_type=bytes, value_type=bytes)  # fmt: skip
    return app, topic


def build_app(settings: Settings, host: KafkaHost, data: str, session_seconds: float) -> faust.App:
    """An app that hands every record of its partitions to a host.

    Parameters
    ----------
    data
        A folder that Faust requires; nothing is kept in it.
    session_seconds
        After so long without a heartbeat a worker loses its partitions.
    """
    app, topic = new_app(settings, settings.log, data, session_seconds)

    async def fold(stream: Any) -> None:
        host.outbox.metrics.agent_began()
        async for event in stream.events():
            _hand_over(host, event.message)

    # An error in the agent ends the worker; by default Faust would restart the agent and go on.
    app.agent(topic, name="fold", concurrency=1, supervisor_strategy=CrashingSupervisor)(fold)

    async def revoked(*_: Any, **__: Any) -> None:
        host.assignment.on_revoked()

    async def assigned(*given: Any, **_: Any) -> None:
        places = given[-1]
        host.assignment.on_assigned(
            place.partition for place in places if place.topic == settings.log
        )

    app.on_partitions_revoked.connect(revoked, weak=False)
    app.on_partitions_assigned.connect(assigned, weak=False)
    return app


def _hand_over(host: KafkaHost, message: Any) -> None:
    appended_ms = round(message.timestamp * 1000)
    host.assignment.add_record(
        message.partition,
        log_record(message.offset, message.value, appended_ms, message.headers or (), message.key),
    )
