"""What of a roster is told on the screen and in its receipt."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from planner.roster.drafts import RosterDraft, draft_of_roster
from planner.roster.mapping import mapping_from
from tests.support.rosters import ENGLISH, SETTINGS, Row, person, write_csv

NO_LEAVERS = "No leaver has a day of leaving in the year before the planning date: attrition is 0"
TEAM = [person("Shanghai", "AML analyst", 20_000, "2020-06-01")] * 5


def draft(folder: Path, rows: Sequence[Row], headings: Row = ENGLISH) -> RosterDraft:
    path = write_csv(folder / "a.csv", rows, headings)
    return draft_of_roster(path, folder / "own", mapping_from(None, SETTINGS))


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
    kept = [place for place, name in enumerate(ENGLISH) if name not in {"Email", "Full name"}]
    kept = [place for place in kept if ENGLISH[place] != "National ID"]

    made = draft(tmp_path, [[row[n] for n in kept] for row in rows], [ENGLISH[n] for n in kept])

    assert "1 column about persons (names, ids, ...): dropped unread" in made.found
    assert list(made.joinings) == ["shanghai: Clerk (1 person) joins AML analyst"]
