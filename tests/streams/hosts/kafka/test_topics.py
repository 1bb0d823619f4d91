"""Topics on a real broker: created once, checked, and refused where records would be lost."""

from __future__ import annotations

import asyncio

import pytest

from models.choices import BrokerRole
from models.errors import InputError, Problem
from streams.hosts.kafka.checking import check
from streams.hosts.kafka.creating import Size, create
from streams.hosts.kafka.settings import Settings
from streams.hosts.kafka.topics import rights_of
from tests.kafka.fixtures import NewCluster
from tests.streams.hosts.kafka.topic_changes import alter, put

pytestmark = pytest.mark.kafka

SMALL = Size(partitions=4, replication=1)


@pytest.fixture
def settings(kafka: str, prefix: str) -> Settings:
    """A deployment of its own on the shared broker."""
    return Settings(tuple(kafka.split(",")), prefix)


def made(settings: Settings, size: Size = SMALL) -> list[str]:
    """Create the topics."""
    return asyncio.run(create(settings, size))


def problems(settings: Settings, role: BrokerRole = BrokerRole.WORKER) -> tuple[Problem, ...]:
    """What the check says."""
    try:
        asyncio.run(check(settings, role))
    except InputError as error:
        return error.problems
    return ()


def test_what_is_created_is_right_and_stays(settings: Settings) -> None:
    """All six, once; the check passes and tells the partitions; another time changes nothing."""
    first, again = made(settings), made(settings, Size(None, 1))

    assert set(first) == set(rights_of(BrokerRole.WORKER, settings))
    assert again == []
    assert asyncio.run(check(settings)) == 4


def test_what_is_missing_is_added_to_what_is_there(settings: Settings) -> None:
    """With as many partitions as the others have."""
    asyncio.run(put(settings, settings.recommendations, 3))
    asyncio.run(
        alter(
            settings,
            settings.recommendations,
            {
                "cleanup.policy": "compact",
                "max.message.bytes": "9000000",
                "unclean.leader.election.enable": "false",
            },
        )
    )

    assert settings.recommendations not in made(settings, Size(None, 1))
    assert asyncio.run(check(settings)) == 3


def test_topics_that_are_not_there_are_named(settings: Settings) -> None:
    """Each with the command that creates it."""
    said = problems(settings)

    assert len(said) == 6
    assert all("relocate topics --create" in problem.next_step for problem in said)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("cleanup.policy", "compact"),
        ("cleanup.policy", "compact,delete"),
        ("retention.ms", "604800000"),
        ("retention.bytes", "1000000"),
        ("message.timestamp.type", "CreateTime"),
        ("max.message.bytes", "1048588"),
        ("min.insync.replicas", "2"),
        ("unclean.leader.election.enable", "true"),
    ],
)
def test_a_log_that_would_lose_records_is_refused(settings: Settings, key: str, value: str) -> None:
    """By the check and by a second creation, with the setting, what it is and what it must be."""
    made(settings)
    right = {
        "cleanup.policy": "delete",
        "retention.ms": "-1",
        "retention.bytes": "-1",
        "message.timestamp.type": "LogAppendTime",
        "max.message.bytes": "9000000",
        "unclean.leader.election.enable": "false",
    }
    asyncio.run(alter(settings, settings.log, right | {key: value}))

    (problem,) = problems(settings)

    assert (problem.file, problem.field) == (f"topic {settings.log}", key)
    assert problem.found == value
    assert f"{settings.log} --add-config {key}=" in problem.next_step
    with pytest.raises(InputError):
        made(settings)


def test_partitions_that_differ_are_refused(settings: Settings) -> None:
    """Somebody has added partitions to the log; the advice is never to do so."""
    made(settings)
    asyncio.run(put(settings, settings.log, 6))

    said = problems(settings)

    assert {problem.file for problem in said} == {
        f"topic {settings.events}",
        f"topic {settings.decisions}",
        f"topic {settings.recommendations}",
        f"topic {settings.dead_letters}",
    }
    assert all("Never add partitions" in problem.next_step for problem in said)
    with pytest.raises(InputError, match="already exist with 6 partitions"):
        made(settings)


def test_nothing_is_created_where_not_all_can_be(settings: Settings) -> None:
    """There are not as many brokers as copies; it is left as it was."""
    with pytest.raises(InputError, match="replication of 1"):
        made(settings, Size(4, 99))

    assert len(problems(settings)) == 6


def test_a_role_is_checked_for_its_own_topics_alone(settings: Settings) -> None:
    """Whoever only watches needs no log."""
    asyncio.run(put(settings, settings.recommendations, 3))

    assert problems(settings, BrokerRole.WATCHER) != problems(settings, BrokerRole.DECIDER)
    assert {each.file for each in problems(settings, BrokerRole.DECIDER)} > {
        f"topic {settings.decisions}"
    }


@pytest.mark.slow
def test_with_three_brokers_records_are_on_two_before_they_count(new_cluster: NewCluster) -> None:
    """As created; one copy in step is refused, since a broker that is lost takes records along."""
    settings = Settings(tuple(new_cluster(3).servers.split(",")))
    made(settings, Size(4, 3))

    assert asyncio.run(check(settings)) == 4
    right = {"cleanup.policy": "compact", "max.message.bytes": "9000000"}
    right |= {"unclean.leader.election.enable": "false", "min.insync.replicas": "1"}
    asyncio.run(alter(settings, settings.recommendations, right))
    assert [problem.field for problem in problems(settings)] == ["min.insync.replicas"]
