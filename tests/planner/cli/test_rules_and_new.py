"""``relocate rules`` and ``relocate new``: what a newcomer reads and starts from."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from planner import api
from tests.support.commands import Relocate, widest
from tests.support.first_workbook import OFFICES, filled_in, sheets_in
from tests.support.workbooks import book_of


def test_every_rule_is_listed_with_what_it_stands_on(here: Relocate) -> None:
    """The table of contents of the model, in reading order, within eighty columns."""
    run = here("rules")

    first_words = [line.split(" ")[0] for line in run.out.splitlines() if line[:1] != " "]
    assert [word for word in first_words[2:] if word] == [card.name for card in api.rules()]
    assert {card.stands_on for card in api.rules()} == {"law", "identity", "price", "policy"}
    assert widest(run.out) <= 80


def test_a_rule_is_shown_in_full_with_the_figures_of_a_scenario(here: Relocate) -> None:
    """Sentence, formula, unit and source; figures only where a scenario is named."""
    bare = here("rules", "budget").out
    with_figures = here("rules", "budget", "--scenario", "tiny", "--set", "budget.total=USD 9").out

    assert all(word in bare for word in ("Basis:", "Formula:", "Unit:"))
    assert "In this scenario:" not in bare
    assert "USD 9.00" in with_figures


def test_a_rule_that_is_switched_off_is_marked(here: Relocate) -> None:
    """A scenario may do without a policy, and the list says so."""
    run = here("rules", "--scenario", "tiny", "--set", "switched_off=budget", "--json")

    assert [card["name"] for card in json.loads(run.out) if not card["in_force"]] == ["budget"]


def test_an_unknown_rule_is_refused(here: Relocate) -> None:
    """Exit code 2, with the names that are known."""
    run = here("rules", "gravity")

    assert run.code == 2
    assert "run_rate" in run.err


def test_settings_without_a_scenario_are_refused(here: Relocate) -> None:
    """Without a scenario there is nothing to lay them over."""
    assert here("rules", "--set", "risk_weight=2").code == 2


@pytest.mark.slow
def test_a_copy_can_be_checked_and_planned(here: Relocate) -> None:
    """What ``new`` says to do next works, and the copy costs what the original costs."""
    run = here("new", "own")

    assert run.code == 0
    assert "relocate check own" in run.out
    assert here("check", "own").code == 0
    assert json.loads(here("plan", "own", "--json").out)["objective"] == 96_415_500


@pytest.mark.slow
def test_a_workbook_can_be_checked_and_planned(here: Relocate, tmp_path: Path) -> None:
    """One file, and the same plan as from the folder; overlays are laid over it by path."""
    run = here("new", "own", "--workbook")

    assert run.code == 0
    assert "relocate check own/tiny.xlsx" in run.out
    assert [path.name for path in (tmp_path / "own").iterdir()] == ["tiny.xlsx"]
    assert (tmp_path / "own/tiny.xlsx").stat().st_mode & 0o777 == 0o600
    assert here("check", "own/tiny.xlsx").code == 0
    assert json.loads(here("plan", "own/tiny.xlsx", "--json").out)["objective"] == 96_415_500
    (tmp_path / "few.yaml").write_text("changes: {switched_off: budget}\n")
    assert here("check", "own/tiny.xlsx", "--with", "./few.yaml").code == 0
    wrong = here("check", "own/tiny.xlsx", "--set", "switched_off=gravity")
    assert (wrong.code, "tiny.xlsx, switched_off" in wrong.err) == (3, True)


def test_a_template_is_the_bundled_one_whatever_lies_here(here: Relocate, tmp_path: Path) -> None:
    """A folder of one's own with the name of a bundled scenario is not what is copied."""
    (tmp_path / "tiny").mkdir()

    assert here("new", "own", "--workbook").code == 0


def test_no_workbook_is_half_written(here: Relocate, tmp_path: Path) -> None:
    """Into a folder that holds something, or from a template that is not known: nothing."""
    (tmp_path / "own").mkdir()
    (tmp_path / "own/notes.txt").write_text("mine")

    assert here("new", "own", "--workbook").code == 3
    assert here("new", "other", "--workbook", "--template", "huge").code == 3
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["notes.txt", "own"]


def test_a_hostile_workbook_is_refused(here: Relocate, tmp_path: Path) -> None:
    """Exit code 3, the file by name, and a next step."""
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04 and noise")
    run = here("plan", "a.xlsx")

    assert run.code == 3
    assert "a.xlsx: is damaged, or not an XLSX workbook" in run.err
    assert not (tmp_path / "plans").exists()


def test_the_bundled_scenarios_are_listed(here: Relocate) -> None:
    """Each can be copied by its name."""
    for name in here("new", "--list").out.split():
        assert here("new", f"my-{name}", "--template", name).code == 0


def test_a_folder_that_holds_something_is_left_alone(here: Relocate, tmp_path: Path) -> None:
    """Exit code 3, and nothing of the user's is touched."""
    (tmp_path / "own").mkdir()
    (tmp_path / "own/notes.txt").write_text("mine")
    run = here("new", "own")

    assert run.code == 3
    assert [path.name for path in (tmp_path / "own").iterdir()] == ["notes.txt"]


def test_no_folder_and_no_such_template_are_refused(here: Relocate) -> None:
    """Exit codes 2 and 3."""
    assert here("new").code == 2
    assert here("new", "own", "--template", "huge").code == 3


def test_a_scenario_shows_the_figures_of_every_rule(here: Relocate) -> None:
    """Without a name: each rule in full, with its source and today's values."""
    listed, told = here("rules"), here("rules", "--scenario", "tiny")

    assert "labour law of each jurisdiction" in " ".join(listed.out.split())
    assert told.out.count("In this scenario:") == len(api.rules())
    assert "approved by nobody yet" in " ".join(told.out.split())


@pytest.mark.slow
def test_a_workbook_of_ones_own_offices(here: Relocate, tmp_path: Path) -> None:
    """The file that is named, with their law; what is missing is told, and then nothing is."""
    run = here("new", "Harbour Bank.xlsx", "--workbook", "--offices", OFFICES)

    assert run.code == 0
    assert "Harbour Bank.xlsx holds what is known of shanghai" in run.out
    path = tmp_path / "Harbour Bank.xlsx"
    assert path.stat().st_mode & 0o777 == 0o600
    empty = here("check", path.name)
    assert empty.code == 3
    assert all(missing in empty.err for missing in ("planning_date", "seats", "cohorts"))
    path.write_bytes(book_of(filled_in(sheets_in(path.read_bytes()))))
    filled = here("check", path.name)
    assert (filled.code, filled.out.startswith("harbour-bank: Harbour Bank:")) == (0, True)


def test_no_workbook_replaces_a_file(here: Relocate, tmp_path: Path) -> None:
    """Whatever it is a copy of."""
    (tmp_path / "mine.xlsx").write_text("mine")

    for words in (["--offices", "singapore"], ["--template", "tiny"]):
        run = here("new", "mine.xlsx", "--workbook", *words)
        assert (run.code, "already exists" in run.err) == (3, True)
    assert (tmp_path / "mine.xlsx").read_text() == "mine"


def test_offices_go_with_a_workbook_only(here: Relocate) -> None:
    """Not with a folder, a template or a roster; and there has to be one."""
    for words in (["mine"], ["m.xlsx", "--template", "shanghai-2026"], ["m", "--roster", "r.csv"]):
        run = here("new", *words, "--offices", "singapore")
        assert (run.code, "--offices" in run.err) == (2, True)
    assert here("new", "m.xlsx", "--offices", " , ").code == 2
    assert here("new", "m.xlsx", "--offices", "paris").code == 3


@pytest.mark.parametrize(
    "words",
    [
        ["--set", "planning_date=2026-12-01"],
        ["--yes"],
        ["--mapping", "roster.yaml"],
        ["--control", "CNY 1"],
        ["--control-cost", "CNY 1"],
        ["--template", "shanghai-2026", "--roster", "staff.csv"],
    ],
)
def test_the_option_that_does_not_go_is_named(here: Relocate, words: list[str]) -> None:
    """Options of rosters without one, and a template beside a roster."""
    run = here("new", "mine", *words)

    assert (run.code, f"Invalid value for {words[0]}" in run.err) == (2, True)


def test_a_copy_in_a_file_of_ones_own_has_its_name(here: Relocate, tmp_path: Path) -> None:
    """A file that ends in .xlsx is a workbook, whatever else is said."""
    assert here("new", "harbour.xlsx").code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["harbour.xlsx"]
    assert here("check", "harbour.xlsx").out.startswith("harbour: ")
