"""What would change the decision, in every format."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from models.risk import Case, Channel
from models.scenario import Scenario
from models.sensitivity import End, Instead, Sensitivity
from planner.exports.document import document
from planner.exports.formats import paper_bytes
from planner.exports.plan_file import read_plan
from planner.exports.table import Table
from planner.exports.table_paper import paper_of_plan
from planner.exports.tables import plan_tables
from planner.wording.inputs import input_words, value_words
from tests.planner.exports.ranged import (
    BASE,
    COMPANY,
    FOUND,
    LOST,
    OVERSPENT,
    an_input,
)
from tests.support.builders import base_rate, topic
from tests.support.exported_company import money, no_plan, result
from tests.support.written_plans import write_working

CASE = Case(
    id="services-sensitive-data",
    entity="acme-cn",
    jurisdiction="china",
    topic="leak",
    likelihood=0.02,
    loss=money(100),
    source="assumption",
)
MADE = result(COMPANY, sensitivity=FOUND)


def table(name: str) -> Table:
    return next(each for each in plan_tables(MADE, COMPANY) if each.name == name)


def test_inputs_by_rank_in_words() -> None:
    """Row and field by their names, values as people write them, what flips and where."""
    rows = table("ranges").rows

    assert [row[:4] for row in rows] == [
        ("Analyst, Singapore, annual pay", "USD 80.0 k", "USD 90.0 k", "USD 120 k"),
        ("Analyst in 上海 Shanghai (kyc), Singapore, share who accept", "25%", "50%", "50%"),
        ("Risk weight", "0.5", "1", "2"),
        ("Singapore, seats", "4", "5", "1,200"),
    ]
    assert [row[7] for row in rows] == [
        "above USD 105 k: a baseline is cheaper",
        "below 37.5%: breaks budget, people at risk",
        "no",
        "no effect",
    ]
    assert rows[0][4:7] == (1_985_000_000, -15_000_000, 2_000_000_000)


def test_what_would_be_planned_instead() -> None:
    """What it saves and how it moves, or that it cannot be; nothing where nobody looked."""
    rows = table("ranges").rows

    assert rows[0][8:] == (
        "is no better (not proven: gap 1.2%)",
        "is USD 150 k better, with 13 posts moved differently, 13 fewer to Singapore",
    )
    assert rows[1][8:] == ("cannot exist", "")
    assert rows[2][8:] == ("", "")


@pytest.mark.parametrize(
    ("regret", "words"),
    [(100, "is USD 1 better"), (0, "costs the same"), (-100, "is USD 1 worse")],
)
def test_another_plan_is_better_as_good_or_worse(regret: int, words: str) -> None:
    """Worse where the plan as it was made breaks a rule there: the other costs a dollar more."""
    instead = Instead(status="optimal", regret=regret, moved_otherwise=1)
    each = an_input(
        "offices", "sin", "seats", "5",
        End(value="4", judged=OVERSPENT, instead=instead), End(value="6", judged=BASE),
    )  # fmt: skip
    made = result(COMPANY, sensitivity=Sensitivity(base=BASE, inputs=(each,)))
    (row,) = next(each for each in plan_tables(made, COMPANY) if each.name == "ranges").rows

    assert row[8] == f"{words}, with 1 post moved differently"


def test_the_range_of_the_saving() -> None:
    """In the notes and the summary; unknown where nobody asked."""
    note = table("ranges").notes[0]
    summary = {row[0]: row[1:] for row in table("summary").rows}
    low, high = (f"Better in all, with inputs at their {side} ends" for side in ("worse", "better"))

    assert "it is better in all by USD -150 k to USD 19.8 m" in note
    assert "with the worse ends it breaks budget" in note
    assert (summary[low], summary[high]) == (
        (-15_000_000, None, None),
        (1_985_000_000, None, None),
    )


def test_the_plan_file_keeps_it(tmp_path: Path) -> None:
    """Read back it is the same, plans for the ends and all."""
    write_working(MADE, COMPANY, tmp_path / "a.parquet")

    assert read_plan(tmp_path / "a.parquet").result == MADE


@pytest.mark.parametrize("suffix", [".html", ".xlsx"])
def test_pages_and_workbooks_have_the_table(suffix: str) -> None:
    """As one table among the others."""
    content = paper_bytes(paper_of_plan(MADE, COMPANY), suffix)
    if suffix == ".html":
        assert "Analyst, Singapore, annual pay" in content.decode()
        return
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    cells = {tuple(row[:6:5]) for name in book.sheet_names for row in rows_of(book, name)}
    assert ("Analyst, Singapore, annual pay", -150_000) in cells


def rows_of(book: CalamineWorkbook, name: str) -> list[list[Any]]:
    return book.get_sheet_by_name(name).to_python()


def test_the_document_for_machines() -> None:
    """Every figure, with savings and flips worked out; JSON takes it."""
    found = json.loads(json.dumps(document(MADE, COMPANY)["sensitivity"], allow_nan=False))
    pay = found["inputs"][0]

    assert found["worse"] == {
        "total": LOST.total, "staying_put": 4_300_000_000, "staying_plus_measures": 4_200_000_000,
        "broken": ["budget"], "unlawful": [], "saving": -15_000_000,
    }  # fmt: skip
    assert (pay["table"], pay["row"], pay["field"]) == ("pay", "analyst/sin", "annual")
    assert (pay["flips"], pay["high"]["flips_beyond"]) == (True, "USD 105000.00")
    assert (pay["high"]["saving"], pay["high"]["instead"]["regret"]) == (-15_000_000, 15_000_000)
    assert document(result(COMPANY), COMPANY)["sensitivity"] is None
    assert document(no_plan(COMPANY), COMPANY)["sensitivity"] is None


def test_without_ranges_there_is_no_table() -> None:
    """Asked or not: nothing to rank, nothing to show."""
    for made in (result(COMPANY), result(COMPANY, sensitivity=Sensitivity(base=BASE))):
        assert "ranges" not in [each.name for each in plan_tables(made, COMPANY)]


def test_a_case_is_said_as_a_reader_says_it() -> None:
    """Its name, the field in words, and shares in percent."""
    leak = topic("leak", Channel.PRESENCE).model_copy(update={"name": "Leak"})
    of = Scenario.model_construct(**{**dict(COMPANY), "topics": (leak,), "cases": (CASE,)})
    each = an_input(
        "cases", CASE.id, "likelihood", "0.02",
        End(value="0.01", judged=BASE), End(value="0.05", judged=BASE),
    )  # fmt: skip

    assert input_words(of, each) == "Leak, Acme China, likelihood before signals"
    assert [value_words(of, each, v) for v in ("0.02", "0.01", "0.05")] == ["2%", "1%", "5%"]


def test_ends_that_were_worked_out_are_said_to_six_digits() -> None:
    """As the upper end of a base rate's factor is; what somebody wrote stays as it is."""
    rate = base_rate("peers", 1, 75.0, factor=10.0, factor_high=20.0)
    of = Scenario.model_construct(**{**dict(COMPANY), "base_rates": (rate,)})
    each = an_input(
        "base_rates", "peers", "factor", "10.0",
        End(value="1.0", judged=BASE), End(value="130.24546505418627", judged=BASE),
    )  # fmt: skip

    assert [value_words(of, each, v) for v in ("1.0", "130.24546505418627")] == ["1", "130.245"]
