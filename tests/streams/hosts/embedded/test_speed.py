"""How fast events go through the journal, beside reading them as JSON, and what an id costs."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from streams.events import Event, HeadcountChanged, HeadcountCounted, SeatsCounted
from streams.hosts.solvers import SolverLimits
from tests.support.embedded_hosts import check_whole, host, written
from tests.support.events import RECORDED, published

pytestmark = pytest.mark.slow

EVENTS = 100_000
NO_SOLVERS = SolverLimits(at_once=0)


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


def seconds(done: Callable[[], object]) -> float:
    """Processor time of something."""
    began = time.process_time()
    done()
    return time.process_time() - began


def read_as_json(events: Path) -> None:
    """Every line read and written once more."""
    for line in events.read_bytes().splitlines():
        json.dumps(json.loads(line))


def recover(journal: Path) -> None:
    host(journal, limits=NO_SOLVERS).close()


def test_events_go_through_the_journal_and_back(tmp_path: Path) -> None:
    """Read, written down and folded, and read again: each in ten times what JSON alone takes."""
    events = written(tmp_path / "e.jsonl", feed())
    found = host(tmp_path / "p.db", events, limits=NO_SOLVERS)
    alone = seconds(lambda: read_as_json(events))
    taken = seconds(lambda: all(iter(found.step, False)))
    ids = found.ledger.memory.ids
    found.close()
    recovered = seconds(lambda: recover(tmp_path / "p.db"))

    assert len(ids) > EVENTS
    assert taken < 10 * alone
    assert recovered < 10 * alone
    assert (sys.getsizeof(ids) + sum(map(sys.getsizeof, ids))) / len(ids) < 150
    assert check_whole(tmp_path / "p.db").hash == found.ledger.memory.world.hash
