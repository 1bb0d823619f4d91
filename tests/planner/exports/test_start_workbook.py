"""A workbook for offices: their law and what is known of them, nothing of others."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.errors import InputError
from models.ranges import SETTINGS
from models.scenario import Scenario
from planner.exports.scenario_workbook import workbook_bytes
from planner.scenario_files import load
from planner.scenario_files.starts import EXAMPLE, start_of
from tests.support.first_workbook import OFFICES, filled_in, sheets_in
from tests.support.workbooks import Rows, book_of

BOOK = workbook_bytes(start_of(OFFICES.split(","), "harbour"))
SHEETS = sheets_in(BOOK)


def read(folder: Path, sheets: dict[str, Rows]) -> Scenario:
    """The scenario of a workbook."""
    path = folder / "harbour.xlsx"
    path.write_bytes(book_of(sheets))
    return load(path)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Scenario:
    """The workbook as a first-time user fills it in."""
    return read(tmp_path_factory.mktemp("filled"), filled_in(SHEETS))


def column(sheet: str, heading: str) -> list[object]:
    """What stands below a heading, without guidance and comments."""
    headings, *rows = SHEETS[sheet]
    at = headings.index(heading)
    return [row[at] for row in rows if row[at] and not str(row[0]).startswith("#")]


def test_law_labour_market_and_losses_come_with_the_offices(filled: Scenario) -> None:
    """Value for value those of the example, ranges and sources included."""
    example = load(EXAMPLE)
    places = {"china", "singapore", "malaysia"}
    assert filled.jurisdictions == tuple(p for p in example.jurisdictions if p.id in places)
    offices = set(OFFICES.split(","))
    assert filled.labour_market == tuple(
        row for row in example.labour_market if row.office in offices
    )
    assert {row.topic for row in filled.losses} == {"exit", "client-privacy"}
    assert {row.jurisdiction for row in filled.loss_parts} == {"china"}
    known = {(each.table, each.row, each.field) for each in filled.ranges}
    wanted = {
        (each.table, each.row, each.field)
        for each in example.ranges
        if each.table == "jurisdictions" and each.row in places
    }
    assert wanted <= known


def test_nothing_of_other_offices_is_in_it() -> None:
    """No place, no law, no currency of theirs."""
    assert column("offices", "id") == OFFICES.split(",")
    assert SHEETS["jurisdictions"][0][-3:] == ["china", "malaysia", "singapore"]
    assert column("rates", "currency") == ["CNY", "MYR", "SGD"]
    ids = {str(cell) for rows in SHEETS.values() for row in rows for cell in row}
    assert not ids & {"bengaluru", "hong-kong", "hongkong", "manila", "india", "philippines"}
    one = sheets_in(workbook_bytes(start_of(["Singapore"], "one")))
    assert one["jurisdictions"][0][-1] == "singapore"
    assert [row[0] for row in one["base_rates"][3:]] == []


def test_whatever_is_filled_in_says_where_it_comes_from() -> None:
    """Every row has a source, and every law."""
    for sheet, source in {
        "rates": "source",
        "labour_market": "source",
        "losses": "reason",
        "loss_parts": "source",
        "base_rates": "source",
    }.items():
        assert len(column(sheet, source)) == len(column(sheet, SHEETS[sheet][0][0]))
    law = {row[0]: row[-3:] for row in SHEETS["jurisdictions"]}
    assert all(law["severance.provenance.source"])


def test_typical_figures_are_shown_and_never_taken(tmp_path: Path, filled: Scenario) -> None:
    """What an office costs and a post earns stands beside; an empty cell stays empty."""
    shown = {row[0]: row for row in SHEETS["offices"] if str(row[0]).startswith("# typical of")}
    at = SHEETS["offices"][0].index
    assert shown["# typical of singapore"][at("relocation")] == "SGD 42000.00"
    assert shown["# typical of singapore"][at("seats")] == ""
    assert shown["# typical of singapore"][1] == f"assumption of the example {EXAMPLE}"
    assert "SGD 106500.00" in column("pay", "# typical: annual")
    with pytest.raises(InputError) as caught:
        read(tmp_path, SHEETS)
    missing = {(p.row.split(",")[0], p.field) for p in caught.value.problems}
    assert missing == {
        ("sheet settings", "planning_date"),
        ("sheet offices", "entity"),
        ("sheet offices", "seats"),
        ("sheet entities", ""),
        ("sheet roles", ""),
        ("sheet pay", ""),
        ("sheet cohorts", ""),
    }
    assert {office.id: office.lease_break for office in filled.offices}["shanghai"] is None
    assert {office.id: office.visa for office in filled.offices}["kuala-lumpur"] is None


def test_an_unknown_office_is_refused_with_the_known_ones() -> None:
    """Each of them, with the nearest name."""
    with pytest.raises(InputError) as caught:
        start_of(["shanghai", "hongkong", "paris"], "harbour")
    first, second = caught.value.problems
    assert (first.found, second.found) == ("hongkong", "paris")
    assert "Did you mean 'hong-kong'?" in first.next_step
    assert all("kuala-lumpur" in each.next_step for each in (first, second))


def test_the_same_offices_give_the_same_bytes() -> None:
    """No clock is read."""
    assert workbook_bytes(start_of(OFFICES.split(","), "harbour")) == BOOK
    named = {row[0]: row[1] for row in SHEETS[SETTINGS]}
    assert (named["name"], named["currency"], named["planning_date"]) == ("harbour", "USD", "")
