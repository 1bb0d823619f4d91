"""A journal is copied while it is written: each copy is whole, and an older one is never lost."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from models.errors import InputError
from streams.hosts.embedded.backup import back_up
from streams.wire import encode
from tests.support.embedded_hosts import check_whole, killed, log_of, look, started, work, written
from tests.support.events import hired, published


@pytest.mark.slow
def test_copies_of_a_journal_at_work_are_whole(tmp_path: Path) -> None:
    """Each is the fold of its log, later ones hold more, and the last can be carried on."""
    feed = written(tmp_path / "e.jsonl", [published("north")])
    process = started(tmp_path / "p.db", feed, "answers", "--follow")
    assert process.stdout is not None
    process.stdout.readline()
    positions = []
    with feed.open("ab") as file:
        for n in range(200):
            file.write(encode(hired(f"h{n}", "north", 0)) + b"\n")
            file.flush()
            if n % 40 == 0:
                positions.append(back_up(tmp_path / "p.db", tmp_path / "copy.db"))
                check_whole(tmp_path / "copy.db")
    killed(process)
    back_up(tmp_path / "p.db", tmp_path / "copy.db")
    work(tmp_path / "copy.db", feed)

    assert positions == sorted(positions)
    assert {f"h{n}" for n in range(200)} <= {event.id for event in log_of(tmp_path / "copy.db")}
    assert (tmp_path / "copy.db").stat().st_mode & 0o777 == 0o600
    assert not list(tmp_path.glob(".*.part*"))


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    work(
        tmp_path / "p.db", written(tmp_path / "e.jsonl", [published("north"), hired("h", "north")])
    )
    return tmp_path / "p.db"


def test_a_copy_is_one_file_for_its_owner_alone(journal: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    back_up(journal, folder / "c.db")
    back_up(journal, folder / "c.db")

    assert look(folder / "c.db") == look(journal)
    assert [each.name for each in folder.iterdir()] == ["c.db"]
    assert (folder / "c.db").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE log SET raw = x'00' WHERE id = 'h'", "the bytes of 1 of its records are not"),
        ("UPDATE log SET standing = 'x' WHERE id = 'h'", "do not add up"),
        ("DROP TABLE log", "is damaged"),
    ],
)
def test_of_a_damaged_journal_the_older_copy_stays(
    journal: Path, tmp_path: Path, statement: str, words: str
) -> None:
    back_up(journal, tmp_path / "c.db")
    before = (tmp_path / "c.db").read_bytes()
    with closing(sqlite3.connect(journal)) as base, base:
        base.execute(statement)
    with pytest.raises(InputError, match=words):
        back_up(journal, tmp_path / "c.db")

    assert (tmp_path / "c.db").read_bytes() == before
    assert not list(tmp_path.glob(".*.part*"))


def test_only_an_older_copy_makes_way(journal: Path, tmp_path: Path) -> None:
    """Not one of another journal, longer or shorter, nor a newer one."""
    copy, other, newer = (tmp_path / f"{name}.db" for name in ("copy", "other", "newer"))
    back_up(journal, copy)
    work(tmp_path / "q.db", written(tmp_path / "q.jsonl", [published("south")]))
    back_up(tmp_path / "q.db", other)
    work(journal, written(tmp_path / "f.jsonl", [hired(f"f{n}", "north", 0) for n in range(4)]))
    back_up(journal, newer)
    before = {each: each.read_bytes() for each in (copy, other, newer)}
    for source, target, words in (
        (journal, other, r"other\.db: is of another journal"),
        (tmp_path / "q.db", newer, r"newer\.db: is of another journal"),
        (copy, newer, r"newer\.db: is newer than the journal \(found: '\d+ records"),
    ):
        with pytest.raises(InputError, match=words):
            back_up(source, target)

    assert {each: each.read_bytes() for each in before} == before
    assert back_up(journal, copy) == look(newer).position
    assert not list(tmp_path.glob(".*.part*"))


def test_what_is_no_copy_is_left_alone(journal: Path, tmp_path: Path) -> None:
    """The journal itself, a journal at work, another file, and a folder that is not there."""
    work(tmp_path / "other.db")
    (tmp_path / "text").write_text("to whom it may concern", encoding="utf-8")
    before = (tmp_path / "other.db").read_bytes()
    for name, words in (
        ("p.db", "is the journal itself"),
        ("other.db", "is not a copy"),
        ("text", "is not a journal"),
        ("no/where.db", "cannot be used: no such file"),
    ):
        with pytest.raises(InputError, match=words):
            back_up(journal, tmp_path / name)

    assert (tmp_path / "text").read_text(encoding="utf-8") == "to whom it may concern"
    assert (tmp_path / "other.db").read_bytes() == before
