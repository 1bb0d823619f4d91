"""What of a roster is told on the screen and in its receipt."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from planner.roster.drafts import RosterDraft, draft_of_roster
from planner.roster.mapping import mapping_from
from tests.support.rosters import ENGLISH, SETTINGS, Row, person, write_csv

pytestmark = pytest.mark.slow  # Rosters are read in a process of its own.

NO_LEAVERS = "No leaver has a day of leaving in the year before the planning date: attrition is 0"
TEAM = [person("Shanghai", "AML analyst", 20_000, "2020-06-01")] * 5


def draft(
    folder: Path, rows: Sequence[Row], headings: Row = ENGLISH, settings: Sequence[str] = ()
) -> RosterDraft:
    path = write_csv(folder / "a.csv", rows, headings)
    return draft_of_roster(path, folder / "own", mapping_from(None, [*SETTINGS, *settings]))


def test_pay_of_a_month_is_said_to_be_multiplied(tmp_path: Path) -> None:
    headings = ["Monthly salary" if name == "Annual salary" else name for name in ENGLISH]

    made = draft(tmp_path, TEAM, headings)

    assert "pay: column 'Monthly salary', times 12" in made.found
    lines = [each.text for each in made.receipt]
    assert "Pay in the roster is of a month: a year of it is 12 times that." in lines


def test_attrition_that_the_roster_does_not_say_is_to_be_filled_in(tmp_path: Path) -> None:
    gone = person("Shanghai", "AML analyst", 20_000, "2020-06-01", status="Left")

    made = draft(tmp_path, [*TEAM, gone])
    made.write()

    lines = [each.text for each in made.receipt]
    assert "1 leaver without a day of leaving: not in attrition" in lines
    assert NO_LEAVERS in lines
    _, following = (tmp_path / "own/roster-receipt.md").read_text().split("## Next")
    assert "`attrition` in cohorts.csv" in following


def test_attrition_of_the_roster_is_not_asked_for(tmp_path: Path) -> None:
    gone = person("Shanghai", "AML analyst", 20_000, "2020-06-01", status="Left")
    rows = [*[(*row, "") for row in TEAM], (*gone, "2026-10-01")]

    made = draft(tmp_path, rows, (*ENGLISH, "Leaving date"))
    made.write()

    assert not [each for each in made.receipt if "leaving" in each.text]
    assert "`attrition`" not in (tmp_path / "own/roster-receipt.md").read_text()


def test_a_column_of_hire_dates_is_not_missing_where_nobody_is_due_severance(
    tmp_path: Path,
) -> None:
    """In Singapore after a day of service."""
    rows = [person("Singapore", "Clerk", 90_000, "2026-11-30", company="SG", currency="SGD")] * 5

    made = draft(tmp_path, rows)

    assert not [each for each in made.receipt if "No column of hire dates" in each.text]
    assert any("Severance if all left" in each.text for each in made.receipt)


def test_one_is_written_as_one(tmp_path: Path) -> None:
    rows = [*TEAM, person("Shanghai", "Clerk", 20_000, "2020-06-01")]
    dropped = {"Email", "Full name", "National ID"}
    kept = [place for place, name in enumerate(ENGLISH) if name not in dropped]

    made = draft(tmp_path, [[row[n] for n in kept] for row in rows], [ENGLISH[n] for n in kept])

    assert (
        "1 column about persons (names, ids, ...): dropped, nothing of them is kept" in made.found
    )
    assert list(made.joinings) == ["shanghai: Clerk (1 person) joins AML analyst"]


def test_names_of_roles_that_few_have_are_in_no_file_though_the_mapping_has_them(
    tmp_path: Path,
) -> None:
    """A role that is made of them is called by its id."""
    rows = [*TEAM, *(person("Shanghai", f"Accountant {name}", 20_000, "2020-06-01")
                     for name in "VWXYZ")]  # fmt: skip
    settings = ["roles.AML analyst=analyst", *(f"roles.Accountant {n}=finance" for n in "VWXYZ")]

    made = draft(tmp_path, rows, settings=settings)
    made.write()

    texts = {path.name: path.read_text() for path in (tmp_path / "own").glob("[a-z]*.*")}
    assert not [name for name, text in texts.items() if "ccountant" in text]
    assert texts["roles.csv"].splitlines()[1:] == ["analyst,AML analyst", "finance,finance"]
    assert '"AML analyst": "analyst"' in texts["roster.yaml"]
    assert "5 names of roles that fewer than 5 people have: left out" in texts["roster-receipt.md"]
