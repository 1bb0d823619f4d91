"""A host killed at any instant, started again, ends where one that was never killed does."""

from __future__ import annotations

import signal
from datetime import date
from pathlib import Path
from random import Random

import pytest

from streams.events import AnswerRecorded, DayPassed, Event, HeadcountChanged, SeatsCounted
from streams.fold import fold
from streams.hosts.embedded.inbox import inbox_of, leave
from streams.log import Disposition
from streams.state import World
from streams.wire import encode
from tests.support.embedded_hosts import check_whole, killed, log_of, look, started, work, written
from tests.support.events import RECORDED, published
from tests.support.processes import alive, wait_for_descendants
from tests.support.waiting import until

PROGRAMMES = ("north", "south")


def history(length: int) -> list[Event]:
    """Two companies, and posts and seats that come and go."""
    facts = (_fact(n, PROGRAMMES[n % 2]) for n in range(length))
    return [*map(published, PROGRAMMES), *facts]


def _fact(n: int, programme: str) -> Event:
    if n % 3:
        return HeadcountChanged(
            id=f"h{n}",
            programme=programme,
            recorded_at=RECORDED,
            cohort="kyc",
            people=1 - n % 3,
            posts=1 - n % 3,
            effective_from=date(2027, 1, 15),
        )
    return SeatsCounted(
        id=f"n{n}",
        programme=programme,
        recorded_at=RECORDED,
        office="shanghai",
        seats=50 + n,
        as_of=date(2027, 1, 1),
    )


def test_restarted_a_host_reads_nothing_twice_and_asks_nothing_twice(tmp_path: Path) -> None:
    """The second run appends no record: its sources are known, its views are answered."""
    journal, events = tmp_path / "p.db", written(tmp_path / "e.jsonl", history(30))
    work(journal, events)
    before = log_of(journal)
    work(journal, events)

    assert log_of(journal) == before
    assert look(journal).balance[Disposition.REPEATED] == 0
    assert [e for e in before if isinstance(e, AnswerRecorded)]


def test_an_unanswered_view_is_asked_after_a_restart(tmp_path: Path) -> None:
    """Killed after the scenario was written and before any answer: the next run answers."""
    journal, events = tmp_path / "p.db", written(tmp_path / "e.jsonl", [published("north")])
    process = started(journal, events, "hangs", "--follow")
    wait_for_records(journal, 1)
    killed(process)
    assert not [e for e in log_of(journal) if isinstance(e, AnswerRecorded)]
    work(journal, events)

    assert len([e for e in log_of(journal) if isinstance(e, AnswerRecorded)]) == 1


def wait_for_records(journal: Path, count: int) -> None:
    until(lambda: position(journal) >= count)


def position(journal: Path) -> int:
    """How many records a journal holds, also while it is being made."""
    return look(journal).position if journal.exists() and journal.stat().st_size else 0


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_killed_before_any_statement_it_carries_on(tmp_path: Path, seed: int) -> None:
    """SIGKILL at a random statement of each run, until one gets through; decisions in the inbox.

    After every death the journal balances, no id is there twice, and what is open is the fold of
    the log. At the end the facts in it are those that were sent, each once.
    """
    dice, told = Random(seed), history(60)  # noqa: S311
    events = written(tmp_path / "e.jsonl", [*told, *told[:5], b"{broken"])
    journal = tmp_path / "p.db"
    inbox = HeadcountChanged(id="from-inbox", programme="north", recorded_at=RECORDED,
                             cohort="kyc", posts=1, effective_from=date(2027, 1, 1))  # fmt: skip
    leave(inbox_of(journal), [encode(inbox)])
    deaths = 0
    for _ in range(40):
        process = started(journal, events, "--kill-at", dice.randint(1, 40 + 4 * deaths))
        _, told_why = process.communicate(timeout=60)
        check_whole(journal)
        if process.returncode == 0:
            break
        assert process.returncode == -signal.SIGKILL, told_why
        deaths += 1
    else:
        raise AssertionError("it never got through")

    assert deaths > 2
    facts = [e for e in log_of(journal) if not isinstance(e, AnswerRecorded | DayPassed)]
    assert fold(World(), facts).hash == fold(World(), [*told, inbox]).hash
    assert look(journal).balance[Disposition.REPEATED] == 5
    assert look(journal).balance[Disposition.DEAD] == 1
    assert not list(inbox_of(journal).iterdir())


@pytest.mark.slow
def test_killed_at_any_moment_it_carries_on(tmp_path: Path) -> None:
    """SIGKILL from outside, a random number of records after its start; at once too."""
    dice, told = Random(7), history(200)  # noqa: S311
    journal, events = tmp_path / "p.db", written(tmp_path / "e.jsonl", told)
    for _ in range(12):
        further = position(journal) + dice.randint(0, 40)
        process = started(journal, events)
        until(lambda: position(journal) >= further or process.poll() is not None)  # noqa: B023
        killed(process)
        if journal.exists() and journal.stat().st_size:
            check_whole(journal)
    work(journal, events)

    check_whole(journal)
    facts = [e for e in log_of(journal) if not isinstance(e, AnswerRecorded | DayPassed)]
    assert fold(World(), facts).hash == fold(World(), told).hash


@pytest.mark.slow
@pytest.mark.parametrize("at_work", [False, True])
def test_a_killed_host_takes_its_solvers_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, at_work: bool
) -> None:
    """SIGKILL of a host: a solver that would hang for an hour goes, just started or at work."""
    said = tmp_path / "at-work"
    monkeypatch.setenv("RELOCATE_TEST_AT_WORK", str(said))
    journal, events = tmp_path / "p.db", written(tmp_path / "e.jsonl", [published("north")])
    process = started(journal, events, "hangs", "--follow")
    children = wait_for_descendants(process.pid, 2)
    until(lambda: said.exists() or not at_work)
    killed(process)
    until(lambda: not any(alive(pid) for pid in children))
