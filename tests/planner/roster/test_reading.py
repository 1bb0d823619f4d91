"""The bytes of a roster to the columns that are needed, and nothing else."""

from __future__ import annotations

import tracemalloc
import zipfile
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from models.errors import InputError
from planner.roster.mapping import RosterMapping, mapping_from
from planner.roster.reading import MOST_ROWS, RosterColumns, columns_of, read_roster
from planner.workbook_files.large import MOST_COLUMNS
from tests.support.rosters import CHINESE, ENGLISH, SECRETS, company, person, write_csv, write_xlsx

ROWS = [person("上海", "AML analyst", 240_000, "2020-06-01") for _ in range(3)]


def read(path: Path, *settings: str) -> RosterColumns:
    return columns_of(path, path.name, mapping_from(None, settings))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_any_delimiter_and_encoding_gives_the_same(
    tmp_path: Path, delimiter: str, encoding: str
) -> None:
    path = write_csv(tmp_path / "a.csv", ROWS, CHINESE, delimiter, encoding)

    roster = read(path)

    assert roster.values["office"] == ["上海"] * 3
    assert roster.values["pay"] == ["240000"] * 3
    assert roster.numbers == [2, 3, 4]


def test_a_workbook_gives_what_the_same_csv_gives(tmp_path: Path) -> None:
    """Below rows of titles; the hidden sheet is not read, and that is said."""
    roster = read(write_xlsx(tmp_path / "a.xlsx", list(company()), above=3))

    assert roster.numbers == list(range(5, 35))
    assert roster.values["hired"][0] == date(2015, 6, 1)
    assert roster.values["pay"][0] == 240_000
    assert roster.remarks[:3] == (
        "Sheet Staff was read.",
        "Hidden sheets, which were not read: 1.",
        "Rows that are in all cells like one above, which count too: 2.",
    )


@pytest.mark.parametrize("write", [write_csv, write_xlsx])
def test_columns_about_persons_are_dropped_unread(tmp_path: Path, write: object) -> None:
    """Nothing of them is in what is read, and no mapping brings one in."""
    assert callable(write)
    path = write(tmp_path / ("a.csv" if write is write_csv else "a.xlsx"), list(company()))

    roster = read(path)

    assert roster.choice.personal == 4
    assert roster.choice.unknown == ("Cost centre",)
    assert not [secret for secret in SECRETS if secret in repr(roster)]
    wished = read(path, "columns.role=Full name")
    assert "about persons" in wished.choice.problems[0].message
    assert "role" not in wished.values


def test_an_encoding_that_could_be_several_is_refused(tmp_path: Path) -> None:
    """é of western Windows is Chinese in GB18030: no heading tells, so somebody has to."""
    path = tmp_path / "a.csv"
    path.write_bytes("Office,Job family,Note\nShanghai,AML,caf\xe9s\n".encode("cp1252"))

    with pytest.raises(InputError, match="encoding=gb18030"):
        read(path)
    assert read(path, "encoding=windows-1252").values["role"] == ["AML"]


def test_a_delimiter_that_could_be_several_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Office,Role\nOffice;Role\nShanghai,AML\n")

    with pytest.raises(InputError, match="separated in several ways"):
        read(path)
    assert read(path, "delimiter=,").numbers == [2, 3]


def test_a_heading_that_two_columns_have_is_asked_about(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [("Shanghai", "Pudong", "AML")], ("City", "Site", "Role"))

    problem = read(path).choice.problems[0]

    assert "'City' and 'Site'" in problem.message
    assert "columns.office=City" in problem.next_step
    assert read(path, "columns.office=Site").values["office"] == ["Pudong"]


def test_rows_with_more_cells_than_headings_are_marked(tmp_path: Path) -> None:
    """A comma in an amount without quotes moves all that follows it."""
    path = tmp_path / "a.csv"
    path.write_text("Office,Role,Pay\n\nShanghai,AML,CNY 320,000\nShanghai,AML,1\n")

    roster = read(path)

    assert roster.ragged == {3}
    assert roster.numbers == [3, 4]


def test_one_row_with_very_many_cells_is_marked_and_takes_no_columns(tmp_path: Path) -> None:
    """Beside 500 others, which would be as wide: 30 million cells."""
    path = tmp_path / "a.csv"
    path.write_text("Office,Role\nShanghai,AML" + ",x" * 60_000 + "\nShanghai,AML" * 500)

    tracemalloc.start()
    roster = read(path)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert roster.ragged == {2}
    assert roster.values["role"] == ["AML"] * 501
    # Of which reading the file may take 150 million.
    assert most < 200_000_000


def test_hidden_rows_and_merged_cells_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ("Office", "Role"))
        sheet.merge_range(1, 0, 2, 0, "Shanghai")
        sheet.write(2, 1, "AML")
        sheet.set_row(2, options={"hidden": True})

    roster = read(path)

    assert "Rows that are hidden or filtered out, which count too: 1." in roster.remarks
    assert "merged" in roster.remarks[-1]
    assert roster.values["office"] == ["Shanghai", ""]


def test_rows_that_are_alike_in_all_cells_are_told(tmp_path: Path) -> None:
    """Also in columns that are dropped; two people of one role and pay are not alike."""
    one, other = (("1", "Shanghai", "AML", "x"), ("2", "Shanghai", "AML", "x"))
    path = tmp_path / "a.csv"
    headings = ("Employee ID", "Office", "Role", "Desk")

    assert not read(write_csv(path, [one, other], headings)).remarks
    assert read(write_csv(path, [one, other, one, one], headings)).remarks == (
        "Rows that are in all cells like one above, which count too: 2.",
    )


@pytest.mark.parametrize("heading", ["Employee ID", "工号"])
def test_rows_that_differ_and_are_of_one_employee_are_told(tmp_path: Path, heading: str) -> None:
    """By their numbers alone; not those without a number, nor those that are alike."""
    rows = [(number, "Shanghai", role) for number, role in (
        ("E-1", "AML"), ("E-2", "AML"), ("", "AML"), ("", "KYC"), (" E-1", "KYC"), ("E-2", "AML"),
    )]  # fmt: skip
    roster = read(write_csv(tmp_path / "a.csv", rows, (heading, "Office", "Role")))

    assert roster.of_one == ((2, 6),)
    assert "E-1" not in repr(roster)


def test_truth_is_no_number_beside_the_number_one(tmp_path: Path) -> None:
    """Though both are equal."""
    path = write_xlsx(tmp_path / "a.xlsx", [(1.0, "x"), (True, "x"), (1.0, "x")], ("Pay", "Office"))

    assert read(path).values["pay"] == [1.0, "?", 1.0]


def test_formulas_count_as_what_they_came_to(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ("Office", "Pay"))
        sheet.write(1, 0, "Shanghai")
        sheet.write_formula(1, 1, "=10*2", None, 20)

    assert read(path).values["pay"] == [20]


def test_two_sheets_that_could_be_the_roster_are_asked_about(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for year in ("2026", "2027"):
            book.add_worksheet(year).write_row(0, 0, ("Office", "Role"))

    with pytest.raises(InputError, match="sheet=2026"):
        read(path)
    assert read(path, "sheet=2027").remarks == ("Sheet 2027 was read.",)


def test_a_file_without_headings_is_refused_without_its_content(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", ROWS, ROWS[0])

    with pytest.raises(InputError, match="no row of headings") as refusal:
        read(path)

    assert not [secret for secret in SECRETS if secret in str(refusal.value)]


def test_wide_files_are_refused(tmp_path: Path) -> None:
    wide = ("Office", "Role", *(f"c{n}" for n in range(MOST_COLUMNS)))

    for path in (
        write_csv(tmp_path / "a.csv", [], wide),
        write_xlsx(tmp_path / "a.xlsx", [], wide),
    ):
        with pytest.raises(InputError, match=f"more than {MOST_COLUMNS} columns"):
            read(path)


@pytest.mark.slow
def test_what_would_take_all_memory_is_refused_or_read_within_bounds(tmp_path: Path) -> None:
    """A zip bomb, a cell in the last corner of a sheet, ten million blank rows, too many rows."""
    bomb, corner = tmp_path / "bomb.xlsx", tmp_path / "corner.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 301_000_000)
    with xlsxwriter.Workbook(corner) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ENGLISH)
        sheet.write(1_048_575, 16_383, 1)
    for path, words in ((bomb, "once unpacked"), (corner, "memory")):
        with pytest.raises(InputError, match=words):
            read_roster(path, RosterMapping())
    blank, long = tmp_path / "blank.csv", tmp_path / "long.csv"
    blank.write_text("Office,Role\n" + ",\n" * 10_000_000 + "Shanghai,AML\n")
    long.write_text("Office,Role\n" + "Shanghai,AML\n" * (MOST_ROWS + 1))

    assert read_roster(blank, RosterMapping()).numbers == [10_000_002]
    with pytest.raises(InputError, match=f"more than {MOST_ROWS:,} rows"):
        read_roster(long, RosterMapping())
