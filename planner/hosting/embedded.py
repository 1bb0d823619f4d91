"""The embedded host with the planner in it, and the events that people leave for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from models.scenario import Scenario
from planner.hosting.judging import keeps_every_rule
from planner.hosting.reading import submissions
from planner.replan import replan
from streams.deciding import Words, decision
from streams.events import RecommendationDecided
from streams.hosts.children import Children, Limits
from streams.hosts.embedded.host import Host
from streams.hosts.embedded.inbox import inbox_of, leave
from streams.hosts.embedded.journal import Journal, Reader
from streams.hosts.embedded.ledger import Change, Ledger
from streams.hosts.embedded.lock import is_written
from streams.hosts.embedded.sources import Files, source_of
from streams.hosts.letters import Letter, event_of
from streams.hosts.memory import Memory
from streams.policy import Patience
from streams.solving import Effort
from streams.wire import encoded


@dataclass(frozen=True)
class Hosting:
    """How a host works."""

    follow: bool = False
    """Wait for more at the end of the events."""
    debounce_seconds: float = 2.0
    longest_wait_seconds: float = 30.0
    gap: float = 0.005
    time_limit_seconds: float = 20.0
    solvers: int = 2


def host(
    scenario: Scenario,
    events: str | None,
    journal: Path,
    hosting: Hosting,
    heard: Callable[[Change], None],
    noticed: Callable[[str, tuple[str, ...]], None],
) -> Host:
    """A host that has read its journal and may run.

    Raises
    ------
    InputError
        Another process writes the journal, or it or the events cannot be read.
    """
    book = Journal(journal)
    try:
        read = book.sources()
        sources = [source_of(events, read, follow=hosting.follow)] if events else []
        found = Host(
            ledger=Ledger(book, Memory(_patience(hosting)), heard),
            inbox=Files(inbox_of(journal), dict(read), follow=hosting.follow),
            children=Children(replan, Limits(at_once=hosting.solvers)),
            audit=keeps_every_rule,
            sources=sources,
            effort=Effort(gap=hosting.gap, time_limit_seconds=hosting.time_limit_seconds),
            noticed=noticed,
        )
        found.begin(scenario)
    except BaseException:
        book.close()
        raise
    return found


def decide(words: Words, journal: Path) -> tuple[RecommendationDecided, bool]:
    """Leave a decision for the host; also whether one is at work.

    Raises
    ------
    InputError
        It is not about what is open now, or cannot be left.
    """
    reader = Reader(journal)
    try:
        shown = reader.snapshots()
    finally:
        reader.close()
    event = decision(words, shown, f"decide/{uuid4().hex}", datetime.now(UTC))
    leave(inbox_of(journal), [encoded(event)])
    return event, is_written(Path(journal).resolve())


def publish(raws: Sequence[bytes], name: str, journal: Path) -> tuple[int, bool]:
    """Leave events for the host: how many, and whether a host is at work.

    Raises
    ------
    InputError
        The journal is not there, or some are no events of this release: then none is left.
    """
    Reader(journal).close()
    found = submissions(raws, name)
    leave(inbox_of(journal), [raw for _, raw in found])
    return len(found), is_written(Path(journal).resolve())


def dead_letters(journal: Path) -> list[Letter]:
    """What came and is no event, without what has been sent again since.

    Raises
    ------
    InputError
        The journal is not there.
    """
    reader, now = Reader(journal), datetime.now(UTC)
    try:
        found = [(letter, event_of(letter, now)) for letter in reader.dead_letters()]
        return [letter for letter, event in found if event is None or not reader.has(event.id)]
    finally:
        reader.close()


def resend(journal: Path) -> tuple[list[Letter], bool]:
    """Leave for the host the dead letters that are events by now; also whether one is at work.

    Raises
    ------
    InputError
        The journal is not there, or they cannot be left.
    """
    now = datetime.now(UTC)
    sent = {letter.sha256: letter for letter in dead_letters(journal) if event_of(letter, now)}
    raws = [letter.raw for letter in sent.values() if letter.raw is not None]
    if raws:
        leave(inbox_of(journal), raws)
    return list(sent.values()), is_written(Path(journal).resolve())


def _patience(hosting: Hosting) -> Patience:
    return Patience(
        quiet=timedelta(seconds=hosting.debounce_seconds),
        longest_wait=timedelta(seconds=hosting.longest_wait_seconds),
    )
