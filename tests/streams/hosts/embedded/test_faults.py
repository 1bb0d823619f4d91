"""What goes wrong around a host: solvers, disks, clocks, other writers, poison."""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from models.answer import Answer, AnswerKind
from models.errors import InputError
from models.plan import Plan
from models.scenario import Scenario
from planner.api.logs import open_log
from streams.events import AnswerRecorded, DayPassed, Event, HeadcountChanged
from streams.fold import fold
from streams.hosts.embedded.host import EmbeddedHost
from streams.hosts.embedded.journal import Journal
from streams.hosts.embedded.reader import Reader
from streams.hosts.embedded.records import JournalRecord
from streams.hosts.solvers import SolverLimits
from streams.log import Disposition
from streams.policy import DebouncePolicy
from streams.state import World
from streams.wire import encode
from tests.support import stubs
from tests.support.embedded_hosts import (
    EAGER,
    check_whole,
    host,
    log_of,
    look,
    started,
    work,
    written,
)
from tests.support.events import RECORDED, hired, published, seats
from tests.support.poison import poison
from tests.support.waiting import until

OTHERS = ("a", "b", "c", "d", "e", "f", "g")


# ---------------------------------------------------------------- solvers


@pytest.mark.slow
@pytest.mark.parametrize(
    ("how", "words"),
    [
        ("hangs", "took longer than it was given"),
        ("crashes", "the solver ended with -6"),
        ("raises", "the solver ended with ValueError in stubs.py"),
        ("eats", "the solver ended with MemoryError in stubs.py"),
    ],
)
def test_one_bad_solver_hurts_nobody_else(tmp_path: Path, how: str, words: str) -> None:
    """Seven programmes are answered; the failure of the eighth is recorded, without its values."""
    events = written(tmp_path / "e.jsonl", map(published, (how, *OTHERS)))
    # Whoever answers at once has the seconds of grace to do so, on a busy machine too.
    seconds, grace = (1.0, 2.0) if how == "hangs" else (20.0, 20.0)
    limits = SolverLimits(at_once=2, grace_seconds=grace, memory_bytes=1_000_000_000)
    found = work(tmp_path / "p.db", events, replan=stubs.moody, limits=limits, seconds=seconds)

    world = check_whole(tmp_path / "p.db")
    answers = {
        name: known.answer.answer for name, known in world.programmes.items() if known.answer
    }
    assert [answers[name].kind for name in OTHERS] == [AnswerKind.CHANGED] * 7
    assert answers[how].kind is AnswerKind.FAILED
    assert words in answers[how].words
    assert "salary" not in answers[how].words
    assert found.unanswered == (how,)


@pytest.mark.slow
def test_what_failed_is_asked_again_after_a_while(tmp_path: Path) -> None:
    """Backoff: a second try after the first retry time, a third after twice that."""
    events = written(tmp_path / "e.jsonl", [published("crashes")])
    debounce = DebouncePolicy(
        quiet=timedelta(0), longest_wait=timedelta(0), first_retry=timedelta(seconds=0.6)
    )
    found = host(tmp_path / "p.db", events, replan=stubs.moody, debounce=debounce)
    began, failures = datetime.now(UTC), list[float]()
    tries: list[AnswerRecorded] = []
    while len(failures) < 3:
        found.step()
        tries = [e for e in log_of(tmp_path / "p.db") if isinstance(e, AnswerRecorded)]
        if len(tries) > len(failures):
            failures.append((datetime.now(UTC) - began).total_seconds())
    found.questions.solvers.stop()
    found.close()

    assert failures[1] - failures[0] > 0.6
    assert failures[2] - failures[1] > 1.2
    assert [e.number for e in tries] == [1, 2, 3]


def test_a_restart_asks_at_once_what_had_failed(tmp_path: Path) -> None:
    """Whoever starts the host again has mended something: no backoff is left."""
    events = written(tmp_path / "e.jsonl", [published("crashes")])
    work(tmp_path / "p.db", events, replan=stubs.moody)
    work(tmp_path / "p.db", events)

    world = check_whole(tmp_path / "p.db")
    answer = world.programmes["crashes"].answer
    assert answer is not None
    assert (answer.number, answer.answer.kind) == (2, AnswerKind.CHANGED)


def test_a_solver_that_takes_its_time_is_told_to_finish_when_something_newer_waits(
    tmp_path: Path,
) -> None:
    """Each event is answered though every question would take an hour; the last one takes it."""
    feed = written(tmp_path / "e.jsonl", [published("north")])
    debounce = replace(EAGER, cut_short_after=timedelta(seconds=0.2))
    found = host(tmp_path / "p.db", feed, follow=True, replan=stubs.thorough, debounce=debounce)
    for n in range(3):
        with feed.open("ab") as file:
            file.write(encode(hired(f"h{n}", "north", -1)) + b"\n")
        wait_for_answers(found, n) if n else found.step()
    until(lambda: solving_time(found, "north") > debounce.cut_short_after)
    found.step()
    last = found.ledger.memory.requests["north"]
    found.questions.solvers.stop()
    found.close()

    answers = [e.answer for e in log_of(tmp_path / "p.db") if isinstance(e, AnswerRecorded)]
    assert [answer.kind for answer in answers] == [AnswerKind.LATE] * len(answers)
    assert [answer.cut_short for answer in answers] == [True, True]
    assert last.running
    assert not last.cut_short


def test_an_answer_that_does_not_pass_the_newest_audit_is_not_recorded(tmp_path: Path) -> None:
    judged: list[Plan] = []

    def breaks(_scenario: Scenario, plan: Plan) -> bool:
        judged.append(plan)
        return False

    found = host(tmp_path / "p.db", written(tmp_path / "e", [published("north")]), audit=breaks)

    def judged_again() -> bool:
        """Once it is asked again, what became of the first answer is known."""
        found.step()
        return len(judged) > 1

    until(judged_again)
    found.questions.solvers.stop()
    found.close()

    assert not [e for e in log_of(tmp_path / "p.db") if isinstance(e, AnswerRecorded)]
    assert look(tmp_path / "p.db").snapshots == ()


# ---------------------------------------------------------------- the file


@pytest.mark.slow
def test_a_second_writer_is_refused(tmp_path: Path) -> None:
    """By name of the journal, also under another path to it; readers are welcome meanwhile."""
    first = Journal(tmp_path / "p.db")
    (tmp_path / "link.db").symlink_to(tmp_path / "p.db")
    events = written(tmp_path / "e.jsonl", [published("north")])
    for name in ("p.db", "link.db"):
        process = started(tmp_path / name, events)
        _, words = process.communicate(timeout=30)
        assert process.returncode == 1
        assert "is being written by another process" in words
    assert look(tmp_path / "p.db").position == 0
    first.close()

    work(tmp_path / "p.db", events)
    assert look(tmp_path / "p.db").position > 0


def test_only_its_owner_can_read_it(tmp_path: Path) -> None:
    """Also what SQLite keeps beside it, and also if somebody had opened it up."""
    journal = Journal(tmp_path / "p.db")
    with journal.writing():
        journal.append([])
    modes = {each.name: each.stat().st_mode & 0o777 for each in tmp_path.iterdir()}
    journal.close()
    (tmp_path / "p.db").chmod(0o644)
    Journal(tmp_path / "p.db").close()

    assert modes == dict.fromkeys(("p.db", "p.db-wal", "p.db-shm", "p.db.lock"), 0o600)
    assert (tmp_path / "p.db").stat().st_mode & 0o777 == 0o600


@pytest.mark.slow
def test_a_full_disk_ends_the_run_and_loses_nothing(tmp_path: Path) -> None:
    """With files held to 200 kB it says so and ends; with room again it carries on."""
    told: list[Event] = [published("north"), *(hired(f"h{n}", "north", 0) for n in range(2000))]
    events = written(tmp_path / "e.jsonl", told)

    def small_disk() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))

    process = started(tmp_path / "p.db", events, preexec_fn=small_disk)
    _, words = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "the disk is full or failing" in words
    check_whole(tmp_path / "p.db")
    held = len(log_of(tmp_path / "p.db"))
    assert 0 < held < 2000
    work(tmp_path / "p.db", events)

    facts = [e for e in log_of(tmp_path / "p.db") if not isinstance(e, AnswerRecorded | DayPassed)]
    assert fold(World(), facts).hash == fold(World(), told).hash


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own with 300 kB of room; only root may mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=300k", "none", str(disk)]
    found = shutil.which("mount") is not None
    if not found or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("no file system can be mounted here")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.slow
def test_a_file_system_without_room_ends_the_run_and_loses_nothing(
    tmp_path: Path, small_disk: Path
) -> None:
    """The same on a disk that is full indeed: what is there can still be read, and carried on."""
    told: list[Event] = [published("north"), *(hired(f"h{n}", "north", 0) for n in range(2000))]
    events = written(tmp_path / "e.jsonl", told)
    process = started(small_disk / "p.db", events)
    _, words = process.communicate(timeout=60)

    assert process.returncode == 1
    assert "the disk is full or failing" in words
    check_whole(small_disk / "p.db")
    held = len(log_of(small_disk / "p.db"))
    assert 0 < held < 2000
    subprocess.run(["mount", "-o", "remount,size=30m", str(small_disk)], check=True)
    work(small_disk / "p.db", events)

    log = log_of(small_disk / "p.db")
    facts = [e for e in log if not isinstance(e, AnswerRecorded | DayPassed)]
    assert fold(World(), facts).hash == fold(World(), told).hash


def test_what_is_no_journal_is_left_alone(tmp_path: Path) -> None:
    """A text file, and a database of something else: refused; no byte changes, nor who may read."""
    (tmp_path / "text.db").write_text("to whom it may concern, " * 100, encoding="utf-8")
    make = "import sqlite3,sys; b=sqlite3.connect(sys.argv[1]); b.execute('create table t (x)')"
    subprocess.run([sys.executable, "-c", make, str(tmp_path / "other.db")], check=True)
    for name in ("text.db", "other.db"):
        (tmp_path / name).chmod(0o644)
        before = (tmp_path / name).read_bytes()
        with pytest.raises(InputError, match="is not a journal"):
            Journal(tmp_path / name)
        assert (tmp_path / name).read_bytes() == before
        assert (tmp_path / name).stat().st_mode & 0o777 == 0o644
        with pytest.raises(InputError, match="is not a journal"):
            Reader(tmp_path / name)


# ---------------------------------------------------------------- feeds


def test_a_feed_that_is_written_anew_each_day_loses_nothing(tmp_path: Path) -> None:
    """Ten events on Monday; on Tuesday the same file has the last five of them and twenty more."""
    events: list[Event] = [published("north"), *(hired(f"h{n}", "north", 0) for n in range(30))]
    feed, said = tmp_path / "hr.jsonl", list[str]()
    work(tmp_path / "p.db", written(feed, events[:11]))
    work(tmp_path / "p.db", written(feed, events[6:]), tell=said.append)

    facts = [e for e in log_of(tmp_path / "p.db") if not isinstance(e, AnswerRecorded | DayPassed)]
    assert {each.id for each in facts} == {each.id for each in events}
    assert look(tmp_path / "p.db").balance[Disposition.REPEATED] == 5
    assert look(tmp_path / "p.db").balance[Disposition.DEAD] == 0
    assert [words.endswith("it is read from its start.") for words in said] == [True]


# ---------------------------------------------------------------- clocks


def test_a_clock_that_steps_back_takes_no_day_back_and_delays_nothing(tmp_path: Path) -> None:
    """A day is written once; an event that waits for quiet waits no longer."""
    times = [datetime(2027, 2, 2, 12, tzinfo=UTC)]
    feed = written(tmp_path / "e.jsonl", [published("north")])
    calm = DebouncePolicy(quiet=timedelta(seconds=0.2))
    found = host(tmp_path / "p.db", feed, follow=True, debounce=calm, clock=lambda: times[-1])
    wait_for_answers(found, 1)
    fired = HeadcountChanged(id="late", programme="north", recorded_at=RECORDED, cohort="kyc",
                             people=-1, effective_from=date(2027, 1, 15))  # fmt: skip
    with feed.open("ab") as file:
        file.write(encode(fired) + b"\n")
    found.step()
    assert "late" in found.ledger.memory.ids
    times.append(times[0] - timedelta(days=40))
    wait_for_answers(found, 2)
    times.append(times[0] + timedelta(days=1))
    wait_for_answers(found, 3)
    found.close()

    days = [e.day for e in log_of(tmp_path / "p.db") if isinstance(e, DayPassed)]
    assert days == [date(2027, 2, 2), date(2027, 2, 3)]


def test_a_clock_that_is_far_ahead_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    """At the start and at work; ten days are a holiday, and more pass if somebody says so, once."""
    journal, times = tmp_path / "p.db", [datetime(2027, 2, 2, 12, tzinfo=UTC)]
    feed = written(tmp_path / "e.jsonl", [published("north")])
    found = host(journal, feed, follow=True, clock=lambda: times[-1])
    wait_for_answers(found, 1)
    times.append(times[0] + timedelta(days=10))
    found.step()
    position = found.ledger.memory.position
    times.append(times[-1] + timedelta(days=11))
    with feed.open("ab") as file:
        file.write(encode(seats("s", "north", 70)) + b"\n")
    with pytest.raises(InputError, match="11 days ahead of the last day in the journal"):
        found.step()
    found.close()
    with pytest.raises(InputError, match="--catch-up"):
        host(journal, feed, follow=True, clock=lambda: times[-1])
    assert look(journal).position == position

    again = host(journal, feed, follow=True, clock=lambda: times[-1], catches_up=True)
    again.step()
    times.append(times[-1] + timedelta(days=11))
    with pytest.raises(InputError, match="11 days ahead"):
        again.step()
    again.close()

    days = [e.day for e in log_of(journal) if isinstance(e, DayPassed)]
    assert days == [date(2027, 2, 2), date(2027, 2, 12), date(2027, 2, 23)]


def solving_time(found: EmbeddedHost, programme: str) -> timedelta:
    """How long its question has been solved, as its host has it after one more step."""
    found.step()
    since = found.ledger.memory.requests[programme].running_since
    return found._now() - since if since is not None else timedelta(0)


def wait_for_answers(found: EmbeddedHost, number: int) -> None:
    def is_there() -> bool:
        found.step()
        answer = found.ledger.memory.world.programmes["north"].answer
        return answer is not None and answer.number >= number

    until(is_there)


# ---------------------------------------------------------------- poison


def test_poison_of_every_kind_is_told_apart(tmp_path: Path) -> None:
    """One line in ten is poison: all is accounted for, and the rest is folded as if it were not."""
    dice = Random(1)  # noqa: S311
    good: list[Event] = [published("north"), *(hired(f"h{n}", "north", 0) for n in range(360))]
    lines: list[Event | bytes] = [*good]
    for n in range(36):
        lines.insert(dice.randint(0, len(lines)), poison(n))
    decision = (
        b'{"type":"recommendation_decided","id":"d","programme":"north","recorded_at":"2026-01-01",'
        b'"recommendation":"north/KYC !/../transfer/never","revision":"","verdict":"accept",'
        b'"reason":"agreed","heads":3}'
    )
    answer = encode(
        AnswerRecorded(id="mine", programme="north", recorded_at=RECORDED, number=99,
                       answer=Answer(kind=AnswerKind.NO_PLAN, revision="r"))
    )  # fmt: skip
    work(tmp_path / "p.db", written(tmp_path / "e.jsonl", [*lines, decision, answer]))

    check_whole(tmp_path / "p.db")
    balance = look(tmp_path / "p.db").balance
    log = log_of(tmp_path / "p.db")
    facts = [e for e in log if e.id in {each.id for each in good}]
    assert fold(World(), facts).hash == fold(World(), good).hash
    assert balance[Disposition.PARKED] == 6
    # The forged answer, and the decision on what nobody has recommended.
    assert balance[Disposition.DEAD] == 36 - 6 + 2
    assert balance[Disposition.REPEATED] == 0
    assert [e for e in log if isinstance(e, AnswerRecorded)]


def test_dead_letters_are_pointers_that_tell_nothing_of_people(tmp_path: Path) -> None:
    """Reason, hash and place; a name in a field that is not known is not repeated."""
    bad = poison(14)
    journal = tmp_path / "p.db"
    work(journal, written(tmp_path / "e.jsonl", [bad]))
    query = "SELECT reason, origin, length(sha256) FROM log WHERE standing = 'dead'"
    reader = Reader(journal)
    ((reason, origin, length),) = reader._base.execute(query)
    reader.close()

    assert "jane" not in reason
    assert origin == f"{tmp_path.resolve() / 'e.jsonl'}, up to byte {len(bad) + 1}"
    assert length == 64


def test_noise_without_end_does_not_fill_the_disk(tmp_path: Path) -> None:
    """A thousand letters, then one for each batch with their number; what comes after is read."""
    noise = [b"x"] * 4_200
    lines: list[Event | bytes] = [published("north"), *noise, hired("h1", "north", 0), *noise[:2]]
    feed = written(tmp_path / "e.jsonl", lines)
    work(tmp_path / "p.db", feed)
    letters = open_log(tmp_path / "p.db").dead_letters()
    kept = [each for each in letters if each.raw is not None]
    told = [each for each in letters if each.raw is None]

    assert (len(kept), len(told)) == (1_000 + 2, 7)
    assert sum(int(each.reason.split()[0].replace(",", "")) for each in told) == 3_200
    assert all(
        each.reason.endswith(" more in a row that are not events; they are not kept")
        for each in told
    )
    assert "h1" in [event.id for event in log_of(tmp_path / "p.db")]
    check_whole(tmp_path / "p.db")


def test_what_was_parked_is_read_once_the_release_can(tmp_path: Path) -> None:
    """As if an older release had parked it: folded at the next start, and only once."""
    journal = Journal(tmp_path / "p.db")
    with journal.writing():
        journal.append(
            [JournalRecord(Disposition.PARKED, None, encode(published("north")), "newer")]
        )
    journal.close()
    work(tmp_path / "p.db")
    first = check_whole(tmp_path / "p.db")
    work(tmp_path / "p.db")

    assert "north" in first.programmes
    assert check_whole(tmp_path / "p.db").hash == first.hash
