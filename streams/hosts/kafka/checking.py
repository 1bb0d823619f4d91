"""Whether a deployment is what a role needs, before anything is done."""

from __future__ import annotations

from collections.abc import Mapping

from aiokafka.errors import KafkaError

from models.errors import InputError, Problem
from streams.hosts.kafka.cluster import Found, look_at
from streams.hosts.kafka.connection import connected
from streams.hosts.kafka.differences import (
    absences,
    missing_rights,
    other_settings,
    other_shapes,
)
from streams.hosts.kafka.group import join_is_allowed
from streams.hosts.kafka.refusals import refused
from streams.hosts.kafka.roles import Rights, Role, rights_of
from streams.hosts.kafka.settings import Settings
from streams.hosts.kafka.topics import topics_of


async def check(settings: Settings, role: Role = Role.WORKER) -> int:
    """Make sure that the topics are right and that this user may do what the role does.

    Returns
    -------
    int
        Partitions of the log or of the events; 0 if the role has nothing to do with them.

    Raises
    ------
    InputError
        With everything that is wrong.
    """
    rights = rights_of(role, settings)
    async with connected(settings) as connection:
        try:
            found = await look_at(connection, rights)
            problems = problems_of(found, rights, settings)
            if role is Role.WORKER and not problems:
                await join_is_allowed(connection, settings)
        except (KafkaError, OSError) as error:
            raise refused(error, settings) from None
    if problems:
        raise InputError(problems)
    shapes = (found[name].partitions for name in (settings.log, settings.events) if name in found)
    return next(shapes, 0)


def problems_of(found: Mapping[str, Found], rights: Rights, settings: Settings) -> list[Problem]:
    """Everything that is wrong with topics as they are."""
    topics = [topic for topic in topics_of(settings) if topic.name in rights]
    return [
        *absences(found, settings),
        *missing_rights(found, rights, settings),
        *other_shapes(topics, found),
        *other_settings(topics, found),
    ]
