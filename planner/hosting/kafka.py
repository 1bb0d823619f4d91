"""The host on Kafka with the planner in it, and what people do there."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import aclosing
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from planner.hosting.embedded import Hosting
from planner.hosting.judging import keeps_every_rule
from planner.hosting.reading import submissions
from planner.replan import replan
from streams.deciding import Words, decision
from streams.events import RecommendationDecided
from streams.hosts.children import Children, Limits
from streams.hosts.kafka import dead_letters as letters
from streams.hosts.kafka import publishing, watching
from streams.hosts.kafka.asking import Questions
from streams.hosts.kafka.checking import check
from streams.hosts.kafka.environment import settings_of
from streams.hosts.kafka.roles import Role
from streams.hosts.kafka.running import run
from streams.hosts.kafka.settings import Settings
from streams.hosts.kafka.worker import Worker
from streams.hosts.letters import Letter
from streams.hosts.standing import Standing
from streams.policy import Patience
from streams.recommend import Snapshot
from streams.solving import Effort
from streams.wire import encoded


def work(
    broker: str,
    hosting: Hosting,
    told: Callable[[str], None],
    noticed: Callable[[str, tuple[str, ...]], None],
    metrics_port: int | None = None,
) -> Mapping[int, Mapping[Standing, int]]:
    """Work until Ctrl-C or a polite kill.

    Parameters
    ----------
    metrics_port
        Where loopback has health and metrics; 0 for any port that is free, none for nowhere.

    Returns
    -------
    balances
        Of the partitions that were this worker's at the end: records by what became of them.

    Raises
    ------
    InputError
        The broker refuses something, is away for too long, or has topics of another configuration.
    """
    settings = _settings(broker)
    worker = Worker(
        settings,
        Questions(
            Children(replan, Limits(at_once=hosting.solvers)),
            keeps_every_rule,
            Effort(gap=hosting.gap, time_limit_seconds=hosting.time_limit_seconds),
            noticed,
        ),
        Patience(
            quiet=timedelta(seconds=hosting.debounce_seconds),
            longest_wait=timedelta(seconds=hosting.longest_wait_seconds),
        ),
        told=told,
        metrics_port=metrics_port,
    )
    host = run(settings, worker.run())
    return {number: each.partition.balance() for number, each in sorted(host.owned.items())}


def publish(raws: Sequence[bytes], name: str, broker: str) -> int:
    """Put events on their topics, and say how many.

    Raises
    ------
    InputError
        Some are no events of this release: then none is sent. Or the broker refuses.
    """
    found = submissions(raws, name)
    settings = _checked(broker, Role.PUBLISHER)
    run(settings, publishing.publish(settings, found))
    return len(found)


def watch(broker: str, shown: Callable[[tuple[Snapshot, ...]], None], *, once: bool) -> None:
    """Show all snapshots, then those that change, until Ctrl-C.

    Raises
    ------
    InputError
        The broker refuses.
    """
    settings = _checked(broker, Role.WATCHER)

    async def follow() -> None:
        async with aclosing(watching.followed(settings)) as following:
            async for found in following:
                shown(found)
                if once:
                    break

    run(settings, follow())


def decide(words: Words, broker: str) -> RecommendationDecided:
    """Put a decision on the topic of events.

    Raises
    ------
    InputError
        It is not about what is open now, or the broker refuses.
    """
    settings = _checked(broker, Role.DECIDER)
    open_now = run(settings, watching.snapshots(settings))
    event = decision(words, open_now, f"decide/{uuid4().hex}", datetime.now(UTC))
    run(settings, publishing.publish(settings, [(event, encoded(event))]))
    return event


def dead_letters(broker: str) -> list[Letter]:
    """What came and is no event, without what has been sent again.

    Raises
    ------
    InputError
        The broker refuses.
    """
    settings = _checked(broker, Role.MENDER)
    return [each.letter for each in run(settings, letters.dead_letters(settings))]


def resend(broker: str) -> list[Letter]:
    """Send again those dead letters that are events by now.

    Raises
    ------
    InputError
        The broker refuses.
    """
    settings = _checked(broker, Role.MENDER)
    return run(settings, letters.resend(settings, datetime.now(UTC)))


def _checked(broker: str, role: Role) -> Settings:
    """The settings of a deployment that has the topics of a role and lets this user have it.

    A client of Kafka waits a minute for a topic that is not there, or finds it empty.
    """
    settings = _settings(broker)
    run(settings, check(settings, role))
    return settings


def _settings(broker: str) -> Settings:
    return settings_of(broker, os.environ)
