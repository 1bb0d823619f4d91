"""Hosts that use the planner: on one machine, or a worker that shares a broker's programmes."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from models.defaults import DEBOUNCE_SECONDS, LONGEST_WAIT_SECONDS, SOLVERS_AT_ONCE
from models.errors import InputError
from models.plan import Plan
from models.scenario import Scenario
from models.search_limits import REPLANNING_LIMITS
from planner.api.stopping import StoppingCriterion, limits_of
from planner.audit import audit
from planner.books import books_of
from planner.replan import replan
from streams.hosts.asking import Questions
from streams.hosts.solvers import SolverLimits, Solvers
from streams.log import Disposition
from streams.policy import DebouncePolicy

__all__ = ["Change", "EmbeddedHost", "Hosting", "begin_host", "work"]

if TYPE_CHECKING:
    from streams.hosts.embedded.host import EmbeddedHost
    from streams.hosts.embedded.ledger import Change


@dataclass(frozen=True)
class Hosting:
    """Settings of a host."""

    debounce_seconds: float = DEBOUNCE_SECONDS
    longest_wait_seconds: float = LONGEST_WAIT_SECONDS
    stop: StoppingCriterion | None = None
    """When each search stops; by default after 20 seconds or at a gap of 0.5%."""
    solvers: int = SOLVERS_AT_ONCE
    """How many programmes may be planned at the same time."""


def begin_host(
    scenario: Scenario,
    events: str | None,
    journal: Path,
    hosting: Hosting,
    on_change: Callable[[Change], None],
    on_unmatched: Callable[[str, tuple[str, ...]], None],
    tell: Callable[[str], None],
    *,
    follow: bool = False,
    catches_up: bool = False,
) -> EmbeddedHost:
    """Open a host on this machine: read its journal, publish the scenario, return it ready to run.

    Parameters
    ----------
    scenario
        Published, unless the last published scenario is the same.
    events
        A file, a folder, or ``-`` for standard input; None for the inbox only.
    journal
        The journal's file; it is created if it does not exist.
    hosting
        Settings of the host.
    on_change
        Called with each change of the open recommendations.
    on_unmatched
        Called with the programme and with facts that match nothing in it, or with why it cannot be
        planned.
    tell
        Called with a sentence about each file or record that has changed.
    follow
        Wait for more events at the end.
    catches_up
        Let more than ten days pass at once.

    Raises
    ------
    InputError
        Another process writes the journal, or the journal or the events cannot be read. If the
        events cannot be read, no journal is created.
    """
    from streams.hosts.embedded.files import Files
    from streams.hosts.embedded.host import EmbeddedHost
    from streams.hosts.embedded.inbox import inbox_of
    from streams.hosts.embedded.journal import Journal
    from streams.hosts.embedded.ledger import Ledger
    from streams.hosts.embedded.sources import check_readable, source_of
    from streams.hosts.memory import Memory

    if events:
        check_readable(events)
    opened = Journal(journal)
    try:
        read = opened.sources()
        sources = [source_of(events, read, follow=follow, tell=tell)] if events else []
        host = EmbeddedHost(
            ledger=Ledger(opened, Memory(_debounce(hosting)), on_change, tell),
            inbox=Files(inbox_of(journal), dict(read), follow, tell),
            questions=_questions(hosting, on_unmatched),
            sources=sources,
            catches_up=catches_up,
        )
        host.begin(scenario)
    except BaseException:
        opened.close()
        raise
    return host


def work(
    broker: str,
    hosting: Hosting,
    tell: Callable[[str], None],
    on_unmatched: Callable[[str, tuple[str, ...]], None],
    metrics_port: int | None = None,
) -> Mapping[int, Mapping[Disposition, int]]:
    """Share the programmes of a broker with other workers, until a signal ends it.

    Parameters
    ----------
    broker
        ``kafka://localhost:9092``, further brokers after commas; the rest comes from the
        environment.
    hosting
        Settings of the host.
    tell
        Called with a sentence about each partition that is gained or lost.
    on_unmatched
        Called with the programme and with facts that match nothing in it, or with why it cannot be
        planned.
    metrics_port
        Port on 127.0.0.1 for health and metrics; 0 for any free port, None for no port.

    Returns
    -------
    balances
        For each partition that this worker owned at the end and whose log it had read: number of
        records by disposition.

    Raises
    ------
    InputError
        The broker refuses, is unavailable for too long, or has topics with a wrong configuration.
    """
    from streams.hosts.kafka.running import run
    from streams.hosts.kafka.settings import settings_of
    from streams.hosts.kafka.worker import Worker

    settings = settings_of(broker, os.environ)
    worker = Worker(
        settings,
        _questions(hosting, on_unmatched),
        _debounce(hosting),
        tell=tell,
        metrics_port=metrics_port,
    )
    host = run(settings, worker.run())
    read = [
        (number, each) for number, each in sorted(host.assignment.owned.items()) if each.has_served
    ]
    return {number: each.partition.balance() for number, each in read}


def keeps_every_rule(scenario: Scenario, plan: Plan) -> bool:
    """Whether a plan fits a scenario and keeps all of its rules."""
    try:
        return audit(plan, books_of(scenario)).lawful
    except InputError:
        return False


def _debounce(hosting: Hosting) -> DebouncePolicy:
    return DebouncePolicy(
        quiet=timedelta(seconds=hosting.debounce_seconds),
        longest_wait=timedelta(seconds=hosting.longest_wait_seconds),
    )


def _questions(hosting: Hosting, on_unmatched: Callable[[str, tuple[str, ...]], None]) -> Questions:
    return Questions(
        Solvers(replan, SolverLimits(at_once=hosting.solvers)),
        keeps_every_rule,
        limits_of(hosting.stop, REPLANNING_LIMITS),
        on_unmatched,
    )
