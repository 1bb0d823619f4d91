"""What is hidden, and totals among rows, are told and not swallowed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from planner.scenario_files import load
from tests.support.scenario_folders import SOUND, problem_of, scenario_folder
from tests.support.workbooks import small, written


def told(source: Path) -> list[str]:
    return [remark.words for remark in load(source).remarks]


def test_hidden_rows_columns_and_sheets_count_and_are_told(tmp_path: Path) -> None:
    """A sheet that nobody sees and no scenario has is left out, and told too."""
    sheets = small()
    sheets["scratch"] = [["anything", 1]]

    def hide(book: Any) -> None:
        book.get_worksheet_by_name("cohorts").set_row(2, None, None, {"hidden": True})
        book.get_worksheet_by_name("pay").set_column(2, 2, None, None, {"hidden": True})
        book.get_worksheet_by_name("roles").very_hidden()
        book.get_worksheet_by_name("scratch").hide()

    path = written(tmp_path, sheets, hide)

    assert told(path) == [
        "sheet scratch is hidden and no sheet of a scenario: it is left out",
        "sheet roles is hidden, and counts",
        "sheet pay has hidden columns, which count: C (annual)",
        "sheet cohorts has hidden rows, which count: 3",
    ]
    assert load(path) == load(written(tmp_path, small()))


def test_what_is_hidden_and_empty_or_for_people_is_not_worth_a_word(tmp_path: Path) -> None:
    """Empty rows, comments, notes and the guidance beside fields."""
    sheets = small()
    sheets["cohorts"][0].append("notes")
    sheets["cohorts"][1].append("ask Wang")
    sheets["cohorts"].append(["# old", "kyc"])
    sheets["settings"][0].append("meaning")
    sheets["settings"][1].append("Empty: 1.")

    def hide(book: Any) -> None:
        cohorts = book.get_worksheet_by_name("cohorts")
        for row in (3, 9):
            cohorts.set_row(row, None, None, {"hidden": True})
        cohorts.set_column(7, 12, None, None, {"hidden": True})
        book.get_worksheet_by_name("settings").set_column(2, 2, None, None, {"hidden": True})

    assert told(written(tmp_path, sheets, hide)) == []


@pytest.mark.parametrize("word", ["Total", "合计", "Grand total:"])
def test_a_total_is_left_out_and_told(tmp_path: Path, word: str) -> None:
    """Below the rows, in whichever column it is named; in CSV as well."""
    sheets = small()
    sheets["cohorts"].append([word, "", "", "", 65])
    sheets["pay"].append(["", word, "USD 1000000"])
    path = written(tmp_path, sheets)
    table = f"{SOUND['cohorts.csv']}{word},,,,65,,\n"

    assert told(path) == [
        f"sheet pay, row 5: '{word}' is left out",
        f"sheet cohorts, row 4: '{word}' is left out",
    ]
    assert load(path) == load(written(tmp_path, small()))
    assert told(scenario_folder(tmp_path / "folder", cohorts__csv=table)) == [
        f"cohorts.csv, line 4: '{word}' is left out"
    ]


def test_a_row_that_has_all_it_needs_counts_whatever_it_is_called(tmp_path: Path) -> None:
    """With a remark, since it may double every post."""
    sheets = small()
    sheets["cohorts"].append(["total", "ops", "cn", "shanghai", 65])
    path = written(tmp_path, sheets)

    assert [cohort.id for cohort in load(path).cohorts][-1] == "total"
    assert told(path) == ["sheet cohorts, row 4: 'total' counts as a row"]


def test_a_row_without_an_id_is_no_total(tmp_path: Path) -> None:
    """Only a word makes one: what is missing stays a mistake."""
    sheets = small()
    sheets["cohorts"].append(["totally-new", "ops", "cn", "shanghai", ""])

    assert problem_of(written(tmp_path, sheets)).row == "sheet cohorts, cell E4"
