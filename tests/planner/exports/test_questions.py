"""The first sheet of a workbook: ten questions, each with links to the cells that answer it."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pytest

from planner.exports.scenario_workbook import workbook_bytes
from planner.exports.scenario_workbook.pages import Page, pages_of
from planner.exports.scenario_workbook.questions import FIRST_SETTINGS, QUESTIONS
from planner.scenario_files.fields import REQUIRED_TABLES, ROW_TYPES, SettingsRow
from planner.scenario_files.starts import start_of
from planner.scenario_files.typical import advice_on, advised
from planner.scenario_files.workbooks import leaves
from tests.support.first_workbook import OFFICES, sheets_in

START = start_of(OFFICES.split(","), "harbour")
BOOK = workbook_bytes(START)
SHEETS = sheets_in(BOOK)
PAGES = {page.name: page for page in pages_of(START)}


def links() -> list[tuple[str, str]]:
    """Where the links of the first sheet lead, and what they say."""
    with zipfile.ZipFile(BytesIO(BOOK)) as book:
        part = book.read("xl/worksheets/sheet1.xml").decode()
    return re.findall(r'location="([^"]*)" display="([^"]*)"', part)


def under(sheet: str, cell: str) -> str:
    """The name of the field that a cell belongs to."""
    letters, number = re.sub("[0-9]", "", cell), re.sub("[A-Z]", "", cell)
    column = sum((ord(letter) - 64) * 26**n for n, letter in enumerate(reversed(letters))) - 1
    rows = SHEETS[sheet]
    return str(rows[int(number) - 1][0] if PAGES[sheet].card else rows[0][column])


def test_ten_questions_lead_to_the_cells_that_answer_them() -> None:
    """Every link to a cell of its field that is to be filled in, below guidance and examples."""
    assert len(QUESTIONS) == 10
    found = links()
    assert len(found) == sum(len(question.places) for question in QUESTIONS)
    for location, said in found:
        sheet, _, cell = location.replace("'", "").partition("!")
        assert said == f"{sheet}: {under(sheet, cell)}"
        if not PAGES[sheet].card:
            assert int(re.sub("[A-Z]", "", cell)) == PAGES[sheet].first_row + 1


def test_whatever_is_required_is_asked_about() -> None:
    """Nobody who answers the questions is told by `check` of a sheet they did not meet."""
    asked = {sheet for question in QUESTIONS for sheet, _ in question.places}
    assert asked >= REQUIRED_TABLES
    required = {name for name, info in SettingsRow.model_fields.items() if info.is_required()}
    assert required <= set(FIRST_SETTINGS)
    names = list(SHEETS)
    assert names[:3] == ["Start here", "Read me", "settings"]
    assert set(names[2 : 2 + len(asked)]) == asked


def test_settings_that_most_never_touch_stand_below_a_line() -> None:
    """A line that is read as a comment."""
    fields = [str(row[0]) for row in SHEETS["settings"][1:]]
    line = next(place for place, field in enumerate(fields) if field.startswith("#"))
    assert {".".join(field.split(".")[:2]) for field in fields[:line]} == set(FIRST_SETTINGS)
    assert len(fields) > 5 * line
    assert not set(fields[:line]) & set(fields[line + 1 :])


@pytest.mark.parametrize("table", ["settings", *ROW_TYPES])
def test_every_input_says_who_knows_it(table: str) -> None:
    """And the advice is on fields that exist, each typical value with its source."""
    model = SettingsRow if table == "settings" else ROW_TYPES[table]
    paths = leaves(model)
    assert all(advice_on(table, path).ask for path in paths)
    plain = {".".join(name for name in path if not name.isdecimal()) for path in paths}
    for field in advised()[table]:
        assert any(name == field or name.startswith(f"{field}.") for name in plain), field
        advice = advice_on(table, tuple(field.split(".")))
        assert bool(advice.typical) == bool(advice.source)
        assert not advice.typical or field in plain


def test_advice_stands_beside_each_input() -> None:
    """In the row below the guidance, or the last column of guidance; neither is read."""
    cohorts = PAGES["cohorts"]
    attrition = SHEETS["cohorts"][2][cohorts.paths.index(("attrition",))]
    assert attrition.startswith("Ask: HR. Typical: 7% to 9% in Shanghai")
    assert "assumption" in attrition
    rate = next(row for row in SHEETS["settings"] if row[0] == "discount_rate")
    assert rate[4] == "Ask: finance. Typical: 8% (assumption of the example shanghai-2026)."


def test_a_card_counts_its_lines_past_the_one_that_parts_it() -> None:
    """The first field right below the headings, the first of the others below the line."""
    page = Page("settings", SettingsRow, (("name",), ("format",)), ("value",), (), first_part=1)
    assert [page.cell_of(path) for path in page.paths] == [(1, 1), (3, 1)]
