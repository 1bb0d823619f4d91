"""What a scenario is called by: a path, or the name of a bundled one."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.errors import InputError
from planner.scenario_files import bundled, copy_template, load, overlays_of
from tests.support.scenario_folders import folder_of, problem_of, scenario_folder


@pytest.mark.slow
def test_bundled_scenarios_and_their_overlays_are_sound() -> None:
    """Each of them loads by name, and with each of its overlays."""
    assert bundled()
    for name in bundled():
        assert load(name).periods
        for overlay in overlays_of(name):
            assert overlay.about
            assert load(name, [overlay.name]).overlays == (overlay.name,)


def test_what_exists_under_a_name_comes_before_a_bundled_scenario(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder of one's own, called as a bundled one is, is one's own."""
    monkeypatch.chdir(tmp_path)
    name = bundled()[0]
    assert load(name).name != "small"
    scenario_folder(tmp_path / name)
    assert load(name).name == "small"


def test_an_unknown_name_is_neither_path_nor_bundled() -> None:
    """Both are said, with the nearest bundled name."""
    name = bundled()[0]
    problem = problem_of(f"{name}x")
    assert (problem.file, problem.found) == ("scenario", f"{name}x")
    assert problem.message == "is neither a file or folder here nor a bundled scenario"
    assert f"Did you mean '{name}'?" in problem.next_step


@pytest.mark.parametrize("source", ["./nowhere", "", "a\x00b", "x" * 5000, "../jurisdictions"])
def test_what_is_no_path_is_a_problem_in_words(source: str) -> None:
    """Whatever an operating system would say of it."""
    problem = problem_of(source)
    assert problem.file == "scenario"
    assert problem.next_step


def test_a_template_is_copied_and_loads(tmp_path: Path) -> None:
    """The copy is the same scenario; nothing else is left beside it."""
    name = bundled()[0]
    folder = copy_template(name, tmp_path / "new" / "mine")
    assert load(folder) == load(name)
    assert [path.name for path in folder.parent.iterdir()] == ["mine"]
    assert folder.stat().st_mode & 0o077


def test_an_empty_folder_may_be_filled(tmp_path: Path) -> None:
    """`mkdir` beforehand does no harm."""
    (tmp_path / "mine").mkdir()
    folder = copy_template(bundled()[0], tmp_path / "mine")
    assert load(folder) == load(bundled()[0])


@pytest.mark.parametrize("there", ["mine/notes.txt", "mine"])
def test_nothing_is_written_over(tmp_path: Path, there: str) -> None:
    """Neither a folder that holds something nor a file."""
    folder_of(tmp_path, {there: "mine"})
    with pytest.raises(InputError) as caught:
        copy_template(bundled()[0], tmp_path / "mine")
    problem = caught.value.problems[0]
    assert (problem.file, problem.found) == ("DIR", str(tmp_path / "mine"))
    assert problem.message == "already exists and is not an empty folder"
    assert problem.next_step
    assert (tmp_path / there).read_text() == "mine"


def test_an_unknown_template_is_named_with_the_nearest(tmp_path: Path) -> None:
    """And nothing is made."""
    name = bundled()[0]
    with pytest.raises(InputError) as caught:
        copy_template(f"{name}x", tmp_path / "mine")
    problem = caught.value.problems[0]
    assert (problem.file, problem.found) == ("template", f"{name}x")
    assert f"Did you mean '{name}'?" in problem.next_step
    assert not (tmp_path / "mine").exists()


def test_a_folder_that_cannot_be_made_is_a_problem(tmp_path: Path) -> None:
    """A file stands where its parent should be."""
    folder_of(tmp_path, {"file": "x"})
    with pytest.raises(InputError, match="cannot be written"):
        copy_template(bundled()[0], tmp_path / "file" / "mine")
