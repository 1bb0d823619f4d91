"""Overlays in a workbook: what-ifs by name, a row for each change, written and read back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from models.errors import InputError
from planner.exports.scenario_workbook import scenario_bytes
from planner.scenario_files import load, overlays_of
from tests.support.scenario_folders import problems_of
from tests.support.workbooks import Rows, formatted, small, written

HEADINGS = ["overlay", "about", "includes", "change", "value"]


def with_overlays(folder: Path, *rows: list[Any]) -> Path:
    """The small workbook with an overlays sheet."""
    return written(folder, small() | {"overlays": [HEADINGS, *map(list, rows)]})


@pytest.mark.parametrize(
    "name",
    [
        "tiny",
        pytest.param("shanghai-2026", marks=pytest.mark.slow),
        pytest.param("shanghai-2019", marks=pytest.mark.slow),
    ],
)
def test_overlays_of_the_examples_are_read_back(tmp_path: Path, name: str) -> None:
    """Each makes the same scenario of the workbook as of the folder: removed and new rows too."""
    path = tmp_path / "company.xlsx"
    overlays = overlays_of(name)
    path.write_bytes(scenario_bytes(load(name), overlays))

    assert [(o.name, o.about, o.includes) for o in overlays_of(path)] == [
        (o.name, o.about, o.includes) for o in overlays
    ]
    for overlay in overlays:
        assert load(path, [overlay.name]).hash == load(name, [overlay.name]).hash


def test_a_what_if_is_written_as_people_write(tmp_path: Path) -> None:
    """Numbers, per cents, commas and names; changes of one overlay may stand apart."""
    path = with_overlays(
        tmp_path,
        ["full", "No seat is free", "", "offices.shanghai.seats", 41],
        ["half money", "", "", "budget.total", "USD 1,500,000"],
        ["full", "", "", "discount_rate", "5%"],
        ["# idea", "", "", "risk_weight", 2],
        ["both", "", "full; half-money", "risk_weight", 3],
    )
    assert [(o.name, o.about, o.includes) for o in overlays_of(path)] == [
        ("both", "", ("full", "half-money")),
        ("full", "No seat is free", ()),
        ("half-money", "", ()),
    ]
    plain, both = load(path), load(path, ["both"])
    assert plain.discount_rate == 0.0
    assert {office.id: office.seats for office in both.offices}["shanghai"] == 41
    assert (str(both.budget.total), both.discount_rate, both.risk_weight) == (
        "USD 1500000.00",
        0.05,
        3.0,
    )
    assert both.overlays == ("both",)


def test_a_cell_is_read_as_the_field_that_it_changes_needs_it(tmp_path: Path) -> None:
    """A day that is a number, and the currency and per cent of a number format."""
    rows: Rows = [
        HEADINGS,
        ["later", "", "", "planning_date", 46357],
        ["later", "", "", "budget.total", ""],
        ["later", "", "", "discount_rate", ""],
    ]

    def more(book: Any) -> None:
        formatted("overlays", "E3", 90000, '"USD" #,##0')(book)
        formatted("overlays", "E4", 0.05, "0%")(book)

    later = load(written(tmp_path, small() | {"overlays": rows}, more), ["later"])
    assert str(later.planning_date) == "2026-12-01"
    assert (str(later.budget.total), later.discount_rate) == ("USD 90000.00", 0.05)


def test_groups_lists_and_rows_that_go(tmp_path: Path) -> None:
    """As in YAML, in one cell; none takes a row out."""
    path = with_overlays(
        tmp_path,
        ["o", "", "", "budget.by_fiscal_year", "[{fiscal_year: 2027, limit: USD 9}]"],
        ["o", "", "", "rates.INR", "{worth: 0.5, source: assumption}"],
        ["p", "", "", "rates.INR", "none"],
    )
    changed = load(path, ["o"])
    assert [str(year.limit) for year in changed.budget.by_fiscal_year] == ["USD 9.00"]
    assert {rate.currency: rate.worth for rate in changed.rates}["INR"] == "0.5"
    assert overlays_of(path)[1].changes == {"rates": {"INR": None}}


@pytest.mark.parametrize(
    ("row", "place", "said"),
    [
        (["", "", "", "risk_weight", 2], "sheet overlays, row 2", "is missing"),
        (["a.b", "", "", "risk_weight", 2], "sheet overlays, row 2", "is not a name"),
        (["a", "", "", "risk_weight", ""], "sheet overlays, row 2", "has no value"),
        (["a", "", "", "", 2], "sheet overlays, row 2", "does not say of what"),
        (["a", "", "", "budget..total", 2], "sheet overlays, row 2", "has an empty name"),
    ],
)
def test_rows_that_say_nothing_are_told_by_place(
    tmp_path: Path, row: list[Any], place: str, said: str
) -> None:
    """Whether or not the overlay is used."""
    (problem,) = problems_of(with_overlays(tmp_path, row))
    assert (problem.file, problem.row) == ("company.xlsx", place)
    assert said in problem.message
    assert problem.next_step


def test_an_unknown_column_or_overlay_is_refused(tmp_path: Path) -> None:
    """With the known ones."""
    rows: Rows = [[*HEADINGS, "weight"], ["full", "", "", "risk_weight", 2, 1]]
    (problem,) = problems_of(written(tmp_path, small() | {"overlays": rows}))
    assert (problem.row, problem.found) == ("sheet overlays, cell F1", "weight")
    path = with_overlays(tmp_path, ["full", "", "empty", "risk_weight", 2])
    with pytest.raises(InputError, match="Did you mean 'full'"):
        load(path, ["ful"])
    with pytest.raises(InputError, match="is not an overlay of this scenario"):
        load(path, ["full"])


def test_what_an_overlay_changes_is_checked_when_it_is_used(tmp_path: Path) -> None:
    """By its name, as a file of its own would be."""
    path = with_overlays(tmp_path, ["full", "", "", "offices.paris.seats", 2])
    assert load(path).offices
    with pytest.raises(InputError) as caught:
        load(path, ["full"])
    (problem,) = caught.value.problems
    assert (problem.file, problem.row) == ("company.xlsx, overlay full", "paris")


def test_more_changes_than_any_workbook_needs_are_refused(tmp_path: Path) -> None:
    """At once, however many of them there are."""
    rows = [["full", "", "", "risk_weight", number] for number in range(1_001)]
    (problem,) = problems_of(with_overlays(tmp_path, *rows))
    assert (problem.row, problem.message) == ("sheet overlays", "has more than 1,000 rows")
