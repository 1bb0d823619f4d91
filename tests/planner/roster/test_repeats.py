"""Who counts several times, by rows alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.roster.asked import terms_of
from planner.roster.cohorts import enough_people, grouped
from planner.roster.mapping import mapping_from
from planner.roster.reading import columns_of
from planner.roster.receipt import found_lines
from planner.roster.repeats import NOBODY, employee_hash, several_posts_remarks
from planner.roster.row_reading import posts_of
from tests.support.rosters import SETTINGS, Row, person, write_csv


def row(number: str, pay: int, status: str = "Active") -> Row:
    pays = "" if status == "Open" else pay
    return (number, *person("Shanghai", "AML analyst", pays, "2020-06-01", status=status)[1:])


def told(folder: Path, rows: list[Row]) -> list[str]:
    """What is said of people with several posts among five others."""
    path = write_csv(folder / "a.csv", [row(f"E-{n}", 240_000) for n in range(1, 6)] + rows)
    mapping = mapping_from(None, SETTINGS)
    roster = columns_of(path, path.name, mapping)
    terms = terms_of(roster, mapping)
    grouping = grouped(posts_of(roster, mapping, terms), enough_people(5))
    return [line for line in found_lines(roster, terms, grouping) if "by their number" in line]


def test_two_filled_posts_of_one_employee_are_told(tmp_path: Path) -> None:
    (line,) = told(tmp_path, [row("E-1", 250_000), row("E-2", 250_000, "Terminated")])

    assert "all count: 1 (rows 2, 7). Keep one row of each" in line


@pytest.mark.parametrize("status", ["Terminated", "Open"])
def test_rows_of_leavers_and_open_posts_are_no_second_post(tmp_path: Path, status: str) -> None:
    """Somebody who left and came back; an open post with the number of whoever leaves it."""
    assert not told(tmp_path, [row("E-1", 250_000, status), row("E-1", 260_000, status)])


@pytest.mark.parametrize("nobody", ["N/A", "#N/A", "n.a.", "-", "—", "TBD", "none", "无", "0", ""])
def test_what_stands_for_no_number_is_nobody(tmp_path: Path, nobody: str) -> None:
    assert employee_hash(nobody) == NOBODY
    assert not told(tmp_path, [row(nobody, 250_000), row(nobody, 260_000)])


def test_a_number_and_its_digits_are_one_employee() -> None:
    assert len({employee_hash(each) for each in (1001.0, "1001", "1001.0")}) == 1
    assert len({employee_hash(each) for each in (1001.5, "1001", "10010", "E-1001", "Ana")}) == 5


def test_only_rows_that_count_are_listed() -> None:
    (line,) = several_posts_remarks([(2, 3, 9), (4, 5)], {2, 9, 4})

    assert "1 (rows 2, 9)" in line
