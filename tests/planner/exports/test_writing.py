"""Files appear whole or not at all, and for their owner alone."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from models.errors import InputError, TryAgainError
from planner.exports.writing import replace_file


def names(folder: Path) -> list[str]:
    """What a folder holds, hidden files too."""
    return sorted(path.name for path in folder.iterdir())


LITTLE_ROOM = """
import resource, sys
from pathlib import Path
from models.errors import InputError
from planner.exports.writing import replace_file
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, resource.RLIM_INFINITY))
try:
    replace_file(Path(sys.argv[1]), b"x" * 5000)
except InputError as error:
    sys.exit(str(error))
"""
"""A process of its own whose files may not grow beyond a thousand bytes, as on a full disk."""


def test_a_file_is_written_and_replaced(tmp_path: Path) -> None:
    """The content is there, the old one gone, and nothing else is left in the folder."""
    path = tmp_path / "plan.csv"
    replace_file(path, b"old")
    replace_file(path, b"new")

    assert path.read_bytes() == b"new"
    assert names(tmp_path) == ["plan.csv"]


def rights(path: Path) -> int:
    return path.stat().st_mode & 0o777


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_nobody_else_may_read_it(tmp_path: Path, umask: int) -> None:
    """Whatever other new files may be: plans hold pay, and moves of one or two people."""
    before = os.umask(umask)
    try:
        replace_file(tmp_path / "plan.csv", b"x")
    finally:
        os.umask(before)

    assert rights(tmp_path / "plan.csv") == 0o600


@pytest.mark.parametrize(("old", "new"), [(0o600, 0o600), (0o644, 0o600), (0o666, 0o600)])
def test_rights_never_grow(tmp_path: Path, old: int, new: int) -> None:
    """A file that is written over is read by no more people than before."""
    path = tmp_path / "plan.csv"
    path.write_bytes(b"old")
    path.chmod(old)
    replace_file(path, b"new")

    assert rights(path) == new


def test_a_read_only_file_stays(tmp_path: Path) -> None:
    """Its owner said so, though the folder would let it be replaced; root is told the same."""
    path = tmp_path / "plan.csv"
    path.write_bytes(b"old")
    path.chmod(0o444)
    with pytest.raises(InputError, match="the file there is read-only"):
        replace_file(path, b"new")

    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["plan.csv"]


def pipe(path: Path) -> None:
    os.mkfifo(path)


def socket_at(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(path))


@pytest.mark.parametrize("make", [pipe, socket_at])
@pytest.mark.parametrize("by_link", [False, True])
def test_what_is_no_file_stays(
    tmp_path: Path, make: Callable[[Path], None], by_link: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A device, a pipe or a socket is never replaced, nor one that a link leads to."""
    monkeypatch.chdir(tmp_path)  # names of sockets are short
    make(Path("other"))
    Path("link.csv").symlink_to("other")
    kind = Path("other").lstat().st_mode
    with pytest.raises(InputError, match="a device, a pipe or a socket has this name"):
        replace_file(Path("link.csv" if by_link else "other"), b"x")

    assert Path("other").lstat().st_mode == kind
    assert names(tmp_path) == ["link.csv", "other"]


def test_a_device_stays() -> None:
    """Root could replace it."""
    with pytest.raises(InputError, match="a device"):
        replace_file(Path(os.devnull), b"x")

    assert Path(os.devnull).is_char_device()


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """What a link leads to is replaced, not the link."""
    target, link = tmp_path / "target.csv", tmp_path / "link.csv"
    target.write_bytes(b"old")
    link.symlink_to(target)
    replace_file(link, b"new")

    assert link.is_symlink()
    assert target.read_bytes() == b"new"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own with little room; only root may mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "none", str(disk)]
    found = shutil.which("mount") is not None
    if not found or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("no file system can be mounted here")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_on_a_full_disk_it_may_be_tried_again(small_disk: Path) -> None:
    """The exit code is that of a full disk under a journal, and nothing is left behind."""
    with pytest.raises(TryAgainError, match="no space left"):
        replace_file(small_disk / "plan.csv", b"x" * 500_000)

    assert names(small_disk) == []


def test_without_room_the_old_file_stays(tmp_path: Path) -> None:
    """A write that breaks off leaves the old file as it was, no leftover, and words."""
    path = tmp_path / "plan.csv"
    replace_file(path, b"old")
    command = [sys.executable, "-c", LITTLE_ROOM, str(path)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)

    assert run.returncode == 1
    assert "plan.csv: cannot be written: file too large" in run.stderr
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["plan.csv"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("missing/plan.csv", "does not exist"),
        ("file/plan.csv", "does not exist"),
        ("folder", "a folder has this name"),
        ("x" * 300, "file name too long"),
        ("round.csv", "too many levels of symbolic links"),
    ],
)
def test_an_impossible_place_is_told_in_words(tmp_path: Path, name: str, words: str) -> None:
    """The message names the file and what is wrong, and nothing is left behind."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    (tmp_path / "round.csv").symlink_to("round.csv")
    with pytest.raises(InputError) as caught:
        replace_file(tmp_path / name, b"x")

    assert name in str(caught.value)
    assert words in str(caught.value)
    assert names(tmp_path) == ["file", "folder", "round.csv"]
