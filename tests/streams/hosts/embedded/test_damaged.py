"""Journals whose bytes are not as they were written: told, and what can be read is kept."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

import pytest

from models.errors import InputError
from planner.api.logs import open_log, rescue
from streams.events import Event
from streams.fold import folded
from streams.hosts.embedded.inbox import inbox_of, leave
from streams.hosts.embedded.journal import Journal
from streams.hosts.embedded.reader import Reader
from streams.hosts.embedded.records import CHANGED, DISOWNED, JournalRecord
from streams.hosts.embedded.rescue import UNREADABLE
from streams.log import Disposition
from streams.state import World
from streams.wire import encoded
from tests.support.embedded_hosts import check_whole, host, log_of, look, work, written
from tests.support.events import hired, published

TOLD: list[Event] = [published("north"), *(hired(f"h{n}", "north", -1) for n in range(3))]


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    """A journal with four facts, a day and an answer."""
    work(tmp_path / "p.db", written(tmp_path / "e.jsonl", TOLD))
    return tmp_path / "p.db"


def change(journal: Path, *statements: str, values: tuple[object, ...] = ()) -> None:
    with closing(sqlite3.connect(journal)) as base, base:
        for statement in statements:
            base.execute(statement, values)


def started_again(journal: Path) -> list[str]:
    """What a host says at its next start."""
    said: list[str] = []
    found = host(journal, tell=said.append)
    found.close()
    return said


# ---------------------------------------------------------------- records


RAW = "UPDATE log SET raw = CAST(replace(CAST(raw AS TEXT), ?, ?) AS BLOB) WHERE id = 'h1'"


@pytest.mark.parametrize(
    ("statement", "values", "reason"),
    [
        (RAW, ('"people":-1', '"people":-9'), CHANGED),
        (RAW, ('"people"', '"pepole"'), CHANGED),
        ("UPDATE log SET raw = NULL WHERE id = 'h1'", (), CHANGED),
        ("UPDATE log SET sha256 = NULL WHERE id = 'h1'", (), CHANGED),
        ("UPDATE log SET standing = 'foldes' WHERE id = 'h1'", (), DISOWNED),
        ("UPDATE log SET id = 'h9' WHERE id = 'h1'", (), DISOWNED),
    ],
)
def test_a_record_whose_bytes_have_changed_is_a_dead_letter(
    journal: Path, statement: str, values: tuple[object, ...], reason: str
) -> None:
    """The balance says so, the host too; sent again by whoever has it, it counts as ever."""
    before = check_whole(journal)
    change(journal, statement, values=values)
    (said,) = started_again(journal)
    letters = [each.reason for each in open_log(journal).dead_letters()]
    balance = look(journal).balance
    leave(inbox_of(journal), [encoded(TOLD[2])])
    work(journal)

    assert said.startswith("1 of the records that were folded cannot be read any more")
    assert letters == [reason]
    assert balance[Disposition.DEAD] == 1
    assert check_whole(journal).programmes["north"].changes == before.programmes["north"].changes


def test_what_this_release_reads_no_more_is_a_dead_letter_until_one_does(journal: Path) -> None:
    """As where a bound was tightened: it is told with why, and never folded in silence."""
    book = Journal(journal)
    wide = encoded(hired("wide", "north")).replace(b'"people":1', b'"people":100001')
    newer = encoded(hired("newer", "north")).replace(b'"version":1', b'"version":9')
    with book.writing():
        book.append(
            [
                JournalRecord(Disposition.FOLDED, "wide", wide),
                JournalRecord(Disposition.FOLDED, "newer", newer),
            ]
        )
    book.close()
    (said,) = started_again(journal)
    (letter,) = open_log(journal).dead_letters()
    balance = look(journal).balance
    leave(inbox_of(journal), [encoded(hired("wide", "north"))])
    work(journal)

    assert said.startswith("2 of the records")
    assert letter.reason.startswith("cannot be read by this release: headcount_changed.people")
    assert (balance[Disposition.DEAD], balance[Disposition.PARKED]) == (1, 1)
    assert "wide" in [event.id for event in log_of(journal)]
    assert check_whole(journal).programmes.keys() == {"north"}


def test_a_host_that_ended_while_it_told_of_that_starts_again(journal: Path) -> None:
    """What is in the state by now is proved with the records that count no longer."""
    change(journal, RAW, values=('"people":-1', '"people":-9'))
    with pytest.raises(BrokenPipeError):
        host(journal, tell=_closed)

    assert started_again(journal) == []


def _closed(_words: str) -> None:
    raise BrokenPipeError


def test_bytes_that_have_changed_are_not_sent_again(journal: Path) -> None:
    """They read as an event, which nobody has told."""
    change(journal, RAW, values=('"people":-1', '"people":-9'))
    started_again(journal)

    assert open_log(journal).resend() == []


GONE = "DELETE FROM log WHERE id = 's-south'"
ALTERED = "UPDATE log SET raw = x'00' WHERE id = 's-south'"


@pytest.fixture
def two(journal: Path) -> Path:
    """The journal with a second programme, and what is open of both."""
    work(journal, written(journal.with_name("s.jsonl"), [published("south")]))
    assert all(each.open for each in look(journal).snapshots)
    return journal


@pytest.mark.parametrize("further", [(), (RAW,)])
def test_a_log_with_a_hole_is_not_folded(two: Path, further: tuple[str, ...]) -> None:
    """Also where a record that is there has other bytes; what can be read is saved as ever."""
    before = look(two).snapshots
    change(two, GONE)
    for statement in further:
        change(two, statement, values=('"people":-1', '"people":-9'))
    with pytest.raises(InputError, match=r"p\.db: is damaged: 1 of its 8 records are missing"):
        started_again(two)

    assert look(two).snapshots == before
    rescue(two, two.with_name("new.db"))
    work(two.with_name("new.db"))
    check_whole(two.with_name("new.db"))


def test_what_is_shown_of_a_programme_outlives_its_scenario(two: Path) -> None:
    """Nothing was withdrawn: it is told, `verify` too, until the scenario is published again."""
    before, heard = look(two).snapshots, list[str]()
    change(two, ALTERED)
    for _ in range(2):
        work(two, on_change=lambda each: heard.append(each.after.programme))
    shown = look(two).snapshots
    said = started_again(two)
    leave(inbox_of(two), [encoded(published("south"))])
    work(two)

    assert heard == []
    assert [each.open for each in shown] == [each.open for each in before]
    assert any(each.startswith("south: its scenario cannot be read any more") for each in said)
    assert look(two).snapshots[1].open
    check_whole(two)


def test_what_is_shown_stays_until_a_lost_answer_is_given_again(journal: Path) -> None:
    before, heard = look(journal).snapshots, list[bool]()
    change(journal, "UPDATE log SET raw = x'00' WHERE position = 6")
    host(journal, on_change=lambda each: heard.append(bool(each.after.open))).close()
    assert look(journal).snapshots == before
    work(journal)

    assert heard == []
    check_whole(journal)


# ---------------------------------------------------------------- tables


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE snapshots SET json = '{'",
        "UPDATE snapshots SET json = CAST(x'fffe00' AS TEXT)",
        "UPDATE snapshots SET json = '{}'",
        "UPDATE snapshots SET position = 99",
        "UPDATE snapshots SET json = replace(hex(zeroblob(50000)), '0', '[')",
        "DROP TABLE snapshots",
        "DROP TABLE sources",
        "DROP INDEX folded_once",
    ],
)
def test_what_follows_from_the_log_is_worked_out_anew(journal: Path, statement: str) -> None:
    """Readers say what to do; the next start does it, and nothing is folded twice."""
    before = look(journal)
    change(journal, statement)
    if "snapshots" in statement:
        with pytest.raises(InputError, match=r"p\.db: .*`relocate run`"):
            look(journal)
    work(journal, journal.with_name("e.jsonl"))

    assert look(journal).snapshots[0].open == before.snapshots[0].open
    assert folded(World(), log_of(journal)).hash == check_whole(journal).hash
    assert len({event.id for event in log_of(journal)}) == before.balance[Disposition.FOLDED]


@pytest.mark.parametrize(
    ("statement", "dead"),
    [
        ("UPDATE proof SET position = NULL", 0),
        ("UPDATE proof SET digest = x'ff'", 0),
        ("UPDATE sources SET read_bytes = NULL", 0),
        ("UPDATE sources SET read_bytes = 'far'", 0),
        ("UPDATE sources SET name = x'ff'", 0),
        ("UPDATE snapshots SET json = NULL", 0),
        ("UPDATE snapshots SET json = 7", 0),
        ("UPDATE log SET standing = NULL WHERE id = 'h1'", 1),
        ("UPDATE log SET raw = 7 WHERE id = 'h1'", 1),
        ("UPDATE log SET raw = 'text' WHERE id = 'h1'", 1),
        ("UPDATE log SET sha256 = 7 WHERE id = 'h1'", 1),
        (
            "INSERT INTO log (standing, reason, origin, raw) VALUES ('dead', 7, x'ff', 7)",
            1,
        ),
    ],
)
def test_cells_of_another_type_break_nothing(journal: Path, statement: str, dead: int) -> None:
    """As where the head of a row has changed: no table can refuse that."""
    with closing(sqlite3.connect(journal)) as base, base:
        tables = base.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'").fetchall()
        base.execute("PRAGMA writable_schema = ON")
        loose = (
            "UPDATE sqlite_schema SET sql = replace(replace(sql, ' STRICT', ''), ' NOT NULL', '')"
        )
        base.execute(loose)
    change(journal, statement)
    with closing(sqlite3.connect(journal)) as base, base:
        base.execute("PRAGMA writable_schema = ON")
        for name, sql in tables:
            base.execute("UPDATE sqlite_schema SET sql = ? WHERE name = ?", (sql, name))
    open_log(journal).dead_letters()
    work(journal, journal.with_name("e.jsonl"))

    ids = {event.id for event in log_of(journal)}
    assert len(open_log(journal).dead_letters()) == dead
    assert ids >= {"s-north", "h0", "h2", *(["h1"] if not dead else [])}
    assert look(journal).snapshots[0].open


@pytest.mark.parametrize(
    ("statements", "words"),
    [
        (["DROP TABLE log"], "the columns of its log are wrong"),
        (["ALTER TABLE log DROP COLUMN reason"], "the columns of its log are wrong"),
        (["DROP TABLE log", "DROP TABLE sources", "DROP TABLE snapshots",
          "DELETE FROM sqlite_sequence"], "the columns of its log are wrong"),
        (["CREATE TRIGGER t AFTER INSERT ON log BEGIN DELETE FROM log; END"], "it has a trigger"),
        (["DROP TABLE snapshots", "CREATE VIEW snapshots AS SELECT 'north', 1, '{}'"],
         "it has a view"),
    ],
)  # fmt: skip
def test_a_journal_of_other_tables_is_damaged(
    journal: Path, statements: list[str], words: str
) -> None:
    """For readers and writers; it is left as it is."""
    change(journal, *statements)
    before = journal.read_bytes()
    for kind in (Reader, Journal):
        with pytest.raises(InputError, match=rf"p\.db: is damaged: {words}.*`relocate run`"):
            kind(journal)

    assert journal.read_bytes() == before


@pytest.mark.parametrize("is_damaged", [False, True])
def test_rows_that_are_read_and_do_not_fit_are_a_reason_to_look(
    journal: Path, *, is_damaged: bool
) -> None:
    """What is read has other bytes than came: then the whole file is looked through."""
    work(journal, written(journal.with_name("n.jsonl"), [b"{broken"]))
    change(journal, "UPDATE snapshots SET position = 99")
    with closing(sqlite3.connect(journal)) as base:
        ((page,),) = base.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'folded_once'")
    whole = bytearray(journal.read_bytes().replace(b"{broken", b"{brokem"))
    if is_damaged:
        whole[page * 4096 - 20 : page * 4096 - 10] = b"\xff" * 10
    journal.write_bytes(whole)
    letters = open_log(journal).dead_letters()
    if is_damaged:
        with pytest.raises(InputError, match=r"p\.db: is damaged: "):
            open_log(journal).refuse_damage(letters)
    else:
        open_log(journal).refuse_damage(letters)

    assert [each.raw for each in letters] == [b"{brokem"]
    with pytest.raises(InputError, match="is damaged" if is_damaged else "has a snapshot"):
        look(journal)


def test_flipped_bytes_are_told_with_the_path(journal: Path) -> None:
    """Wherever they lie: what is read is right, or the journal is said to be damaged."""
    whole, dice = journal.read_bytes(), Random(5)  # noqa: S311
    refused = []
    for _ in range(60):
        flipped = bytearray(whole)
        for _ in range(400):
            flipped[dice.randrange(100, len(whole))] ^= 1 << dice.randrange(8)
        for left in journal.parent.glob("p.db-*"):
            left.unlink()
        journal.write_bytes(flipped)
        refused += _refusals(journal)

    assert len(refused) > 20
    assert all(str(journal) in words for words in refused)


def _refusals(journal: Path) -> list[str]:
    try:
        look(journal)
        open_log(journal).dead_letters()
        started_again(journal)
    except InputError as error:
        return [str(error)]
    return []


# ---------------------------------------------------------------- what is saved


def test_what_can_be_read_is_saved_at_its_position(journal: Path, tmp_path: Path) -> None:
    """Of 300 records a few pages are gone: the rest is carried on, and the lost ones are told."""
    feed = written(tmp_path / "e.jsonl", [*TOLD, *(hired(f"x{n}", "north", 0) for n in range(300))])
    work(journal, feed)
    before, whole = look(journal).position, bytearray(journal.read_bytes())
    page = 4096 * (len(whole) // 4096 // 2)
    whole[page : page + 200] = b"\xff" * 200
    journal.write_bytes(whole)
    with pytest.raises(InputError, match="backup NEW --rescue"):
        started_again(journal)
    balance = rescue(journal, tmp_path / "new.db")
    lost = [each for each in open_log(tmp_path / "new.db").dead_letters() if each.raw is None]
    (tmp_path / "new.db").chmod(0o600)
    work(tmp_path / "new.db", feed)

    assert sum(balance.values()) == before
    assert 0 < balance[Disposition.DEAD] == len(lost) < 60
    assert {each.reason for each in lost} == {UNREADABLE}
    check_whole(tmp_path / "new.db")
    assert bytes(whole) == journal.read_bytes()
    assert not list(tmp_path.glob(".*.part*"))


def test_a_whole_journal_is_saved_as_it_is(journal: Path, tmp_path: Path) -> None:
    rescue(journal, tmp_path / "new.db")
    work(tmp_path / "new.db", journal.with_name("e.jsonl"))

    assert log_of(tmp_path / "new.db") == log_of(journal)
    assert look(tmp_path / "new.db").snapshots[0].open == look(journal).snapshots[0].open
    assert look(tmp_path / "new.db").balance[Disposition.REPEATED] == 0


@pytest.mark.parametrize(
    ("statement", "standings"),
    [
        ("DROP TABLE sources", {"folded": 6}),
        ("DROP TABLE snapshots", {"folded": 6}),
        ("CREATE TRIGGER t AFTER INSERT ON log BEGIN DELETE FROM log; END", {"folded": 6}),
        ("UPDATE log SET standing = 'x' WHERE id = 'h1'", {"folded": 5, "dead": 1}),
        ("DELETE FROM log WHERE id = 'h1'", {"folded": 5, "dead": 1}),
        ("UPDATE log SET raw = x'00' WHERE id = 'h1'", {"folded": 5, "dead": 1}),
        ("UPDATE log SET raw = NULL WHERE id = 'h1'", {"folded": 5, "dead": 1}),
        ("ALTER TABLE log DROP COLUMN reason", {"dead": 6}),
        ("UPDATE sqlite_sequence SET seq = 999999999", None),
    ],
)
def test_what_is_strange_is_saved_as_far_as_it_can_be(
    journal: Path, tmp_path: Path, statement: str, standings: dict[str, int] | None
) -> None:
    """No more records than fit into the file, whatever it says of itself."""
    change(journal, statement)
    found = {name: n for name, n in rescue(journal, tmp_path / "n.db").items() if n}

    if standings is None:
        assert (found[Disposition.FOLDED], sum(found.values())) == (6, journal.stat().st_size // 8)
    else:
        assert found == standings


def test_what_is_there_and_is_no_file_is_not_said_to_be_missing(tmp_path: Path) -> None:
    """A folder, and a pipe, which nobody opens: there might never be anybody at its other end."""
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    for name in ("folder", "pipe"):
        with pytest.raises(InputError, match=f"{name}: is not a regular file"):
            Reader(tmp_path / name)
    with pytest.raises(InputError, match=r"none: is not there.*`relocate run` begins"):
        Reader(tmp_path / "none")


def test_where_nothing_can_be_saved_nothing_is_written(journal: Path, tmp_path: Path) -> None:
    """No file, no log, something else than a database, and a copy that is there already."""
    with pytest.raises(InputError, match=r"no\.db: is not there"):
        rescue(tmp_path / "no.db", tmp_path / "n.db")
    assert not (tmp_path / "no.db").exists()
    (tmp_path / "text").write_bytes(b"to whom it may concern, " * 100)
    with pytest.raises(InputError, match="nothing of it can be read"):
        rescue(tmp_path / "text", tmp_path / "n.db")
    with pytest.raises(InputError, match="is there already"):
        rescue(journal, tmp_path / "text")
    change(journal, "DROP TABLE log", "CREATE VIEW log AS SELECT 1 AS position")
    with pytest.raises(InputError, match="nothing of it can be read"):
        rescue(journal, tmp_path / "n.db")

    assert not (tmp_path / "n.db").exists()


# ---------------------------------------------------------------- where it lies, and how old it is


@pytest.fixture
def still(journal: Path, tmp_path: Path) -> Iterator[Path]:
    """A copy of the journal on a file system where nothing is written; only root may mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=3m", "none", str(disk)]
    found = shutil.which("mount") is not None
    if not found or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("no file system can be mounted here")
    shutil.copy(journal, disk / "p.db")
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    yield disk / "p.db"
    subprocess.run(["umount", str(disk)], check=True)


def test_it_can_be_read_where_nothing_can_be_written(journal: Path, still: Path) -> None:
    assert look(still) == look(journal)
    with pytest.raises(InputError, match="read-only file system"):
        Journal(still)


OLD = """
CREATE TABLE sources (name TEXT PRIMARY KEY, read_bytes INTEGER NOT NULL) STRICT;
UPDATE log SET sha256 = NULL;
PRAGMA user_version = 1;
"""


def test_a_journal_of_the_first_format_is_carried_on(journal: Path) -> None:
    """It had no hashes: they are noted, the file that was read goes on, and nothing is lost."""
    before: Any = look(journal).snapshots
    at = str(journal.with_name("e.jsonl"))
    with closing(sqlite3.connect(journal)) as base, base:
        base.executescript(f"DROP TABLE sources; {OLD}")
        base.execute("INSERT INTO sources VALUES (?, ?)", (at, Path(at).stat().st_size))
    assert look(journal).snapshots == before
    with Path(at).open("ab") as feed:
        feed.write(encoded(hired("new", "north", 0)) + b"\n")
    found = work(journal, at)

    assert found.ledger.memory.ids.keys() >= {"h0", "new"}
    assert look(journal).balance[Disposition.REPEATED] == 0
    assert started_again(journal) == []
