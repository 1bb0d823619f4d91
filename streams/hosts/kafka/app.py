"""The Faust app of a worker: a group shares the partitions of events, and one agent reads them.

Nothing hangs on what the group has committed: a record that Faust leaves out is a gap, which the
host fills from the log; one that it brings twice is known by its offset.
"""

from __future__ import annotations

import asyncio
from typing import Any

import faust

from streams.hosts.kafka.consuming import Consumer
from streams.hosts.kafka.credentials import credentials
from streams.hosts.kafka.host import Host
from streams.hosts.kafka.log import FETCH_BYTES
from streams.hosts.kafka.records import record
from streams.hosts.kafka.settings import Settings

REQUEST_SECONDS = 60.0
YEAR_SECONDS = 31_536_000.0


def build_app(settings: Settings, host: Host, data: str, session_seconds: float) -> faust.App:
    """An app that hands every record of its partitions to a host.

    Parameters
    ----------
    data
        A folder that Faust wants; nothing is kept in it.
    session_seconds
        After which a worker that says nothing has lost its partitions.
    """
    app = faust.App(
        settings.group,
        broker=[f"kafka://{server}" for server in settings.servers],
        broker_credentials=credentials(settings),
        broker_session_timeout=session_seconds,
        broker_heartbeat_interval=session_seconds / 10,
        broker_request_timeout=max(REQUEST_SECONDS, session_seconds),
        # One without partitions must not leave the group for want of something to do.
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
    topic = app.topic(settings.events, key_serializer="raw", value_serializer="raw",
                      key_type=bytes, value_type=bytes)  # fmt: skip

    async def fold(stream: Any) -> None:
        async for event in stream.events():
            try:
                _hand_over(host, event.message)
            except Exception as error:  # noqa: BLE001 - the one place
                # Were it let through, Faust would count the record as done and go on.
                await app.crash(error)
                await asyncio.Event().wait()

    app.agent(topic, name="fold", concurrency=1)(fold)

    async def revoked(*_: Any, **__: Any) -> None:
        host.revoked()

    async def assigned(*told: Any, **_: Any) -> None:
        places = told[-1]
        host.assigned(place.partition for place in places if place.topic == settings.events)

    app.on_partitions_revoked.connect(revoked, weak=False)
    app.on_partitions_assigned.connect(assigned, weak=False)
    return app


def _hand_over(host: Host, message: Any) -> None:
    appended_ms = round(message.timestamp * 1000)
    host.received(
        message.partition,
        record(message.offset, message.value, appended_ms, message.headers or ()),
    )
