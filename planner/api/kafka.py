"""The host on Kafka with the planner in it, and what people do at a broker."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import aclosing
from datetime import UTC, datetime
from uuid import uuid4

from models.scenario import Scenario
from planner.api.hosting import Hosting, patience_of, questions_of
from planner.api.reading import announced, submissions
from planner.notify import Notifier, Sight
from streams.deciding import Words, decision
from streams.events import Event, RecommendationDecided
from streams.hosts.kafka import dead_letters as letters
from streams.hosts.kafka import recommendations, verifying, writing
from streams.hosts.kafka.checking import check
from streams.hosts.kafka.cluster import Operation
from streams.hosts.kafka.creating import Size, create
from streams.hosts.kafka.dead_letters import dead_letters_counted
from streams.hosts.kafka.lost_records import check_log_beginnings
from streams.hosts.kafka.running import run
from streams.hosts.kafka.settings import Settings, settings_of
from streams.hosts.kafka.topics import BrokerRole, rights_of
from streams.hosts.kafka.worker import Worker
from streams.hosts.letters import Letter
from streams.hosts.proof import Proof
from streams.hosts.standing import Standing
from streams.recommend import Snapshot
from streams.wire import encoded


def work(
    broker: str,
    hosting: Hosting,
    told: Callable[[str], None],
    noticed: Callable[[str, tuple[str, ...]], None],
    metrics_port: int | None = None,
) -> Mapping[int, Mapping[Standing, int]]:
    """Share the programmes of a broker with other workers, until a signal ends it.

    Parameters
    ----------
    broker
        ``kafka://localhost:9092``, further brokers after commas; the rest comes by environment.
    hosting
        How to work.
    told, noticed
        Told of partitions that come and go, and of facts that fit nothing.
    metrics_port
        Where loopback has health and metrics; 0 for any port that is free, none for nowhere.

    Returns
    -------
    balances
        By partition that was this worker's at the end, and whose log it had read: records by what
        became of them.

    Raises
    ------
    InputError
        The broker refuses something, is away for too long, or has topics of another configuration.
    """
    settings = _settings(broker)
    worker = Worker(
        settings,
        questions_of(hosting, noticed),
        patience_of(hosting),
        tell=told,
        metrics_port=metrics_port,
    )
    host = run(settings, worker.run())
    read = [
        (number, each) for number, each in sorted(host.assignment.owned.items()) if each.has_served
    ]
    return {number: each.partition.balance() for number, each in read}


def publish(place: str, broker: str) -> int:
    """Put the events of a file or of ``-`` on their topics, and say how many.

    Raises
    ------
    InputError
        With every line that is no event; then none is sent. Or the broker refuses.
    """
    found = submissions(place)
    _publish(found, broker)
    return len(found)


def publish_scenario(scenario: Scenario, broker: str) -> None:
    """Publish a scenario, so that its programme begins.

    Raises
    ------
    InputError
        The scenario is too large for an event, or the broker refuses.
    """
    _publish([announced(scenario)], broker)


def watch(broker: str, shown: Callable[[tuple[Snapshot, ...]], None], *, once: bool) -> None:
    """Show all snapshots, then those that change, until Ctrl-C.

    Raises
    ------
    InputError
        The broker refuses.
    """
    settings = _checked(broker, BrokerRole.WATCHER)

    async def follow() -> None:
        async with aclosing(recommendations.followed(settings)) as following:
            async for found in following:
                shown(found)
                if once:
                    break

    run(settings, follow())


def watch_and_tell(
    broker: str, shown: Callable[[tuple[Snapshot, ...]], None], notifier: Notifier, *, once: bool
) -> bool:
    """Show the same, and tell what there is to tell.

    Returns
    -------
    bool
        Of one look: whether all has been told.

    Raises
    ------
    InputError
        The broker refuses, or what has been told cannot be written down.
    """
    settings = _checked(broker, BrokerRole.NOTIFIER)

    async def follow() -> bool:
        known: dict[str, Snapshot] = {}
        told = begun = False
        following = recommendations.followed(settings, beats=True)
        counting = dead_letters_counted(settings)
        async with aclosing(following), aclosing(counting):
            async for found in following:
                if found or not begun:
                    shown(found)
                begun = True
                known |= {each.programme: each for each in found}
                if notifier.due:
                    sight = Sight(known, await anext(counting))
                    # Ctrl-C waits for what is being sent, so that it is known whether it has come.
                    told = await asyncio.to_thread(notifier.look, sight, datetime.now(UTC))
                if once:
                    return told
        return told

    return run(settings, follow())


def decide(words: Words, broker: str) -> RecommendationDecided:
    """Put a decision on the topic of decisions.

    Raises
    ------
    InputError
        It is not about what is open now, or the broker refuses.
    """
    settings = _checked(broker, BrokerRole.DECIDER)
    open_now = run(settings, recommendations.snapshots(settings))
    event = decision(words, open_now, f"decide/{uuid4().hex}", datetime.now(UTC))
    run(settings, writing.publish(settings, [(event, encoded(event))]))
    return event


def verify(broker: str) -> Proof:
    """Hold the log of each programme against what is shown of it.

    Raises
    ------
    InputError
        The broker refuses.
    """
    settings = _checked(broker, BrokerRole.VERIFIER)
    return run(settings, verifying.verify(settings))


def create_topics(broker: str, partitions: int | None, replication: int) -> list[str]:
    """Create the topics that a broker does not have yet, and return their names.

    Parameters
    ----------
    broker
        ``kafka://localhost:9092``, further brokers after commas; the rest comes by environment.
    partitions
        Of the events of programmes; by default those there are, or 8.
    replication
        Copies of each record.

    Raises
    ------
    InputError
        The broker refuses, or has topics of another configuration.
    """
    settings = _settings(broker)
    return run(settings, create(settings, Size(partitions, replication)))


def check_topics(broker: str, role: str) -> int:
    """Make sure that topics are right and that this user may do what a role does.

    Returns
    -------
    int
        Partitions of the events; 0 if the role has nothing to do with them.

    Raises
    ------
    InputError
        With everything that is wrong.
    """
    settings, known = _settings(broker), BrokerRole(role)
    partitions = run(settings, check(settings, known))
    if Operation.READ in rights_of(known, settings).get(settings.events, ()):
        run(settings, check_log_beginnings(settings))
    return partitions


def dead_letters(broker: str) -> list[Letter]:
    """What came and is no event, without what has been sent again.

    Raises
    ------
    InputError
        The broker refuses.
    """
    settings = _checked(broker, BrokerRole.MENDER)
    return [each.letter for each in run(settings, letters.dead_letters(settings))]


def parked(broker: str) -> list[Letter]:
    """Events that only a later release reads, as they lie in the logs.

    Raises
    ------
    InputError
        The broker refuses.
    """
    settings = _checked(broker, BrokerRole.MENDER)
    return run(settings, letters.parked(settings))


def resend(broker: str) -> list[Letter]:
    """Send again those dead letters that are events by now.

    Raises
    ------
    InputError
        The broker refuses.
    """
    settings = _checked(broker, BrokerRole.MENDER)
    return run(settings, letters.resend(settings, datetime.now(UTC)))


def _publish(found: Sequence[tuple[Event, bytes]], broker: str) -> None:
    decisions = {isinstance(event, RecommendationDecided) for event, _ in found}
    settings = _settings(broker)
    for is_decision in sorted(decisions):
        _checked(broker, BrokerRole.DECIDER if is_decision else BrokerRole.PUBLISHER)
    run(settings, writing.publish(settings, found))


def _checked(broker: str, role: BrokerRole) -> Settings:
    """The settings of a deployment that has the topics of a role and lets this user have it.

    A client of Kafka waits a minute for a topic that is not there, or finds it empty.
    """
    settings = _settings(broker)
    run(settings, check(settings, role))
    return settings


def _settings(broker: str) -> Settings:
    return settings_of(broker, os.environ)
