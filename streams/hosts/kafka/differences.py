"""Topics as they are against what they must be: each difference in words, with a next step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from models.errors import Problem
from streams.hosts.kafka.cluster import Found, Operation
from streams.hosts.kafka.roles import Rights
from streams.hosts.kafka.settings import Settings
from streams.hosts.kafka.topics import Topic

NOT_THERE, NOT_SHOWN = 3, 29
"""Of Kafka's error codes: the topic is not there; this user may not know whether it is."""

_GRANT = "Grant what docs/operations.md lists for the role."
_ALIKE = (
    "Never add partitions to topics in use: programmes would be torn apart. Create all anew, or "
    "under another RELOCATE_KAFKA_PREFIX."
)


def absences(found: Mapping[str, Found], settings: Settings) -> Iterable[Problem]:
    """Topics that cannot be seen."""
    for name, topic in found.items():
        if topic.error == NOT_THERE:
            step = "Create it: relocate topics --create."
            yield Problem("is not there", _place(name), next_step=step)
        elif topic.error == NOT_SHOWN:
            yield Problem(f"may not be seen by {_user(settings)}", _place(name), next_step=_GRANT)
        elif topic.error:
            step = "Try again; if it stays, ask who runs the broker."
            said = f"Kafka's error {topic.error}"
            yield Problem("cannot be looked at", _place(name), found=said, next_step=step)


def missing_rights(
    found: Mapping[str, Found], rights: Rights, settings: Settings
) -> Iterable[Problem]:
    """What a role needs on topics and has not been granted."""
    for name, needed in rights.items():
        topic = found[name]
        lacking = sorted(needed - topic.granted)
        if lacking and not topic.error:
            verbs = " and ".join(_VERBS[each] for each in lacking)
            said = f"may not be {verbs} by {_user(settings)}"
            yield Problem(said, _place(name), next_step=_GRANT)


def other_shapes(topics: Sequence[Topic], found: Mapping[str, Found]) -> Iterable[Problem]:
    """Topics with other partitions than those of the log, which comes first."""
    events = found[topics[0].name]
    for topic in topics:
        is_there = found.get(topic.name)
        if is_there is None or is_there.error or events.error:
            continue
        wanted = events.partitions if topic.partitioned else 1
        if is_there.partitions != wanted:
            like = f", as many as {topics[0].name}" if topic.partitioned else ""
            has = str(is_there.partitions)
            place = _place(topic.name)
            yield Problem(f"must have {wanted:,} partitions{like}", place, "", "", has, _ALIKE)


def torn(topic: str, has: int, had: int | None = None) -> Problem:
    """What is said of a topic in which programmes lie elsewhere than their names say."""
    step = "Copy the log into topics of another prefix, and let the workers have that."
    before = "another number" if had is None else f"{had:,}"
    message = f"has {has:,} partitions and had {before} before: programmes are torn apart"
    return Problem(message, _place(topic), next_step=step)


def other_settings(topics: Iterable[Topic], found: Mapping[str, Found]) -> Iterable[Problem]:
    """Settings under which records would be lost, cut off or dated wrongly."""
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
        yield from _in_step(topic.name, is_there)


def _in_step(name: str, topic: Found) -> Iterable[Problem]:
    """How many copies are in step before a record counts as written."""
    key = "min.insync.replicas"
    least, copies = int(topic.settings.get(key, 1)), topic.copies
    if least > copies:
        message = f"nothing can be written: there are {copies} copies"
        yield _setting(name, key, str(least), message, str(copies))
    elif least < 2 < copies:
        message = "one broker that is lost takes records along"
        yield _setting(name, key, str(least), message, "2")


def _setting(name: str, key: str, found: str, message: str, value: str) -> Problem:
    step = f"kafka-configs --alter --topic {name} --add-config {key}={value}"
    return Problem(message, _place(name), field=key, found=found, next_step=step)


def _place(name: str) -> str:
    return f"topic {name}"


def _user(settings: Settings) -> str:
    return settings.security.username or "whoever gives no name"


_VERBS = {
    Operation.READ: "read",
    Operation.WRITE: "written",
    Operation.DESCRIBE: "described",
    Operation.DESCRIBE_CONFIGS: "asked for its settings",
}
