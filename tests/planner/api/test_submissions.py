"""Events that people hand in: a file is taken whole or not at all, and what is wrong is told."""

from __future__ import annotations

import io
import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from models.errors import InputError
from planner.api.event_files import submissions
from planner.api.logs import open_log
from planner.cli.options import log_place
from streams import lines
from streams.wire import encoded
from tests.support.histories import accepted
from tests.support.processes import within

EVENT = encoded(
    accepted(4).model_copy(update={"recorded_at": accepted(4).recorded_at.replace(2026)})
)


def test_blank_lines_and_comments_are_left_out(tmp_path: Path) -> None:
    """As `run` and `replay` do; the last line needs no end, since the file is taken as it is."""
    (tmp_path / "e").write_bytes(b"# of march\r\n\r\n" + EVENT)

    assert [raw for _, raw in submissions(str(tmp_path / "e"))] == [EVENT]


def test_standard_input_is_read_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(b"#\n" + EVENT + b"\n")))

    assert [raw for _, raw in submissions("-")] == [EVENT]


def test_the_mistakes_of_the_file_come_before_those_of_the_journal(tmp_path: Path) -> None:
    """Where there is no journal yet either: the file is what somebody has just written."""
    (tmp_path / "e").write_bytes(b"{broken\n")
    with pytest.raises(InputError, match="line 1: is not an object with a type"):
        open_log(tmp_path / "p.db").publish(submissions(str(tmp_path / "e")))
    (tmp_path / "e").write_bytes(EVENT)
    with pytest.raises(InputError, match=r"p\.db: is not there"):
        open_log(tmp_path / "p.db").publish(submissions(str(tmp_path / "e")))


def test_a_log_is_a_journal_unless_a_broker_is_named(tmp_path: Path) -> None:
    """A path may be a text, as everywhere in Python; the command line asks for a broker by name."""
    with pytest.raises(InputError, match=r"p\.db: is not there"):
        open_log(str(tmp_path / "p.db")).snapshots()
    with pytest.raises(InputError, match=r"^broker: is not a broker's address"):
        open_log("kafka://localhost b")
    with pytest.raises(InputError, match="--broker: does not begin with kafka://"):
        log_place(None, "localhost:9092")


def test_nobody_reads_on_in_a_file_of_noise(tmp_path: Path) -> None:
    """After a thousand mistakes it says so."""
    (tmp_path / "e").write_bytes(b"x\n" * 3_000_000)
    with within(10), pytest.raises(InputError) as refused:
        submissions(str(tmp_path / "e"))

    assert len(refused.value.problems) == 1001
    assert "was not read any further" in refused.value.problems[-1].message


@pytest.mark.parametrize("kind", ["pipe", "device"])
def test_only_regular_files_are_taken(tmp_path: Path, kind: str) -> None:
    if kind == "pipe":
        os.mkfifo(tmp_path / "e")
    else:
        (tmp_path / "e").symlink_to("/dev/zero")

    with pytest.raises(InputError, match="is not a regular file"):
        submissions(str(tmp_path / "e"))


@pytest.mark.parametrize("name", ["nowhere", "."])
def test_what_to_name_instead_is_a_file_or_standard_input(tmp_path: Path, name: str) -> None:
    """Not a folder, which `publish` does not take."""
    with pytest.raises(InputError) as refused:
        submissions(str(tmp_path / name))

    step = "Name a file of events, one a line, or - for standard input."
    assert refused.value.problems[0].next_step == step


def test_a_file_that_is_too_large_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file is taken whole, which takes memory."""
    monkeypatch.setattr(lines, "MOST_BYTES", 1_000_000)
    (tmp_path / "e").write_bytes(b"#" * 999_999 + b"\n" + EVENT)

    with pytest.raises(InputError, match="is larger than 1 MB"):
        submissions(str(tmp_path / "e"))
