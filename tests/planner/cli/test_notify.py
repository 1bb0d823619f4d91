"""``relocate watch --notify`` and ``--notify-command``, on a journal."""

from __future__ import annotations

import json
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.planner.notify.listening import Listener, listening
from tests.support.commands import COMMAND, ENVIRONMENT, Relocate
from tests.support.embedded_hosts import work, written
from tests.support.events import hired, published
from tests.support.waiting import until

WATCH = ("watch", "--once", "--journal", "p.db")


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    """A programme with one recommendation of six heads, and a line that was no event."""
    events = written(tmp_path / "e.jsonl", [published("north"), b"{not json: Jane Doe"])
    work(tmp_path / "p.db", events)
    return tmp_path / "p.db"


def test_what_is_open_and_what_was_no_event_are_told_once(here: Relocate, journal: Path) -> None:
    """By request; what a dead letter says is not in it, and the next look has nothing to tell."""
    with listening() as listener:
        first = here(*WATCH, "--notify", listener.address)
        second = here(*WATCH, "--notify", listener.address)

    assert (first.code, second.code) == (0, 0), first.err
    assert [each["kind"] for each in listener.documents] == ["new", "dead_letters"]
    new, dead = listener.documents
    assert new["text"].startswith("north: new recommendation north/kyc/bengaluru/transfer/2027-Q3 ")
    assert new["recommendation"]["heads"] == "10"
    assert dead["count"] == 1
    assert "Jane" not in json.dumps(listener.documents)
    assert first.out == second.out == here(*WATCH).out
    assert journal.with_name("p.db.notified").is_file()


def test_the_address_may_come_from_the_environment(here: Relocate, journal: Path) -> None:
    """It often is a secret; a command line is seen by all."""
    with listening() as listener:
        done = here(*WATCH, RELOCATE_NOTIFY=listener.address)

    assert (done.code, len(listener.documents)) == (0, 2)


def test_what_could_not_be_told_is_told_the_next_time(here: Relocate, journal: Path) -> None:
    """Exit 75 says that it may be tried again; what has come is not told again."""
    with listening() as listener:
        listener.answers = [204, 503]
        first = here(*WATCH, "--notify", listener.address)
        second = here(*WATCH, "--notify", listener.address)

    assert (first.code, second.code) == (75, 0)
    assert "A notice could not be sent: 127.0.0.1 answers 503." in first.err
    assert "not every notice could be sent" in first.err
    assert [each["kind"] for each in listener.documents] == ["new", "dead_letters", "dead_letters"]
    assert listener.documents[1]["id"] == listener.documents[2]["id"]


def test_a_command_is_told(here: Relocate, journal: Path) -> None:
    """On its standard input, once for each notice."""
    done = here(*WATCH, "--notify-command", "sh -c 'cat >> heard; echo >> heard'")
    heard = [json.loads(line) for line in (journal.parent / "heard").read_text().splitlines()]

    assert done.code == 0, done.err
    assert [each["kind"] for each in heard] == ["new", "dead_letters"]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--notify", "http://localhost/", "--notify-command", "cat"), 2, "Give either"),
        (("--notify", "localhost"), 3, "--notify: not a web address"),
        # As of a variable that is not set.
        (("--notify", ""), 3, "--notify: not a web address"),
        (("--notify-command", ""), 3, "--notify-command: not a command"),
        (("--notify-command", "no-such-command"), 3, "--notify-command: not a command"),
        (("--notify-command", "cat", "--notified", "none/x"), 3, "does not exist"),
        (("--notify-command", "cat", "--notify-days", "-1"), 2, "--notify-days"),
        (("--notify-days", "7"), 2, "go with --notify or --notify-command"),
        (("--notified", "x"), 2, "go with --notify or --notify-command"),
        (("--notify-command", "cat", "--notified", "e.jsonl"), 3, "not a record of notices"),
    ],
)
def test_what_cannot_be_told_is_refused_at_once(
    here: Relocate, journal: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    """Before anything is shown, with what to do."""
    done = here(*WATCH, *words)

    assert (done.code, done.out) == (code, "")
    assert said in " ".join(done.err.replace("│", " ").split())


def test_with_a_broker_the_file_has_to_be_named(here: Relocate) -> None:
    """There is no journal that it could lie beside."""
    done = here("watch", "--broker", "kafka://localhost:9", "--notify", "http://localhost/")

    assert done.code == 2
    assert "--notified FILE" in " ".join(done.err.replace("│", " ").split())


@pytest.mark.slow
def test_news_is_told_while_it_watches_and_not_again_after_a_kill(journal: Path) -> None:
    """A process of its own, killed once it has told; what comes next is told by the next one."""
    with listening() as listener:
        listener.answers = [500]
        with watching(listener, journal):
            until(lambda: _remembered(journal) == (1, 1))
        events = written(journal.parent / "more.jsonl", [hired("h", "north"), b"[]", b"[]"])
        with watching(listener, journal) as process:
            work(journal, events)
            until(lambda: _remembered(journal) == (1, 3))
            process.send_signal(signal.SIGINT)
            assert process.wait(30) == 0

    kinds = [each["kind"] for each in listener.documents]
    # What failed is tried again after the other.
    assert kinds[:3] == ["new", "dead_letters", "new"]
    assert kinds[3:] == ["dead_letters"]
    assert listener.documents[3]["count"] == 2


def _remembered(journal: Path) -> tuple[int, int]:
    """Recommendations and dead letters that have been told."""
    file = journal.with_name("p.db.notified")
    said = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    return len(said.get("recommendations", ())), said.get("dead", 0)


@contextmanager
def watching(listener: Listener, journal: Path) -> Iterator[subprocess.Popen[bytes]]:
    """``relocate watch`` in a process of its own, killed at the end."""
    words = [str(COMMAND), "watch", "--journal", str(journal), "--notify", listener.address]
    process = subprocess.Popen(
        words, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()
