"""Topics and rights compared with what a role needs: before it starts, and while a worker runs.

Everything that differs is reported at once, in words and with a next step.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence

from aiokafka.errors import KafkaError

from models.choices import BrokerRole
from models.errors import InputError, Problem
from streams.hosts.kafka.client import connection_to
from streams.hosts.kafka.cluster import Operation, TopicState, check_group_rights, describe_topics
from streams.hosts.kafka.refusals import refusal
from streams.hosts.kafka.settings import Settings
from streams.hosts.kafka.topics import Rights, TopicSpec, rights_of, topic_specs

NOT_THERE, NOT_SHOWN = 3, 29
"""Error codes of Kafka: the topic does not exist; this user may not see whether it does."""

_GRANT = "Grant what docs/operations.md lists for the role."
_SAME_PARTITIONS = (
    "Never add partitions to topics in use: it would split programmes. Create all topics anew, or "
    "use another RELOCATE_KAFKA_PREFIX."
)


def absences(found: Mapping[str, TopicState], settings: Settings) -> Iterable[Problem]:
    """Topics that do not exist, or that this user may not see."""
    for name, topic in found.items():
        if topic.error == NOT_THERE:
            step = "Create it: relocate topics --create."
            yield Problem("does not exist", _place(name), next_step=step)
        elif topic.error == NOT_SHOWN:
            yield Problem(f"may not be seen by {_user(settings)}", _place(name), next_step=_GRANT)
        elif topic.error:
            step = "Try again; if it persists, ask the operator of the broker."
            code = f"Kafka's error {topic.error}"
            yield Problem("cannot be described", _place(name), found=code, next_step=step)


def missing_rights(
    found: Mapping[str, TopicState], rights: Rights, settings: Settings
) -> Iterable[Problem]:
    """Rights on topics that a role needs and that have not been granted."""
    for name, needed in rights.items():
        topic = found[name]
        lacking = sorted(needed - topic.granted)
        if lacking and not topic.error:
            verbs = " and ".join(_VERBS[each] for each in lacking)
            message = f"may not be {verbs} by {_user(settings)}"
            yield Problem(message, _place(name), next_step=_GRANT)


def other_shapes(topics: Sequence[TopicSpec], found: Mapping[str, TopicState]) -> Iterable[Problem]:
    """Topics whose number of partitions differs from that of the log, the first topic."""
    first = found[topics[0].name]
    for topic in topics:
        is_there = found.get(topic.name)
        if is_there is None or is_there.error or first.error:
            continue
        wanted = first.partitions if topic.partitioned else 1
        if is_there.partitions != wanted:
            like = f", as many as {topics[0].name}" if topic.partitioned else ""
            has = str(is_there.partitions)
            place = _place(topic.name)
            yield Problem(
                f"must have {wanted:,} partitions{like}", place, "", "", has, _SAME_PARTITIONS
            )


def partitions_changed(topic: str, has: int, had: int | None = None) -> Problem:
    """The problem of a topic to which partitions have been added since it was created.

    The partition of a programme follows from its name and the number of partitions, so that later
    events of a programme lie in another partition than its earlier ones.
    """
    step = "Copy the log to topics with another prefix, and start the workers with that prefix."
    before = "another number" if had is None else f"{had:,}"
    message = f"has {has:,} partitions and had {before} before, which splits programmes"
    return Problem(message, _place(topic), next_step=step)


def other_settings(
    topics: Iterable[TopicSpec], found: Mapping[str, TopicState]
) -> Iterable[Problem]:
    """Settings with which records would be lost, refused or dated wrongly."""
    for topic in topics:
        is_there = found.get(topic.name)
        if is_there is None or not is_there.settings:
            continue
        has = is_there.settings
        for key, value in topic.required.items():
            if has.get(key) != value:
                yield _setting(topic.name, key, has.get(key, ""), f"must be {value}", value)
        for key, least in topic.at_least.items():
            if int(has.get(key, 0)) < least:
                message = f"must be {least} or more"
                yield _setting(topic.name, key, has.get(key, ""), message, str(least))
        yield from _insync_replicas(topic.name, is_there)


def _insync_replicas(name: str, topic: TopicState) -> Iterable[Problem]:
    """How many copies must be in sync for a record to count as written."""
    key = "min.insync.replicas"
    least, copies = int(topic.settings.get(key, 1)), topic.copies
    if least > copies:
        message = f"nothing can be written, since there are only {copies} copies"
        yield _setting(name, key, str(least), message, str(copies))
    elif least < 2 < copies:
        message = "the loss of one broker would lose records"
        yield _setting(name, key, str(least), message, "2")


def _setting(name: str, key: str, found: str, message: str, value: str) -> Problem:
    step = f"kafka-configs --alter --topic {name} --add-config {key}={value}"
    return Problem(message, _place(name), field=key, found=found, next_step=step)


def _place(name: str) -> str:
    return f"topic {name}"


def _user(settings: Settings) -> str:
    return settings.security.username or "an anonymous user"


_VERBS = {
    Operation.READ: "read",
    Operation.WRITE: "written",
    Operation.DESCRIBE: "described",
    Operation.DESCRIBE_CONFIGS: "asked for its configuration",
}


async def check(settings: Settings, role: BrokerRole = BrokerRole.WORKER) -> int:
    """Make sure that the topics are as they must be, and that this user has the rights of a role.

    Returns
    -------
    int
        Partitions of the log or of the events; 0 if the role uses neither.

    Raises
    ------
    InputError
        With everything that is wrong.
    """
    rights = rights_of(role, settings)
    async with connection_to(settings) as connection:
        try:
            found = await describe_topics(connection, rights)
            problems = problems_of(found, rights, settings)
            if role is BrokerRole.WORKER and not problems:
                await check_group_rights(connection, settings)
        except (KafkaError, OSError) as error:
            raise refusal(error, settings) from None
    if problems:
        raise InputError(problems)
    counts = (found[name].partitions for name in (settings.log, settings.events) if name in found)
    return next(counts, 0)


def problems_of(
    found: Mapping[str, TopicState], rights: Rights, settings: Settings
) -> list[Problem]:
    """Everything that is wrong with topics and rights."""
    topics = [topic for topic in topic_specs(settings) if topic.name in rights]
    return [
        *absences(found, settings),
        *missing_rights(found, rights, settings),
        *other_shapes(topics, found),
        *other_settings(topics, found),
    ]


TOPIC_CHECK_SECONDS = 5.0
"""Between two checks."""


async def watch_topics(
    settings: Settings, partitions: int, changed: Callable[[Sequence[Problem]], None]
) -> None:
    """Check the topics of a worker again and again; errors of the broker are passed over.

    Parameters
    ----------
    partitions
        Of the log, when the worker started.
    changed
        Called with what is wrong now (nothing, if all is well) whenever that has changed.
    """
    before: list[Problem] = []
    while True:
        found = await _problems_now(settings, partitions)
        if found is not None and found != before:
            changed(found)
            before = found
        await asyncio.sleep(TOPIC_CHECK_SECONDS)


async def _problems_now(settings: Settings, partitions: int) -> list[Problem] | None:
    """What is wrong with the topics of a worker; None if the broker does not answer."""
    rights = rights_of(BrokerRole.WORKER, settings)
    try:
        async with connection_to(settings) as connection:
            found = await describe_topics(connection, rights)
    except (InputError, KafkaError, OSError):
        return None
    shared = (settings.log, settings.events, settings.decisions)
    grown = {name: found[name].partitions for name in shared if found[name].partitions > partitions}
    added = [partitions_changed(name, has, partitions) for name, has in grown.items()]
    return [*added, *problems_of(found, rights, settings)]
