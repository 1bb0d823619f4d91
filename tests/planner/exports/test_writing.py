"""Files appear whole or not at all."""

import subprocess
import sys
from pathlib import Path

import pytest

from models.errors import InputError
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


def test_others_may_read_it(tmp_path: Path) -> None:
    """The file has the rights that any new file would have here."""
    usual = tmp_path / "usual"
    usual.touch()
    replace_file(tmp_path / "plan.csv", b"x")

    assert (tmp_path / "plan.csv").stat().st_mode == usual.stat().st_mode


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """What a link leads to is replaced, not the link."""
    target, link = tmp_path / "target.csv", tmp_path / "link.csv"
    target.write_bytes(b"old")
    link.symlink_to(target)
    replace_file(link, b"new")

    assert link.is_symlink()
    assert target.read_bytes() == b"new"


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
        ("missing/plan.csv", "the folder does not exist"),
        ("file/plan.csv", "the folder does not exist"),
        ("folder", "a folder has this name"),
        ("x" * 300, "file name too long"),
    ],
)
def test_an_impossible_place_is_told_in_words(tmp_path: Path, name: str, words: str) -> None:
    """The message names the file and what is wrong, and nothing is left behind."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    with pytest.raises(InputError) as caught:
        replace_file(tmp_path / name, b"x")

    assert name in str(caught.value)
    assert words in str(caught.value)
    assert names(tmp_path) == ["file", "folder"]
