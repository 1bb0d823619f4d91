"""Two to five plans beside staying put."""

import io
import json
from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from models.errors import InputError
from models.settings import Budget
from models.workforce import Mode
from planner.exports import NamedPlan, Table, comparison, write_comparison
from planner.exports.table import Value
from tests.planner.exports.company import (
    MOVES,
    baselines,
    judgement,
    lines,
    money,
    move,
    no_plan,
    result,
    scenario,
)

COMPANY = scenario()
WIDE = NamedPlan("Wide", COMPANY, result(COMPANY))
FEW = (move(9), move(2, "fraud", "2027-Q1", Mode.REFILL))
CHEAP = judgement(lines(2_430_000_000, 90_000_000, 400_000_000), FEW)
NARROW = NamedPlan(
    "Narrow", COMPANY, result(COMPANY, FEW, judgement=CHEAP, objective=CHEAP.total, bound=None)
)
NONE = NamedPlan("Strict", COMPANY, no_plan(COMPANY))
BOLD = scenario(risk_weight=4.0, budget=Budget(total=money(200_000_000)))
OTHER = NamedPlan(
    "Bold",
    BOLD,
    result(BOLD, baselines=baselines(judgement(lines(2_400_000_000, 0, 900_000_000, weight=4)))),
)


def tables(*plans: NamedPlan) -> dict[str, Table]:
    return {table.name: table for table in comparison(plans)}


def rows(table: Table) -> dict[Value, tuple[Value, ...]]:
    return {row[0]: row[1:] for row in table.rows}


def titles(table: Table) -> list[str]:
    return [column.title for column in table.columns]


def test_the_headline() -> None:
    """Each plan stands beside staying put, with what it saves, takes and by when."""
    table = tables(WIDE, NARROW, NONE)["headline"]
    headline = rows(table)

    assert titles(table) == ["Figure", "Staying put", "Wide", "Narrow", "Strict"]
    saving = 4_200_000_000 - CHEAP.total
    assert headline["Saving against staying put"] == (None, 985_000_000, saving, None)
    assert headline["One-off cash, undiscounted"] == (0, 130_000_000, 90_000_000, None)
    assert headline["Exposure, unweighted"] == (900_000_000, 310_000_000, 400_000_000, None)
    assert headline["Heads moved"] == (0, 13, 11, None)
    assert headline["Heads refilled"] == (0, 0, 2, None)
    assert headline["Proven gap, of the total"][2] is None
    assert headline["Decide by"] == (None, date(2026, 10, 5), date(2026, 10, 5), None)


def test_the_price_list() -> None:
    """One row per rule, one column per plan and one for staying put; the totals add up."""
    prices = rows(tables(WIDE, NARROW)["price_list"])

    assert prices["Relocation"] == (0, 130_000_000, 90_000_000)
    assert prices["Total"] == (4_200_000_000, 3_215_000_000, CHEAP.total)
    assert prices["Total before the risk weight"][0] == 3_300_000_000


def test_against_staying_put() -> None:
    """The differences of a plan add up to what it saves."""
    *parts, total = tables(WIDE, NARROW)["against_baseline"].rows

    assert total[1:] == (-985_000_000, CHEAP.total - 4_200_000_000)
    assert sum(int(str(row[1])) for row in parts) == total[1]


def test_moves_by_destination_and_by_plan() -> None:
    """Heads by destination and mode, and which move is in which plan."""
    found = tables(WIDE, NARROW)

    assert found["destinations"].rows == (
        ("Singapore", "redundancy", 4, 0),
        ("Singapore", "refill", 0, 2),
        ("Singapore", "transfer", 9, 9),
        ("All destinations", None, 13, 11),
    )
    assert [(row[1], *row[5:]) for row in found["moves"].rows] == [
        ("fraud", "Narrow", None, 2),
        ("kyc", "all", 9, 9),
        ("fraud", "Wide", 4, None),
    ]


def test_plans_of_one_scenario_have_no_settings_that_differ() -> None:
    """No word of differences where there are none."""
    found = tables(WIDE, NARROW)

    assert "differences" not in found
    assert "differ" not in " ".join(found["headline"].notes)


def test_different_scenarios_are_told_apart() -> None:
    """The settings that differ are named, and each plan is held against its own staying put."""
    found = tables(WIDE, NARROW, OTHER)
    stay = ["Staying put (Wide, Narrow)", "Staying put (Bold)"]

    assert "differ in: risk_weight, budget.total." in found["headline"].notes[0]
    assert found["differences"].rows == (
        ("risk_weight", "1.0", "1.0", "4.0"),
        ("budget.total", "–", "–", "USD 2000000.00"),
    )
    assert titles(found["headline"])[1:3] == titles(found["price_list"])[1:3] == stay
    assert rows(found["headline"])["Total cost, with weighted exposure"][:2] == (
        4_200_000_000,
        6_000_000_000,
    )
    assert rows(found["against_baseline"])["Total"][2] == 3_215_000_000 - 6_000_000_000


def test_cells_of_tables_that_differ_are_named() -> None:
    """A changed row of the scenario's tables shows by table, key and field."""
    offices = tuple(office.model_copy(update={"seats": 7}) for office in COMPANY.offices)
    more = scenario(offices=offices)
    found = tables(WIDE, NamedPlan("Seats", more, result(more)))

    assert found["differences"].rows == (
        ("offices sha seats", "40", "7"),
        ("offices sin seats", "5", "7"),
    )
    assert titles(found["headline"])[1:3] == ["Staying put (Wide)", "Staying put (Seats)"]


@pytest.mark.parametrize(
    ("plans", "words"),
    [
        ([WIDE], "2 to 5 plans"),
        ([NamedPlan(str(i), COMPANY, WIDE.result) for i in range(6)], "2 to 5 plans"),
        ([WIDE, WIDE], "same name"),
        (
            [WIDE, NamedPlan("Yen", scenario(currency="JPY"), result(scenario(currency="JPY")))],
            "differ in currency",
        ),
        (
            [WIDE, NamedPlan("Else", scenario(programme="b"), result(scenario(programme="b")))],
            "differ in programme",
        ),
    ],
)
def test_what_cannot_be_compared_is_refused(plans: list[NamedPlan], words: str) -> None:
    """Too few, too many, alike in name, or of different currency or programme."""
    with pytest.raises(InputError, match=words):
        comparison(plans)


def test_a_page_a_workbook_and_a_document(tmp_path: Path) -> None:
    """All formats hold the same figures, and are the same bytes when written again."""
    made = comparison([WIDE, NARROW, OTHER])
    for suffix in (".html", ".xlsx", ".json"):
        for name in ("one", "two"):
            write_comparison(made, "Wide or narrow", tmp_path / f"{name}{suffix}")
        one, two = (tmp_path / f"{name}{suffix}" for name in ("one", "two"))
        assert one.read_bytes() == two.read_bytes()

    book = CalamineWorkbook.from_filelike(io.BytesIO((tmp_path / "one.xlsx").read_bytes()))
    total = book.get_sheet_by_name("price_list").to_python()[4]
    assert total == ["Total", 42_000_000, 60_000_000, 32_150_000, CHEAP.total / 100, 32_150_000]
    page = (tmp_path / "one.html").read_text(encoding="utf-8")
    assert page.index("saved against staying put") < page.index("<main>")
    assert 'value="USD 32,150,000.00"' in page
    content = json.loads((tmp_path / "one.json").read_text(encoding="utf-8"))
    assert [table["name"] for table in content["tables"]] == [table.name for table in made]
    assert content["tables"][0]["rows"][1][3] == 3_215_000_000


def test_a_plan_that_costs_more_says_so(tmp_path: Path) -> None:
    """A plan dearer than staying put is not said to save a negative amount."""
    dear = judgement(lines(4_400_000_000, 0, 0), MOVES)
    plan = NamedPlan("Dear", COMPANY, result(COMPANY, judgement=dear, objective=dear.total))
    write_comparison(comparison([WIDE, plan]), "t", tmp_path / "t.html")
    above = (tmp_path / "t.html").read_text(encoding="utf-8").partition("<main>")[0]

    assert "USD 2.00 m" in above
    assert "more than staying put" in above
