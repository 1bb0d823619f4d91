"""A workbook becomes a scenario, and what is wrong with it is named by cell."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from planner.scenario_files import load
from planner.scenario_files.workbooks.grids import number_text
from tests.support.scenario_folders import (
    SOUND,
    folder_of,
    problem_of,
    problems_of,
    scenario_folder,
)
from tests.support.workbooks import book_of, small, written


def test_a_workbook_and_a_folder_of_the_same_content_are_one_scenario(tmp_path: Path) -> None:
    """The same values, the same hash."""
    folder = load(scenario_folder(tmp_path / "folder"))
    assert load(written(tmp_path, small())).hash == folder.hash


def test_cells_that_a_spreadsheet_turned_are_read_as_they_were_meant(tmp_path: Path) -> None:
    """Counts as 12.0, dates as dates and as serials, truths, an inexact sum, a rate as a number."""
    sheets = small()
    sheets["settings"][4][1] = date(2026, 10, 1)
    sheets["jurisdictions"][5][1:] = [46295, "2026-09-30"]  # 2026-09-30, counted from 1899-12-30
    sheets["offices"][1][4] = 120.0
    sheets["rates"][1][1] = 0.1385
    sheets["entities"][0].append("critical_operator")
    sheets["entities"][1].append(True)
    sheets["settings"].append(["risk_weight", 0.1 + 0.2])
    scenario = load(written(tmp_path, sheets))
    assert scenario.planning_date == date(2026, 10, 1)
    assert scenario.jurisdictions[0].severance.provenance.as_of == date(2026, 9, 30)
    assert {office.id: office.seats for office in scenario.offices}["shanghai"] == 120
    assert scenario.rates[0].worth == "0.1385"
    assert scenario.entities[0].critical_operator
    assert scenario.risk_weight == 0.3


def test_a_month_that_became_its_first_day_is_read_as_a_month(tmp_path: Path) -> None:
    """Typing 2027-03 into a spreadsheet gives the first of March."""
    sheets = small()
    sheets["settings"] += [["horizon.period", "month"], ["churn.frozen_until", date(2027, 3, 1)]]
    assert load(written(tmp_path, sheets)).churn.frozen_until == "2027-03"


def test_a_moment_is_a_day_or_a_text_with_its_offset(tmp_path: Path) -> None:
    """A date stands for its midnight in UTC; a time without an offset is refused."""
    sheets = small()
    sheets["matters"] = [
        ["id", "name", "jurisdiction", "topics", "severity", "reason"],
        ["pipl", "PIPL", "china", "leak", 1.5, "assumption"],
    ]
    heading = ["id", "matter", "stage", "grade", "published_at", "recorded_at", "source"]
    first = ["a", "pipl", "draft", "B2", date(2026, 5, 1), "2026-05-02T09:00+08:00", "gazette"]
    sheets["signals"] = [heading, first]
    signal = load(written(tmp_path, sheets)).signals[0]
    assert signal.published_at.isoformat() == "2026-05-01T00:00:00+00:00"
    assert signal.recorded_at.isoformat() == "2026-05-02T01:00:00+00:00"
    first[4] = datetime(2026, 5, 1, 9, 30)  # noqa: DTZ001
    assert problem_of(written(tmp_path, sheets)).row == "sheet signals, cell E2"


def test_a_range_stands_in_its_cell(tmp_path: Path) -> None:
    """In a table, in the settings and in a group of a jurisdiction."""
    sheets = small()
    sheets["settings"].append(["discount_rate", "0.08 (0.05 to 0.1)"])
    sheets["jurisdictions"][2][1] = "1 (0.5 to 2)"
    sheets["offices"][1][4] = "120 (100 to 140)"
    ranges = load(written(tmp_path, sheets)).ranges
    assert {(each.table, each.row, each.field, each.low, each.high) for each in ranges} == {
        ("settings", "", "discount_rate", "0.05", "0.1"),
        ("jurisdictions", "china", "severance.months_per_year", "0.5", "2.0"),
        ("offices", "shanghai", "seats", "100", "140"),
    }


def test_entries_of_a_list_may_leave_gaps(tmp_path: Path) -> None:
    """Entries that are left empty do not count, and a problem still names the cell."""
    sheets = small()
    sheets["settings"] += [
        ["budget.by_fiscal_year.1.fiscal_year", ""],
        ["budget.by_fiscal_year.1.limit", ""],
        ["budget.by_fiscal_year.3.fiscal_year", 2028],
        ["budget.by_fiscal_year.3.limit", "USD 5"],
        ["budget.by_fiscal_year.2.fiscal_year", 2027],
        ["budget.by_fiscal_year.2.limit", "USD 4"],
    ]
    budget = load(written(tmp_path, sheets)).budget
    assert [limit.fiscal_year for limit in budget.by_fiscal_year] == [2027, 2028]
    sheets["settings"][9][1] = "five"
    problem = problem_of(written(tmp_path, sheets))
    assert (problem.row, problem.found) == ("sheet settings, cell B10", "five")


def test_comments_empty_rows_and_notes_are_left_alone(tmp_path: Path) -> None:
    """Rows that begin with #, rows of nothing, and sheets named so; columns may change places."""
    plain = load(written(tmp_path, small()))
    sheets = small()
    sheets["roles"] = [
        ["# Roles of the company"],
        [],
        *([row[2], row[0], row[1]] for row in sheets["roles"]),
        [" ", "", ""],
        ["", "# the last", "one"],
    ]
    sheets["# my notes"] = [["anything", "=1"]]
    sheets["Read me"] = [["anything"]]
    assert load(written(tmp_path, sheets)) == plain


def change(sheet: str, row: int, column: int, value: Any) -> dict[str, list[list[Any]]]:
    sheets = small()
    line = sheets[sheet][row]
    line += [""] * (column + 1 - len(line))
    line[column] = value
    return sheets


@pytest.mark.parametrize(
    ("at", "where", "message"),
    [
        (("cohorts", 1, 3, "shangai"), "sheet cohorts, cell D2", "is not among the offices"),
        (("cohorts", 1, 4, -4), "sheet cohorts, cell E2", "is below the least allowed, 0"),
        (("cohorts", 1, 4, 12.5), "sheet cohorts, cell E2", "is not a whole number"),
        (("cohorts", 2, 4, ""), "sheet cohorts, cell E3", "is missing"),
        (("cohorts", 1, 5, 50), "sheet cohorts, cell F2", "vacant (50) exceeds posts (40)"),
        (("cohorts", 2, 0, "kyc-cn"), "sheet cohorts, row 3", "repeats the key of sheet cohorts"),
        (("cohorts", 0, 7, "posst"), "sheet cohorts, cell H1", "is not a column of cohorts"),
        (("cohorts", 0, 7, "posts"), "sheet cohorts, cell H1", "appears 2 times in the header"),
        (("cohorts", 1, 8, "hm"), "sheet cohorts, cell I2", "has no heading above it"),
        (("offices", 2, 7, 1500), "sheet offices, cell H3", "is an amount without a currency"),
        (("settings", 4, 1, 12), "sheet settings, cell B5", "is not a date"),
        (("settings", 4, 1, ""), "sheet settings, cell B5", "is missing"),
        (("settings", 1, 1, 2), "sheet settings, cell B2", "is a newer format"),
        (("settings", 2, 0, "nane"), "sheet settings, cell A3", "is not a field of settings"),
        (
            ("jurisdictions", 3, 2, "INR x"),
            "sheet jurisdictions, cell C4",
            "write the currency first",
        ),
        (("jurisdictions", 3, 2, "INR 5"), "sheet jurisdictions, cell C4", "has no line in the"),
        (("jurisdictions", 0, 2, "china"), "sheet jurisdictions, column C", "repeats the heading"),
        (("jurisdictions", 2, 0, "name"), "sheet jurisdictions, cell A3", "names a field twice"),
        (("pay", 1, 2, True), "sheet pay, cell C2", "write the currency first"),
    ],
)
def test_what_is_wrong_is_named_by_cell(
    tmp_path: Path, at: tuple[str, int, int, Any], where: str, message: str
) -> None:
    """File, sheet and cell, wherever in a row or between tables the mistake shows."""
    problems = problems_of(written(tmp_path, change(*at)))
    assert {problem.file for problem in problems} == {"company.xlsx"}
    found = [problem for problem in problems if problem.row == where]
    assert [problem.message[: len(message)] for problem in found] == [message]


def test_a_missing_column_is_told_once(tmp_path: Path) -> None:
    """And not again for every row."""
    sheets = small()
    sheets["roles"] = [[row[0]] for row in sheets["roles"]]
    problem = problem_of(written(tmp_path, sheets))
    assert (problem.row, problem.field) == ("sheet roles, row 1", "name")


def test_an_unknown_sheet_is_named_with_the_nearest_known_one(tmp_path: Path) -> None:
    """A misspelt sheet must not be left out in silence."""
    sheets = small()
    sheets["Populaton"] = [["id"]]
    problem = problem_of(written(tmp_path, sheets))
    assert problem.row == "sheet Populaton"
    assert "Did you mean 'populations'?" in problem.next_step


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        ("settings", "sheet settings: is missing or empty"),
        ("cohorts", "sheet cohorts: has no rows"),
        ("jurisdictions", "sheet jurisdictions: has no jurisdictions"),
    ],
)
def test_a_sheet_that_is_needed_is_missed(tmp_path: Path, sheet: str, said: str) -> None:
    """Once, and nothing is said that only follows from it."""
    sheets = small()
    del sheets[sheet]
    assert said in str(problem_of(written(tmp_path, sheets)))


def test_a_formula_counts_as_what_it_last_came_to(tmp_path: Path) -> None:
    """As calculated when the workbook was saved."""

    def calculated(book: Any) -> None:
        book.get_worksheet_by_name("offices").write_formula("E2", "=60+61", None, 121)

    scenario = load(written(tmp_path, small(), calculated))
    assert {office.seats for office in scenario.offices} == {80, 121}


@pytest.mark.parametrize(
    ("sheet", "cell"), [("offices", "G3"), ("offices", "E3"), ("settings", "B5")]
)
@pytest.mark.parametrize(
    ("value", "cached", "message", "found"),
    [
        ("#REF!", "<v>#REF!</v>", "holds an error", "#REF!"),
        ("#DIV/0!", "<v>#DIV/0!</v>", "holds an error", "#DIV/0!"),
        (0, "", "holds a formula that was never calculated", ""),
    ],
)
def test_a_formula_that_came_to_nothing_is_no_empty_cell(
    tmp_path: Path, sheet: str, cell: str, value: Any, cached: str, message: str, found: str
) -> None:
    """An error, or no value at all, would be read as the default otherwise, or as missing."""

    def formula(book: Any) -> None:
        book.get_worksheet_by_name(sheet).write_formula(cell, "=G9", None, value)

    part = f"xl/worksheets/sheet{list(small()).index(sheet) + 1}.xml"
    changed = {part: (f"<f>G9</f><v>{value}</v>", f"<f>G9</f>{cached}")}
    problem = problem_of(written(tmp_path, small(), formula, changed))
    assert (problem.row, problem.message) == (f"sheet {sheet}, cell {cell}", message)
    assert problem.found == found


def test_every_cell_with_an_error_is_told_as_that(tmp_path: Path) -> None:
    """However many there are: none of them is told to be missing. The same for merged cells."""
    sheets = small()
    rows = range(len(sheets["cohorts"]), len(sheets["cohorts"]) + 60)
    sheets["cohorts"] += [[f"team-{row}", "ops", "cn", "shanghai", "", 0, ""] for row in rows]

    def more(book: Any) -> None:
        sheet = book.get_worksheet_by_name("cohorts")
        for row in rows:
            sheet.write_formula(row, 4, "=1/0", None, "#DIV/0!")
            sheet.merge_range(row, 8, row, 9, "")

    told = [problem.message for problem in problems_of(written(tmp_path, sheets, more))]
    assert Counter(told) == {"holds an error": 60, "is merged with others": 60}


def test_merged_cells_are_refused_where_they_hold_rows(tmp_path: Path) -> None:
    """All but the first would be read as empty; over a comment they do no harm."""
    sheets = small()
    sheets["roles"] = [["# title"], *sheets["roles"]]
    plain = load(written(tmp_path, small()))

    def title(book: Any) -> None:
        book.get_worksheet_by_name("roles").merge_range("A1:C1", "# title")

    def rows(book: Any) -> None:
        book.get_worksheet_by_name("roles").merge_range("C3:C4", "english")

    assert load(written(tmp_path, sheets, title)) == plain
    assert problem_of(written(tmp_path, sheets, rows)).row == "sheet roles, cell C3"


def test_overlays_and_settings_are_laid_over_a_workbook(tmp_path: Path) -> None:
    """By path, as over any single file; a problem names the overlay, not the cell below it."""
    path = written(tmp_path, small())
    overlay = "changes: {offices: {shanghai: {seats: 7}}}\n"
    folder_of(tmp_path, {"few.yaml": overlay, "bad.yaml": overlay.replace("7", "-7")})
    loaded = load(path, [str(tmp_path / "few.yaml")], {"risk_weight": "2"})
    assert {office.seats for office in loaded.offices} == {7, 80}
    assert loaded.overlays == ("few", "risk_weight=2")
    assert problem_of(path, [str(tmp_path / "bad.yaml")]).file == "bad.yaml"
    assert "name the overlay's file by its path" in problem_of(path, ["few"]).next_step


def test_the_sound_workbook_has_what_the_folder_has() -> None:
    """So that a test of one says something of the other."""
    assert {f"{name}.csv" for name in small()} >= {name for name in SOUND if name[-3:] == "csv"}
    assert book_of(small())[:2] == b"PK"


@pytest.mark.parametrize(
    ("number", "text"),
    [(12.0, "12"), (0.1 + 0.2, "0.3"), (1e-05, "0.00001"), (1e15, "1000000000000000"), (-4, "-4")],
)
def test_numbers_are_written_as_a_spreadsheet_shows_them(number: float, text: str) -> None:
    """Fifteen digits, no exponent, no idle point."""
    assert number_text(number) == text
