"""``relocate plan`` with a what-if: in words, kept in the files, and saved as an overlay."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from planner import api
from tests.support.commands import Run, relocate_here

QUICK = ("--no-ranges", "--out", "x.parquet")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a copy of the smallest example, ``mine``."""
    api.new(tmp_path / "mine", "tiny")
    return tmp_path


def plan(folder: Path, *words: str) -> Run:
    return relocate_here(folder, "plan", "mine", *QUICK, *words)


@pytest.mark.slow
def test_a_what_if_is_planned_told_and_kept(folder: Path) -> None:
    """At most two analysts go; the report, the document and the plan file say why."""
    words = ("--keep", "analysts:2", "--because", "the desk needs two")
    report = " ".join(plan(folder, *words).out.split())
    document = json.loads(plan(folder, *words, "--json").out)
    result = api.read(folder / "x.parquet")

    assert "With keep=analysts:2, because=the desk needs two." in report
    assert "Asked: at least 2 posts of analysts stay at home; the desk needs two." in report
    assert document["overlays"] == ["keep=analysts:2, because=the desk needs two"]
    (request,) = document["requests"]
    assert (request["id"], request["posts"]) == ("keep-analysts-2", 2)
    assert request["reason"] == "the desk needs two"
    moved = [each["heads"] for each in document["moves"] if each["cohort"] == "analysts"]
    assert sum(moved) == 2
    assert result.scenario.requests[0].reason == "the desk needs two"


def test_nothing_is_saved_where_the_plan_could_not_be_written(folder: Path) -> None:
    """So that the same command can be given again with another file."""
    words = ("--wait", "1", "--save-overlay", "later", "--out", "nowhere/x.json")

    assert relocate_here(folder, "plan", "mine", *words).code == 3
    assert not (folder / "mine" / "overlays" / "later.yaml").exists()


def test_what_is_tried_is_saved_and_applied_again(folder: Path) -> None:
    """It says where, and the overlay gives the same plan."""
    run = plan(folder, "--forbid", "bengaluru", "--wait", "1", "--save-overlay", "later", "--json")
    again = json.loads(plan(folder, "--with", "later", "--json").out)
    first = json.loads(run.out)

    assert run.code == 0
    assert "Saved mine/overlays/later.yaml: --with later applies it." in " ".join(run.err.split())
    assert first["scenario_hash"] == again["scenario_hash"]
    assert (first["objective"], again["overlays"]) == (again["objective"], ["later"])


def test_nothing_is_saved_of_what_is_refused(folder: Path) -> None:
    """Officers are to stay, and one of them is to go."""
    run = plan(
        folder,
        *("--keep", "officers", "--pin", "officers:bengaluru:2027-Q2:1", "--save-overlay", "both"),
    )

    assert run.code == 3
    assert "--pin: cannot be kept: no post can land there in 2027-Q2" in " ".join(run.err.split())
    assert not (folder / "mine" / "overlays" / "both.yaml").exists()


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("--forbid", "bengalore"), 3, "--forbid: 'bengalore' is not an office"),
        (("--if", "law"), 3, "--if: 'law' is not a matter of this scenario"),
        (("--wait", "9"), 3, "--wait: leaves nothing to plan"),
        (("--wait", "-1"), 2, "Invalid value"),
        (("--because", "why"), 2, "--because needs something to try"),
        (("--save-overlay", "x"), 2, "--save-overlay needs something to try"),
        (
            ("--wait", "1", "--save-overlay", "full-office"),
            3,
            "--save-overlay: exists already",
        ),
    ],
)
def test_what_is_wrong_is_told_by_option(
    folder: Path, words: tuple[str, ...], code: int, says: str
) -> None:
    run = plan(folder, *words)

    assert (run.code, run.out) == (code, "")
    assert says in " ".join(run.err.split())
