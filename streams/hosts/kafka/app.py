"""The Faust app of a worker: a group shares the partitions of events, and one agent reads them.

Nothing hangs on what the group has committed: a record that Faust leaves out is a gap, which the
host fills from the log; one that it brings twice is known by its offset.
"""

from __future__ import annotations

from typing import Any

import faust
from mode import CrashingSupervisor

from streams.hosts.kafka.faust_app import new_app
from streams.hosts.kafka.host import Host
from streams.hosts.kafka.records import record
from streams.hosts.kafka.settings import Settings


def build_app(settings: Settings, host: Host, data: str, session_seconds: float) -> faust.App:
    """An app that hands every record of its partitions to a host.

    Parameters
    ----------
    data
        A folder that Faust wants; nothing is kept in it.
    session_seconds
        After which a worker that says nothing has lost its partitions.
    """
    app, topic = new_app(settings, settings.log, data, session_seconds)

    async def fold(stream: Any) -> None:
        host.outbox.metrics.agent_began()
        async for event in stream.events():
            _hand_over(host, event.message)

    # Whatever it raises ends the worker; by default Faust would begin the agent anew, and go on.
    app.agent(topic, name="fold", concurrency=1, supervisor_strategy=CrashingSupervisor)(fold)

    async def revoked(*_: Any, **__: Any) -> None:
        host.share.revoked()

    async def assigned(*told: Any, **_: Any) -> None:
        places = told[-1]
        host.share.assigned(place.partition for place in places if place.topic == settings.log)

    app.on_partitions_revoked.connect(revoked, weak=False)
    app.on_partitions_assigned.connect(assigned, weak=False)
    return app


def _hand_over(host: Host, message: Any) -> None:
    appended_ms = round(message.timestamp * 1000)
    host.share.received(
        message.partition,
        record(message.offset, message.value, appended_ms, message.headers or (), message.key),
    )
