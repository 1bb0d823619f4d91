"""Events that this release cannot fold: dead letters, while everything else goes on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.search_limits import SearchLimits
from streams import fold as folds
from streams.events import DayPassed, Event, SeatsCounted, SignalRetracted
from streams.hosts.kafka.partition import fold_records
from streams.hosts.kafka.records import Intake, LogRecord, Pointer
from streams.hosts.memory import Memory
from streams.log import Disposition
from streams.solving import answer_event
from tests.streams.hosts.kafka.log_records import HOST, copied, partition, record_of
from tests.streams.hosts.unfoldable import UNLUCKY, cannot_fold
from tests.support import stubs
from tests.support.events import RECORDED, hired, published, seats

SIGNAL = SignalRetracted(id="r", recorded_at=RECORDED, signal="law")
DAY = DayPassed(id="day/2026-01-02", recorded_at=RECORDED, day=date(2026, 1, 2))
BAD = seats("bad", "north", UNLUCKY)


@pytest.fixture(autouse=True)
def buggy() -> Iterator[None]:
    """A release that cannot fold a count of so many seats."""
    with cannot_fold():
        yield


def answer() -> Event:
    memory = Memory()
    memory.take([published("north")], RECORDED)
    ask = memory.question("north", SearchLimits(), RECORDED)
    assert ask is not None
    return answer_event(ask, stubs.answers(ask), RECORDED)


def log() -> list[LogRecord]:
    """Facts, an answer, a day and signals; what cannot be folded is there three times."""
    told: list[tuple[Event | bytes, bytes | None]] = [
        (published("north"), None),
        (hired("h0", "north"), None),
        (answer(), HOST),
        (BAD, None),
        (hired("h1", "north"), None),
        (SIGNAL, copied(Intake.SIGNALS, 0, 1)),
        (b"{broken", None),
        (BAD, None),
        (hired("h1", "north"), None),
        (DAY, HOST),
        (seats("bad-too", "north", UNLUCKY), None),
        (seats("good", "north", 70), None),
    ]
    return [record_of(event, offset, mark) for offset, (event, mark) in enumerate(told)]


@dataclass(frozen=True)
class Outcome:
    """All that follows from a log."""

    hash: str
    ids: frozenset[str]
    balance: dict[Disposition, int]
    unfolded: int
    position: int
    relayed: dict[Intake, int]
    last_day: date
    letters: tuple[Pointer, ...]
    events: tuple[str, ...]


def outcome(records: Sequence[LogRecord], cuts: Sequence[int]) -> Outcome:
    """A log folded in batches that end at some places."""
    found, letters, events = partition(), list[Pointer](), list[Event]()
    for start, end in pairwise([0, *sorted(cuts), len(records)]):
        new, dead = fold_records(found, records[start:end], RECORDED)
        events, letters = events + new, letters + dead
    return Outcome(
        found.memory.world.hash, frozenset(found.memory.ids), dict(found.balance()),
        found.unfolded, found.position, found.relayed, found.last_day, tuple(letters),
        tuple(each.id for each in events),
    )  # fmt: skip


@pytest.mark.slow
@given(st.lists(st.integers(0, 12), max_size=6))
def test_all_come_to_the_same_however_records_come(cuts: list[int]) -> None:
    """One by one, all at once, or in any batches: state, balance and letters are one."""
    assert outcome(log(), cuts) == outcome(log(), range(12))


def test_it_is_a_dead_letter_and_the_rest_is_as_if_it_had_not_been_there() -> None:
    """Its reason says what was raised and where, and nothing of what was in it."""
    found = outcome(log(), [])
    without = [record for record in log() if f'"seats":{UNLUCKY}'.encode() not in record.raw]
    clean = outcome([replace(each, offset=n) for n, each in enumerate(without)], [])

    assert (found.hash, found.ids, found.events) == (clean.hash, clean.ids, clean.events)
    assert [each.offset for each in found.letters] == [3, 6, 7, 10]
    assert found.balance[Disposition.DEAD] == 4
    assert sum(found.balance.values()) == found.position == 12
    assert found.unfolded == 3
    assert re.fullmatch(
        r"cannot be folded by this release: ArithmeticError in unfoldable\.py, line \d+",
        found.letters[0].reason,
    )


def test_a_later_release_folds_it_from_the_log(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is lost: the same log, read by one that can."""
    monkeypatch.setitem(folds.FOLDS, SeatsCounted, folds._fold_seats)
    found = outcome(log(), [])

    assert {"bad", "bad-too"} <= found.ids
    assert (found.unfolded, found.balance[Disposition.DEAD]) == (0, 1)


def test_a_signal_that_cannot_be_folded_counts_as_relayed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else its owner would fetch it for ever, and nothing after it."""

    def raises(*_: Any) -> None:
        raise LookupError

    monkeypatch.setattr("models.signal_book.SignalBook.with_facts", raises)
    found = outcome([record_of(SIGNAL, 0, copied(Intake.SIGNALS, 0, 1))], [])

    assert (found.relayed[Intake.SIGNALS], found.unfolded) == (1, 1)


def test_want_of_memory_is_no_fault_of_a_record() -> None:
    """It ends the worker: another one may have more, and nothing is called dead."""
    found = partition()
    with cannot_fold(MemoryError), pytest.raises(MemoryError):
        fold_records(found, log(), RECORDED)

    assert (found.position, found.unfolded, found.memory.ids) == (0, 0, {})


def test_whatever_is_raised_is_caught_in_one_place_only() -> None:
    """Everywhere else an error is one that was expected, or ends what was being done."""
    root = Path(__file__).parents[4]
    files = [
        each for name in ("models", "streams", "planner") for each in (root / name).rglob("*.py")
    ]
    found = [each.name for each in files if "except Exception" in each.read_text(encoding="utf-8")]

    assert found == ["partition.py"]
