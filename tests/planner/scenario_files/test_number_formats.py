"""A number format that shows a currency or a percent sign says what the number is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from planner.scenario_files import load
from planner.workbook_files.number_formats import mark_of
from tests.support.scenario_folders import SOUND, problem_of, scenario_folder
from tests.support.workbooks import Rows, formatted, small, written


@pytest.mark.parametrize(
    ("code", "mark"),
    [
        ('"CNY" #,##0', "CNY"),
        ("[$CNY] #,##0.00", "CNY"),
        ("[$¥-804]#,##0;[Red]-[$¥-804]#,##0", "¥"),
        ("#,##0\\ [$SGD-1004]", "SGD"),
        ('_-* #,##0.00 "€"_-;-* #,##0.00 "€"_-', "€"),
        ("\\C\\N\\Y #,##0", "CNY"),
        ("0.0%", "%"),
        ("[$-409]d mmm yyyy", ""),
        ("#,##0.00", ""),
        ("General", ""),
    ],
)
def test_a_format_says_what_it_writes_beside_the_number(code: str, mark: str) -> None:
    """Of its first section, as spreadsheet programs write them."""
    assert mark_of(code) == mark


def test_an_amount_bears_the_currency_of_its_format(tmp_path: Path) -> None:
    """As people write money in a spreadsheet."""
    path = written(tmp_path, small(), formatted("pay", "C2", 320000, '"CNY" #,##0'))
    (first, *_) = (row for row in load(path).pay if (row.role, row.office) == ("kyc", "shanghai"))
    assert str(first.annual) == "CNY 320000.00"


@pytest.mark.parametrize("code", ["[$¥-804]#,##0", '"¥"#,##0', 44])
def test_a_sign_of_several_currencies_in_a_format_is_refused(
    tmp_path: Path, code: str | int
) -> None:
    """The format of a Chinese spreadsheet may stand for yuan or for yen."""
    problem = problem_of(written(tmp_path, small(), formatted("pay", "C2", 320000, code)))
    assert (problem.row, problem.field) == ("sheet pay, cell C2", "annual")
    assert problem.message == "has a sign that several currencies share"
    assert "320000'" in problem.next_step


def test_a_percent_format_is_what_people_see(tmp_path: Path) -> None:
    """A cell that shows 5% holds 0.05; one that shows 500% is no share."""
    sheets = small()
    sheets["cohorts"][0].append("attrition")
    path = written(tmp_path, sheets, formatted("cohorts", "H2", 0.05, "0%"))
    assert load(path).cohorts[0].attrition == 0.05
    problem = problem_of(written(tmp_path, sheets, formatted("cohorts", "H2", 5, "0%")))
    assert (problem.found, problem.message) == ("500%", "is more than the whole")


def test_a_format_means_nothing_to_a_count_or_a_name(tmp_path: Path) -> None:
    """Only amounts have currencies."""
    path = written(tmp_path, small(), formatted("cohorts", "E2", 40, '"CNY" #,##0'))
    assert load(path).cohorts[0].posts == 40


def test_headings_are_known_in_any_spelling(tmp_path: Path) -> None:
    """With capitals and blanks, in a workbook and in a table."""
    plain = load(written(tmp_path, small()))
    sheets = small()
    sheets["settings"][0] = ["Field", "VALUE"]
    sheets["cohorts"][0] = [str(name).upper().replace("_", " ") for name in sheets["cohorts"][0]]
    assert load(written(tmp_path, sheets)) == plain
    topics = SOUND["topics.csv"].replace("data_classes,fixed_share", "Data classes,Fixed-Share")
    folder = load(scenario_folder(tmp_path / "folder", topics__csv=topics))
    assert folder.topics == plain.topics


def test_notes_stand_anywhere_in_a_workbook(tmp_path: Path) -> None:
    """As the first column too, and in sheets with the fields downwards."""
    plain = load(written(tmp_path, small()))
    sheets = small()
    sheets["cohorts"] = [["# notes", *sheets["cohorts"][0]]] + [
        ["ask HR", *row] for row in sheets["cohorts"][1:]
    ]
    sheets["settings"][0] += ["备注"]
    sheets["settings"][2] += ["as in the board's paper"]
    sheets["jurisdictions"][0] += ["Notes"]
    sheets["jurisdictions"][1] += ["two of them"]

    def formula(book: Any) -> None:
        book.get_worksheet_by_name("cohorts").write_formula("A3", "=1/0", None, "#DIV/0!")

    assert load(written(tmp_path, sheets, formula)) == plain


def test_an_end_of_a_range_bears_what_its_format_writes(tmp_path: Path) -> None:
    """Currency and per cent, as in the cell of the field itself."""
    rows: Rows = [
        ["table", "row", "field", "low", "high"],
        ["pay", "kyc/shanghai", "annual", "", ""],
        ["settings", "", "discount_rate", "0%", ""],
    ]

    def more(book: Any) -> None:
        formatted("ranges", "D2", 400000, '"CNY" #,##0')(book)
        formatted("ranges", "E2", 520000, '"CNY" #,##0')(book)
        formatted("ranges", "E3", 0.05, "0%")(book)

    first, second = load(written(tmp_path, small() | {"ranges": rows}, more)).ranges
    assert (first.low, first.high) == ("CNY 400000", "CNY 520000")
    assert (second.low, second.high) == ("0", "0.05")
