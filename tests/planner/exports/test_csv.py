"""The moves as CSV, safe to open in a spreadsheet."""

import csv
import io

import pytest

from models.account import CommonCost
from planner.exports.csv_file import table_bytes
from planner.exports.formats import working_bytes
from planner.exports.table import Column, ColumnKind, Table
from planner.exports.working import WORKING_FILE
from tests.support.exported_company import MOVES, judgement, lines, no_plan, result, scenario

COMPANY = scenario()


def test_one_row_per_move() -> None:
    """Identifiers, dates and decimals of the named currency; negative amounts stay numbers."""
    text = working_bytes(result(COMPANY), COMPANY, ".csv").decode()
    rows = list(csv.DictReader(io.StringIO(text)))

    assert len(rows) == 2
    assert rows[0] == {
        "cohort": "kyc",
        "role": "analyst",
        "origin": "sha",
        "destination": "sin",
        "mode": "transfer",
        "period": "2027-Q1",
        "lands_on": "2027-01-01",
        "heads": "9",
        "one_off": "9000.00",
        "run_rate_delta": "4500.00",
        "exposure_delta": "-22500.00",
        "rule": "",
        "currency": "USD",
        "note": WORKING_FILE,
    }


def test_what_belongs_to_no_single_move_has_rows() -> None:
    """They name a rule and no cohort, so that all rows add up to what the plan costs more."""
    common = (CommonCost(rule="leases", run_rate=-30_000),)
    judged = judgement(lines(1, 1, 1), MOVES).model_copy(update={"common_costs": common})
    text = working_bytes(result(COMPANY, judgement=judged), COMPANY, ".csv").decode()
    *_, last = csv.DictReader(io.StringIO(text))

    assert (last["cohort"], last["heads"], last["rule"]) == ("", "", "leases")
    assert (last["one_off"], last["run_rate_delta"]) == ("0.00", "-300.00")


def test_a_currency_without_decimals() -> None:
    """Yen are not divided by a hundred."""
    company = scenario(currency="JPY")
    text = working_bytes(result(company), company, ".csv").decode()

    assert next(csv.DictReader(io.StringIO(text)))["one_off"] == "900000"


def test_without_a_plan_there_is_a_header() -> None:
    """A file with no rows still says what its columns are."""
    assert working_bytes(no_plan(COMPANY), COMPANY, ".csv").startswith(b"cohort,role,")


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20"]
)
def test_no_text_becomes_a_formula(start: str) -> None:
    """A text that a spreadsheet would take for a formula starts with an apostrophe."""
    cell = f'{start}HYPERLINK("x","y")'
    table = Table("t", "T", (Column("a", "A"), Column("n", "N", ColumnKind.COUNT)), ((cell, -1),))
    rows = list(csv.reader(io.StringIO(table_bytes(table).decode(), newline="")))

    assert rows == [["a", "n"], [f"'{cell}", "-1"]]
