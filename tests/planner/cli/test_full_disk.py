"""A disk that is full: exit code 3, the old file as it was, nothing left beside it.

The size that a file may grow to stands in for the room on the disk: a write past it fails in the
same place, and needs no rights.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.planner.cli.hostile import assert_refused, contents, relocate_within_bounds

pytestmark = pytest.mark.slow

ROOM = 100
"""Bytes: less than any file of a plan, and less than the tables of the template."""


@pytest.mark.parametrize("suffix", [".parquet", ".csv", ".json", ".xlsx", ".html"])
def test_no_room_for_a_plan(tmp_path: Path, suffix: str) -> None:
    """In any of its formats."""
    file = tmp_path / f"plan{suffix}"
    file.write_bytes(b"the old file")
    ending = relocate_within_bounds(tmp_path, "plan", "tiny", "--out", file.name, most_written=ROOM)

    assert_refused(ending, f"{file.name}: cannot be written: file too large")
    assert contents(tmp_path) == {file.name: b"the old file"}


@pytest.mark.parametrize(
    ("command", "name"),
    [("compare", "a.html"), ("compare", "a.xlsx"), ("export", "a.json"), ("export", "a.parquet")],
)
def test_no_room_for_what_is_made_of_plans(
    tmp_path: Path, plans: Path, command: str, name: str
) -> None:
    """The plans it is made of stay as well."""
    shutil.copytree(plans, tmp_path, dirs_exist_ok=True)
    (tmp_path / name).write_bytes(b"the old file")
    before = contents(tmp_path)
    files = ["free.parquet", "full.parquet"][: 2 if command == "compare" else 1]
    ending = relocate_within_bounds(tmp_path, command, *files, "--out", name, most_written=ROOM)

    assert_refused(ending, f"{name}: cannot be written: file too large")
    assert contents(tmp_path) == before


def test_no_room_for_a_copy(tmp_path: Path) -> None:
    """No half a scenario is there, nor the folder it was to be in."""
    ending = relocate_within_bounds(tmp_path, "new", "own", most_written=ROOM)

    assert_refused(ending, "cannot be written")
    assert not list(tmp_path.iterdir())


def test_no_room_for_the_usual_files(tmp_path: Path) -> None:
    """The folder of the plans is made, and stays empty."""
    ending = relocate_within_bounds(tmp_path, "plan", "tiny", most_written=ROOM)

    assert_refused(ending, "plans/tiny.parquet: cannot be written: file too large")
    assert contents(tmp_path) == {}
