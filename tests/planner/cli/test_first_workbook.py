"""From a new workbook to the first plan, as somebody does who has never seen one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.commands import Relocate
from tests.support.first_workbook import OFFICES, SETTINGS, TABLES, filled_in, sheets_in
from tests.support.workbooks import book_of


@pytest.mark.slow
def test_two_rounds_of_check_lead_to_the_first_plan(here: Relocate, tmp_path: Path) -> None:
    """Three offices, twelve cohorts: four slips told in the first round, none in the second."""
    path = tmp_path / "harbour.xlsx"
    assert here("new", path.name, "--workbook", "--offices", OFFICES).code == 0
    sheets = sheets_in(path.read_bytes())
    slips = {name: [dict(row) for row in rows] for name, rows in TABLES.items()}
    del slips["offices"][1]["seats"]
    slips["pay"][0]["annual"] = "¥320,000"
    slips["cohorts"][3]["role"] = "Client servise agent"
    path.write_bytes(book_of(filled_in(sheets, SETTINGS | {"planning_date": "01/12/2026"}, slips)))

    first = json.loads(here("check", path.name, "--json").out)
    places = [place for mistake in first["mistakes"] for place in mistake["places"]]
    assert {place["sheet"] for place in places} == {"settings", "offices", "pay", "cohorts"}
    assert all(place["cell"] for place in places)
    assert len(first["mistakes"]) == 4

    path.write_bytes(book_of(filled_in(sheets)))
    second = here("check", path.name)
    assert (second.code, "No mistake found" in second.out) == (0, True)
    assert "12 cohorts with 311 posts" in second.out

    plan = here("plan", path.name, "--no-ranges", "--time-limit", 20)
    assert (plan.code, "Nobody moves" in plan.out, "Moves " in plan.out) == (0, False, True)
