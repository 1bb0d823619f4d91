"""Hosts under test: in this process, or in one of their own that can be killed.

Run as a module, it works on a journal until the events have ended:
``python -m tests.support.embedded_hosts JOURNAL EVENTS [STUB] [--kill-at N] [--follow]``.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from models.errors import InputError
from models.plan import Plan
from models.scenario import Scenario
from models.search_limits import SearchLimits
from streams.events import Event
from streams.fold import folded
from streams.hosts.asking import Questions
from streams.hosts.embedded.files import Files, Line
from streams.hosts.embedded.host import EmbeddedHost
from streams.hosts.embedded.inbox import inbox_of
from streams.hosts.embedded.journal import Journal
from streams.hosts.embedded.ledger import Change, Ledger
from streams.hosts.embedded.reader import Reader
from streams.hosts.embedded.sources import Source, source_of
from streams.hosts.embedded.verifying import verify
from streams.hosts.memory import Memory
from streams.hosts.solvers import SolverLimits, Solvers
from streams.log import Disposition, Proof
from streams.policy import DebouncePolicy
from streams.recommend import Snapshot, same, snapshot
from streams.solving import Replan
from streams.state import World
from streams.wire import DeadLetter, Parked, decode, encoded
from tests.support import stubs

ROOT = Path(__file__).parents[2]
EAGER = DebouncePolicy(
    quiet=timedelta(0), longest_wait=timedelta(0), first_retry=timedelta(seconds=300)
)


class Drip:
    """A source that gives a few lines at a time."""

    def __init__(self, source: Source, most: int) -> None:
        self.source, self.most = source, most

    @property
    def ended(self) -> bool:
        return self.source.ended

    def lines(self, most: int) -> list[Line]:
        return self.source.lines(min(most, self.most))


def host(
    journal: Path,
    events: str | Path | None = None,
    *,
    replan: Replan = stubs.answers,
    audit: Callable[[Scenario, Plan], bool] = stubs.keeps,
    limits: SolverLimits | None = None,
    debounce: DebouncePolicy = EAGER,
    seconds: float = 20.0,
    drip: int = 500,
    follow: bool = False,
    on_change: Callable[[Change], None] = lambda _: None,
    on_unmatched: Callable[[str, tuple[str, ...]], None] = lambda _programme, _words: None,
    tell: Callable[[str], None] = lambda _words: None,
    **more: Any,
) -> EmbeddedHost:
    """A host that has read its journal."""
    book = Journal(journal)
    read = book.sources()
    found = EmbeddedHost(
        ledger=Ledger(book, Memory(debounce), on_change, tell),
        inbox=Files(inbox_of(journal), dict(read), follow=follow),
        questions=Questions(
            Solvers(replan, limits or SolverLimits()),
            audit,
            SearchLimits(gap=0.005, seconds=seconds),
            on_unmatched,
        ),
        sources=[Drip(source_of(str(events), read, follow=follow, tell=tell), drip)]
        if events
        else [],
        **more,
    )
    try:
        found.begin()
    except BaseException:
        book.close()
        raise
    return found


def work(journal: Path, events: str | Path | None = None, **more: Any) -> EmbeddedHost:
    """A host that has worked until its events had ended, and has let go of its journal."""
    found = host(journal, events, **more)
    try:
        found.run()
    finally:
        found.close()
    return found


def written(path: Path, events: Iterable[Event | bytes]) -> Path:
    """Events, or bytes as they are, as a file."""
    raws = (each if isinstance(each, bytes) else encoded(each) for each in events)
    path.write_bytes(b"".join(raw + b"\n" for raw in raws))
    return path


def log_of(journal: Path) -> list[Event]:
    """What has been folded, in the order of the log."""
    reader = Reader(journal)
    found = [decode(raw) for raw in reader.events(Disposition.FOLDED)]
    reader.close()
    assert not [each for each in found if isinstance(each, DeadLetter | Parked)]
    return [each for each in found if not isinstance(each, DeadLetter | Parked)]


@dataclass(frozen=True)
class Look:
    """A journal as it was read at one time."""

    position: int
    balance: Mapping[Disposition, int]
    snapshots: tuple[Snapshot, ...]


def look(journal: Path) -> Look:
    """Read a journal, also while a host writes it."""
    reader = Reader(journal)
    found = Look(reader.position, reader.balance(), reader.snapshots())
    reader.close()
    return found


def verified(journal: Path) -> Proof:
    """A journal held against itself."""
    reader = Reader(journal)
    try:
        return verify(reader)
    finally:
        reader.close()


def check_whole(journal: Path) -> World:
    """The journal balances, holds no id twice, and what is open is the fold of its log.

    What its host has said of its state was made from its log.
    """
    seen, log = look(journal), log_of(journal)
    proof = verified(journal)
    assert proof.claims
    assert not proof.differences
    assert sum(seen.balance.values()) == seen.position
    ids = [event.id for event in log]
    assert len(ids) == len(set(ids))
    world = folded(World(), log)
    kept = {shown.programme: shown for shown in seen.snapshots}
    for name in world.programmes:
        expected = snapshot(world, name, seen.position)
        assert name in kept or not expected.open
        assert name not in kept or same(kept[name], expected)
    return world


def started(*words: object, **more: Any) -> subprocess.Popen[str]:
    """This module in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", __name__, *map(str, words)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **more,
    )


def killed(process: subprocess.Popen[str]) -> None:
    """Kill a process and wait for its end, but not for whoever it has left behind."""
    process.kill()
    process.wait()
    for pipe in (process.stdout, process.stderr):
        if pipe is not None:
            pipe.close()


def main() -> None:
    """Work on a journal; with ``--kill-at``, die before that many statements have been run."""
    parser = argparse.ArgumentParser()
    parser.add_argument("journal", type=Path)
    parser.add_argument("events")
    parser.add_argument("stub", nargs="?", default="answers")
    parser.add_argument("--kill-at", type=int, default=0)
    parser.add_argument("--follow", action="store_true")
    given = parser.parse_args()
    try:
        found = host(
            given.journal,
            given.events,
            replan=getattr(stubs, given.stub),
            drip=10,
            follow=given.follow,
        )
    except InputError as error:
        sys.exit(str(error))
    if given.kill_at:
        _kill_at(found, given.kill_at)
    sys.stdout.write(json.dumps({"pid": os.getpid()}) + "\n")
    sys.stdout.flush()
    try:
        found.run()
    except InputError as error:
        sys.exit(str(error))


def _kill_at(found: EmbeddedHost, statements: int) -> None:
    left = statements

    def count(_statement: str) -> None:
        nonlocal left
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)

    found.ledger.journal._base.set_trace_callback(count)


if __name__ == "__main__":
    main()
