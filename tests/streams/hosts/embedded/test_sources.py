"""Lines of files, folders and standard input: each once, whole, and in order."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from models.errors import InputError
from streams.hosts.embedded.files import Bookmark, Files, Line
from streams.hosts.embedded.inbox import inbox_of, leave
from streams.hosts.embedded.sources import Source, Stdin, check_readable, source_of
from streams.wire import LARGEST_BYTES


def raws(source: Source, most: int = 100) -> list[bytes]:
    return [line.raw for line in source.lines(most)]


def test_a_file_is_read_once_and_in_parts(tmp_path: Path) -> None:
    """Two at a time; then from where the journal says; blank lines and comments are none."""
    (tmp_path / "e").write_bytes(b"a\r\n\n# of march\nb\nc\n\nd\n")
    first = source_of(str(tmp_path / "e"), {})
    lines = first.lines(2)
    again = source_of(str(tmp_path / "e"), known(lines))

    assert [line.raw for line in lines] == [b"a", b"b"]
    assert not first.ended
    assert raws(again) == [b"c", b"d"]
    assert again.ended


def known(lines: list[Line]) -> dict[str, Bookmark]:
    """What a journal keeps of lines that were read."""
    return {line.source: line.bookmark for line in lines if line.bookmark is not None}


@pytest.mark.parametrize("follow", [False, True])
def test_a_last_line_waits_for_its_end(tmp_path: Path, follow: bool) -> None:
    """It may still be written: half of it is no event. That is told once, unless it is followed."""
    path, lines = tmp_path / "e", list[str]()
    path.write_bytes(b"a\nb")
    source = source_of(str(path), {}, follow=follow, tell=lines.append)
    before = raws(source) + raws(source)
    path.write_bytes(b"a\nbc\n")

    assert before == [b"a"]
    assert raws(source) == [b"bc"]
    assert lines == ([] if follow else [f"{path}: its last line has no end yet, and waits for it."])


@pytest.mark.parametrize("size", ["shorter", "the same", "longer"])
def test_another_file_under_the_same_name_is_read_from_its_start(tmp_path: Path, size: str) -> None:
    """As a feed that is written anew each day: it is told, however long it is."""
    path, lines = tmp_path / "hr.jsonl", list[str]()
    path.write_bytes(b"".join(b"monday %d\n" % n for n in range(10)))
    read = known(source_of(str(path), {}).lines(100))
    count = {"shorter": 9, "the same": 10, "longer": 20}[size]
    new = [b"sunday %d" % n for n in range(count)]
    path.write_bytes(b"".join(each + b"\n" for each in new))
    found = raws(source_of(str(path), read, tell=lines.append))

    assert found == new
    assert lines == [f"{path} is another file than was read before: it is read from its start."]


def test_a_file_is_known_by_its_beginning_and_by_what_was_read_last(tmp_path: Path) -> None:
    """Either may be the same in another file; what came after it is new in both."""
    path = tmp_path / "e"
    lines = [b"%5d" % n for n in range(5000)]
    path.write_bytes(b"\n".join([*lines, b""]))
    read = known(source_of(str(path), {}).lines(9999))
    for changed in (0, 4999):
        other = [*lines[:changed], b"other", *lines[changed + 1 :], b"new"]
        path.write_bytes(b"\n".join([*other, b""]))
        assert raws(source_of(str(path), read), 9999) == other
    path.write_bytes(b"\n".join([*lines, b"new", b""]))

    assert raws(source_of(str(path), read), 9999) == [b"new"]


def test_a_followed_file_that_is_replaced_between_two_looks_is_read_anew(tmp_path: Path) -> None:
    """By another of the same size that takes its name, as careful writers do."""
    path = tmp_path / "e"
    path.write_bytes(b"a\n")
    source = source_of(str(path), {}, follow=True)
    assert raws(source) == [b"a"]
    (tmp_path / "aside").write_bytes(b"b\n")
    (tmp_path / "aside").rename(path)

    assert raws(source) == [b"b"]


@pytest.mark.parametrize("kind", ["link", "pipe", "folder"])
def test_only_regular_files_are_read(tmp_path: Path, kind: str) -> None:
    """A link may lead to anything; to open a pipe would wait for ever."""
    (tmp_path / "secret").write_bytes(b"a\n")
    feed = tmp_path / "feed"
    feed.mkdir()
    if kind == "link":
        (feed / "x.jsonl").symlink_to(tmp_path / "secret")
    elif kind == "pipe":
        os.mkfifo(feed / "x.jsonl")
    else:
        (feed / "x.jsonl").mkdir()
    words = "is a link" if kind == "link" else "is not a regular file"

    with pytest.raises(InputError, match=words):
        raws(source_of(str(feed), {}))


def test_a_device_is_no_file_of_events(tmp_path: Path) -> None:
    """Also where a link that was named leads to it; the file that a named link leads to is read."""
    (tmp_path / "endless").symlink_to("/dev/zero")
    (tmp_path / "e").write_bytes(b"a\n")
    (tmp_path / "link").symlink_to(tmp_path / "e")

    with pytest.raises(InputError, match="is not a regular file"):
        raws(source_of(str(tmp_path / "endless"), {}))
    assert raws(source_of(str(tmp_path / "link"), {})) == [b"a"]


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
        check_readable(str(tmp_path / "nowhere"))


def test_the_inbox_is_private_and_its_files_appear_whole(tmp_path: Path) -> None:
    """In the order in which they were left, whatever lies half written beside them."""
    folder = inbox_of(tmp_path / "p.db")
    for raw in (b"1", b"2", b"3"):
        leave(folder, [raw])
    (folder / "x.part").write_bytes(b"half")

    assert folder.stat().st_mode & 0o777 == 0o700
    assert {each.stat().st_mode & 0o777 for each in folder.glob("*.jsonl")} == {0o600}
    assert raws(Files(folder, follow=True)) == [b"1", b"2", b"3"]


@pytest.mark.parametrize("kind", ["link", "file", "open to all"])
def test_an_inbox_that_is_not_ours_is_refused(tmp_path: Path, kind: str) -> None:
    """What lies in it would be read and removed: a link led into somebody's folder."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "x.jsonl").write_bytes(b"precious\n")
    inbox = tmp_path / "p.db.inbox"
    if kind == "link":
        inbox.symlink_to(elsewhere)
    elif kind == "file":
        inbox.write_bytes(b"")
    else:
        inbox.mkdir()
        inbox.chmod(0o777)
    with pytest.raises(InputError, match=r"p\.db\.inbox: (is not a folder|cannot be used)"):
        inbox_of(tmp_path / "p.db")

    assert (elsewhere / "x.jsonl").read_bytes() == b"precious\n"
