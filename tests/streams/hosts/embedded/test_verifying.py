"""A journal held against itself: what was folded, and what its log has by now."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from models.errors import InputError
from streams.events import Event
from streams.log import Disposition
from tests.support.embedded_hosts import check_whole, look, verified, work, written
from tests.support.events import hired, published, seats


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    """A journal of one programme, with a repetition and what is no event."""
    hire = hired("a", "north")
    submissions: list[Event | bytes] = [published("north"), hire, hire, b"{broken"]
    submissions.append(seats("s", "north", 70))
    work(tmp_path / "p.db", written(tmp_path / "e.jsonl", submissions))
    return tmp_path / "p.db"


def change(journal: Path, statement: str, *values: object) -> None:
    """What somebody does with a tool of SQLite's, or a disk that fails."""
    with closing(sqlite3.connect(journal)) as base:
        assert base.execute(statement, values).rowcount == 1
        base.commit()


def test_what_a_host_has_written_holds(journal: Path) -> None:
    """The state and what is shown; also after a restart, which folds it all again."""
    proof = verified(journal)
    assert proof.differences == ()
    assert proof.claims == 2
    assert proof.balance[Disposition.FOLDED] >= 4

    work(journal)
    check_whole(journal)


LOST = "DELETE FROM log WHERE id = 'a' AND standing = 'folded'"
HIDDEN = "UPDATE log SET standing = 'repeated' WHERE id = 'a' AND standing = 'folded'"


@pytest.mark.parametrize(("statement", "words"), [(LOST, "1 of its"), (HIDDEN, "the state")])
def test_an_event_that_the_state_had_and_the_log_has_not_is_told(
    journal: Path, statement: str, words: str
) -> None:
    """By whoever asks, and by a host that does not start; the balance alone may add up."""
    shown = look(journal).snapshots
    change(journal, statement)

    said = verified(journal).differences
    assert any(words in each for each in said)
    assert any("it was not made from what the log has" in each for each in said)
    with pytest.raises(InputError, match=r"missing|is not what was folded.*backup NEW --rescue"):
        work(journal)
    assert look(journal).snapshots == shown


def test_an_event_that_says_something_else_is_told(journal: Path) -> None:
    """A figure is another, and its own hash was made to fit."""
    with closing(sqlite3.connect(journal)) as base:
        (raw,) = base.execute("SELECT raw FROM log WHERE id = 's'").fetchone()
    other = raw.replace(b'"seats":70', b'"seats":71')
    change(journal, "UPDATE log SET raw = ?, sha256 = ? WHERE id = 's'", other,
           sha256(other).hexdigest())  # fmt: skip

    assert any("the state" in each for each in verified(journal).differences)


def test_an_event_with_other_bytes_is_told_with_its_position(journal: Path) -> None:
    change(journal, "UPDATE log SET raw = ? WHERE id = 's'", b"{}")

    assert "the log, at position 5: its bytes are not those that were written" in (
        verified(journal).differences
    )


def test_an_end_that_is_gone_is_told(journal: Path) -> None:
    """The state was further than the log is."""
    change(journal, "DELETE FROM log WHERE position = (SELECT max(position) FROM log)")

    assert any("the log ends before it" in each for each in verified(journal).differences)
    with pytest.raises(InputError, match="its log ends at 6, and was folded to 7"):
        work(journal)


def test_what_a_release_of_before_has_shown_is_proved_after_the_next_start(journal: Path) -> None:
    """It wrote no digest."""
    change(journal, "UPDATE snapshots SET json = json_remove(json, '$.digest')")
    assert any("without digests" in each for each in verified(journal).differences)

    work(journal)
    check_whole(journal)


def test_what_this_release_cannot_read_any_more_is_proved_anew(journal: Path) -> None:
    """A host that starts takes it out of the state, says so, and what is left holds."""
    change(journal, "UPDATE log SET raw = ? WHERE id = 's'", b"{}")
    work(journal)
    check_whole(journal)
