"""How fast events go through the journal, and what an id costs."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from streams.events import Event, HeadcountChanged, HeadcountCounted, SeatsCounted
from streams.hosts.solvers import SolverLimits
from tests.streams.hosts.hosting import RECORDED, check_whole, host, published, written

pytestmark = pytest.mark.slow

EVENTS = 100_000


def feed() -> Iterator[Event]:
    """Heads, counts and seats of three hundred days, each with an id of its own."""
    yield published("north")
    for n in range(EVENTS):
        name, at = f"hr-feed/2027/{n:08d}", RECORDED + timedelta(seconds=n)
        day = date(2027, 1, 1) + timedelta(days=n % 300)
        if n % 4 < 2:
            yield HeadcountChanged(id=name, programme="north", recorded_at=at, cohort="kyc",
                                   people=1 - n % 4 * 2, effective_from=day)  # fmt: skip
        elif n % 4 == 2:
            yield HeadcountCounted(id=name, programme="north", recorded_at=at, cohort="kyc",
                                   posts=10, people=9, as_of=day)  # fmt: skip
        else:
            yield SeatsCounted(id=name, programme="north", recorded_at=at, office="shanghai",
                               seats=99, as_of=day)  # fmt: skip


def test_events_go_through_the_journal_and_back(tmp_path: Path) -> None:
    """20,000 a second of processor time at least: read, written down, folded; and read again."""
    events = written(tmp_path / "e.jsonl", feed())
    found = host(tmp_path / "p.db", events, limits=SolverLimits(at_once=0))
    began = time.process_time()
    while found.step():
        pass
    taken = time.process_time() - began
    ids = found.ledger.memory.ids
    found.ledger.journal.close()
    began = time.process_time()
    host(tmp_path / "p.db", limits=SolverLimits(at_once=0)).ledger.journal.close()
    recovered = time.process_time() - began

    assert len(ids) > EVENTS
    assert EVENTS / taken > 20_000
    assert EVENTS / recovered > 20_000
    assert (sys.getsizeof(ids) + sum(map(sys.getsizeof, ids))) / len(ids) < 150
    assert check_whole(tmp_path / "p.db").hash == found.ledger.memory.world.hash
