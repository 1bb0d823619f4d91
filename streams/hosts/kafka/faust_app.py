"""An app of Faust, set up so that nothing is lost and nothing is written unasked."""

from __future__ import annotations

from typing import Any

import faust

from streams.hosts.kafka.consuming import Consumer
from streams.hosts.kafka.credentials import credentials
from streams.hosts.kafka.log import FETCH_BYTES
from streams.hosts.kafka.settings import Settings

REQUEST_SECONDS = 60.0
YEAR_SECONDS = 31_536_000.0


def new_app(
    settings: Settings, read: str, data: str, session_seconds: float
) -> tuple[faust.App, Any]:
    """An app without agents, and the topic that it reads, as raw bytes.

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
    topic = app.topic(read, key_serializer="raw", value_serializer="raw",
                      key_type=bytes, value_type=bytes)  # fmt: skip
    return app, topic
