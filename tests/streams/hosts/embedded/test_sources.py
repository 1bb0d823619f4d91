"""Lines of files, folders and standard input: each once, whole, and in order."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from models.errors import InputError
from streams.hosts.embedded.inbox import inbox_of, leave
from streams.hosts.embedded.sources import Files, Source, Stdin, source_of
from streams.wire import LARGEST_BYTES


def raws(source: Source, most: int = 100) -> list[bytes]:
    return [line.raw for line in source.lines(most)]


def test_a_file_is_read_once_and_in_parts(tmp_path: Path) -> None:
    """Two at a time; then from where the journal says; blank lines are none."""
    (tmp_path / "e").write_bytes(b"a\r\n\nb\nc\nd")
    first = source_of(str(tmp_path / "e"), {})
    lines = first.lines(2)
    again = source_of(str(tmp_path / "e"), {lines[-1].source: lines[-1].read_bytes})

    assert [line.raw for line in lines] == [b"a", b"b"]
    assert not first.ended
    assert raws(again) == [b"c", b"d"]
    assert again.ended


def test_a_followed_file_counts_to_its_last_whole_line(tmp_path: Path) -> None:
    """Half a line waits for its end; a file begun anew is read anew."""
    path = tmp_path / "e"
    path.write_bytes(b"a\nb")
    source = source_of(str(path), {}, follow=True)
    assert raws(source) == [b"a"]
    path.write_bytes(b"a\nbc\n")
    assert raws(source) == [b"bc"]
    assert not source.ended
    path.write_bytes(b"d\n")

    assert raws(source) == [b"d"]


def test_a_folder_is_read_by_name(tmp_path: Path) -> None:
    for name in ("2.jsonl", "1.jsonl", "notes.txt"):
        (tmp_path / name).write_text(f"{name}\n", encoding="utf-8")
    source = source_of(str(tmp_path), {})

    assert raws(source) == [b"1.jsonl", b"2.jsonl"]
    assert source.ended


def test_a_line_beyond_any_event_is_cut_and_its_rest_is_no_line(tmp_path: Path) -> None:
    (tmp_path / "e").write_bytes(b"x" * (3 * LARGEST_BYTES) + b"\nb\n")
    long, short = raws(source_of(str(tmp_path / "e"), {}))

    assert len(long) == LARGEST_BYTES + 1
    assert short == b"b"


def test_standard_input_loses_no_line_between_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many lines in one chunk, taken a few at a time; the last has no end."""
    reads, writes = os.pipe()
    with os.fdopen(reads) as stdin:
        monkeypatch.setattr("sys.stdin", stdin)
        os.write(writes, b"a\nb\nc\nd")
        source = Stdin()
        assert raws(source, 2) == [b"a", b"b"]
        assert raws(source, 2) == [b"c"]
        os.close(writes)
        assert raws(source, 2) == [b"d"]
        assert raws(source, 2) == []

        assert source.ended


def test_a_place_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is not there"):
        source_of(str(tmp_path / "nowhere"), {})


def test_the_inbox_is_private_and_its_files_appear_whole(tmp_path: Path) -> None:
    """In the order in which they were left, whatever lies half written beside them."""
    folder = inbox_of(tmp_path / "p.db")
    for raw in (b"1", b"2", b"3"):
        leave(folder, [raw])
    (folder / "x.part").write_bytes(b"half")

    assert folder.stat().st_mode & 0o777 == 0o700
    assert {each.stat().st_mode & 0o777 for each in folder.glob("*.jsonl")} == {0o600}
    assert raws(Files(folder, follow=True)) == [b"1", b"2", b"3"]
