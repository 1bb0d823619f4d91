"""Topics looked at while a worker works: whether somebody has made them other than they must be."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from aiokafka.errors import KafkaError

from models.errors import InputError, Problem
from streams.hosts.kafka.checking import problems_of
from streams.hosts.kafka.cluster import look_at
from streams.hosts.kafka.connection import connected
from streams.hosts.kafka.differences import torn
from streams.hosts.kafka.roles import Role, rights_of
from streams.hosts.kafka.settings import Settings

LOOK_SECONDS = 5.0
"""Between two looks."""


async def watch_topics(
    settings: Settings, partitions: int, changed: Callable[[Sequence[Problem]], None]
) -> None:
    """Look at topics, for ever; a broker that refuses is silent.

    Parameters
    ----------
    partitions
        Of the log, when the worker began.
    changed
        Told of what is wrong now, be it nothing, whenever that is something else than before.
    """
    before: list[Problem] = []
    while True:
        found = await _problems(settings, partitions)
        if found is not None and found != before:
            changed(found)
            before = found
        await asyncio.sleep(LOOK_SECONDS)


async def _problems(settings: Settings, partitions: int) -> list[Problem] | None:
    """What is wrong with the topics of a worker; none if the broker does not say."""
    rights = rights_of(Role.WORKER, settings)
    try:
        async with connected(settings) as connection:
            found = await look_at(connection, rights)
    except (InputError, KafkaError, OSError):
        return None
    shared = (settings.log, settings.events, settings.decisions)
    grown = {name: found[name].partitions for name in shared if found[name].partitions > partitions}
    added = [torn(name, has, partitions) for name, has in grown.items()]
    return [*added, *problems_of(found, rights, settings)]
