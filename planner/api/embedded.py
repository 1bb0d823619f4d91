"""The host on one machine with the planner in it, and the events that people leave for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from models.errors import InputError, Problem
from models.scenario import Scenario
from planner.api.hosting import Hosting, patience_of, questions_of
from planner.api.reading import announced, submissions
from streams.deciding import Words, decision
from streams.events import RecommendationDecided
from streams.hosts.embedded import backing_up, rescuing, verifying
from streams.hosts.embedded.files import Files
from streams.hosts.embedded.host import Host
from streams.hosts.embedded.inbox import inbox_of, leave, waiting
from streams.hosts.embedded.journal import Journal
from streams.hosts.embedded.ledger import Change, Ledger
from streams.hosts.embedded.lock import is_written
from streams.hosts.embedded.reader import Reader
from streams.hosts.embedded.sources import look_at, source_of
from streams.hosts.letters import Letter, event_of, is_altered
from streams.hosts.memory import Memory
from streams.hosts.proof import Proof
from streams.hosts.standing import Standing
from streams.wire import decoded, encoded


def host(
    scenario: Scenario,
    events: str | None,
    journal: Path,
    hosting: Hosting,
    heard: Callable[[Change], None],
    noticed: Callable[[str, tuple[str, ...]], None],
    told: Callable[[str], None],
    *,
    follow: bool = False,
    catches_up: bool = False,
) -> Host:
    """A host on this machine: it has read its journal, published the scenario, and may run.

    Parameters
    ----------
    scenario
        Published, unless it is what was published like this last.
    events
        A file, a folder, or ``-``; None for the inbox alone.
    journal
        The file that holds everything; it is begun if it is not there.
    hosting
        How to work.
    heard, noticed
        Told of changes of what is open, and of facts that fit nothing.
    told
        Told of files and records that are not what they were.
    follow
        Wait for more at the end of the events.
    catches_up
        Let more than ten days pass at once.

    Raises
    ------
    InputError
        Another process writes the journal, or it or the events cannot be read. Where it is the
        events, no journal is begun.
    """
    if events:
        look_at(events)
    book = Journal(journal)
    try:
        read = book.sources()
        sources = [source_of(events, read, follow=follow, told=told)] if events else []
        found = Host(
            ledger=Ledger(book, Memory(patience_of(hosting)), heard, told),
            inbox=Files(inbox_of(journal), dict(read), follow, told),
            questions=questions_of(hosting, noticed),
            sources=sources,
            catches_up=catches_up,
        )
        found.begin(scenario)
    except BaseException:
        book.close()
        raise
    return found


def journal(path: Path) -> Reader:
    """A journal to read, also while a host writes it.

    Raises
    ------
    InputError
        It is not there or no journal.
    """
    return Reader(path)


def verify(path: Path) -> Proof:
    """Hold a journal against itself: its log, what its host said of its state, what is shown.

    Raises
    ------
    InputError
        It is not there, no journal, or cannot be read.
    """
    reader = Reader(path)
    try:
        return verifying.verify(reader)
    finally:
        reader.close()


def back_up(journal: Path, copy: Path) -> int:
    """Copy a journal while a host may be at work, check the copy, and return its position.

    Raises
    ------
    InputError
        The journal is damaged, something else than an older copy of it has the name of the copy,
        or it cannot be written.
    """
    return backing_up.back_up(journal, copy)


def rescue(journal: Path, copy: Path) -> Mapping[str, int]:
    """Save what can be read of a damaged journal into a new one, and return that one's balance.

    Raises
    ------
    InputError
        The copy is there already, the journal is not, or nothing can be read of it.
    """
    return {each.value: count for each, count in rescuing.rescue(journal, copy).items()}


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
    _refuse_second(event, journal)
    return event, _left([encoded(event)], journal)


def _refuse_second(event: RecommendationDecided, journal: Path) -> None:
    """One decision at a time: the host may not have read the one before."""
    for raw in waiting(inbox_of(journal)):
        before = decoded(raw)
        if (
            isinstance(before, RecommendationDecided)
            and before.recommendation == event.recommendation
        ):
            said = f"has been decided: {before.verdict}, by {before.by}; no host has read it yet"
            step = "Wait until one has, and look again."
            raise InputError(
                [Problem(said, field="ID", found=event.recommendation, next_step=step)]
            )


def publish(place: str, journal: Path) -> tuple[int, bool]:
    """Leave the events of a file or of ``-`` for the host: how many, and whether one is at work.

    Raises
    ------
    InputError
        With every line that is no event, or the journal is not there; then none is left.
    """
    found = submissions(place)
    Reader(journal).close()
    return len(found), _left([raw for _, raw in found], journal)


def publish_scenario(scenario: Scenario, journal: Path) -> bool:
    """Leave a scenario for the host, as the event by which its programme begins.

    Returns
    -------
    bool
        Whether a host is at work.

    Raises
    ------
    InputError
        The journal is not there, or the scenario is too large for an event.
    """
    Reader(journal).close()
    _, raw = announced(scenario)
    return _left([raw], journal)


def dead_letters(journal: Path, last: int | None = None) -> list[Letter]:
    """What came and is no event, without what has been sent again since.

    Parameters
    ----------
    journal
        Where to look.
    last
        How many at most, the last ones; all unless it is given.

    Raises
    ------
    InputError
        The journal is not there.
    """
    return _letters(journal, Standing.DEAD, last)


def refuse_damage(journal: Path, shown: Sequence[Letter]) -> None:
    """Look through a journal where what was read of it is not as it came.

    Parameters
    ----------
    journal
        Where they were read.
    shown
        What was read.

    Raises
    ------
    InputError
        The journal is damaged.
    """
    if any(map(is_altered, shown)):
        with closing(Reader(journal)) as reader:
            reader.refuse_damage()


def parked(journal: Path, last: int | None = None) -> list[Letter]:
    """Events that only a later release reads, without those that have been folded since.

    Parameters
    ----------
    journal
        Where to look.
    last
        How many at most, the last ones; all unless it is given.

    Raises
    ------
    InputError
        The journal is not there.
    """
    return _letters(journal, Standing.PARKED, last)


def _letters(journal: Path, standing: Standing, last: int | None) -> list[Letter]:
    reader, now = Reader(journal), datetime.now(UTC)
    try:
        found = [(letter, event_of(letter, now)) for letter in reader.letters(standing, last)]
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
    return list(sent.values()), _left(raws, journal)


def _left(raws: Sequence[bytes], journal: Path) -> bool:
    """Leave events for the host, if there are any, and say whether one is at work."""
    if raws:
        leave(inbox_of(journal), raws)
    return is_written(Path(journal).resolve())
