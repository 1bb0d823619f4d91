"""Two to five plans beside both baselines."""

import io
import json
from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from models.calendar import Horizon
from models.errors import InputError
from models.named import NamedPlan
from models.settings import Budget
from models.workforce import Mode
from planner.exports import COMPARISON_FORMATS, write_comparison
from planner.exports.comparison import comparison
from planner.exports.table import Table, Value
from tests.support.exported_company import (
    STAYING,
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
    """Each plan stands beside both baselines, with what it is worth, takes and by when."""
    table = tables(WIDE, NARROW, NONE)["headline"]
    headline = rows(table)

    assert titles(table) == [
        *("Figure", "Wide", "Narrow", "Strict"),
        *("Staying put", "Staying plus measures"),
    ]
    saving = 4_200_000_000 - CHEAP.total
    assert headline["Better in all"] == (985_000_000, saving, None, None, None)
    assert headline["Better than staying put"] == (985_000_000, saving, None, None, None)
    assert headline["One-off cash, undiscounted"] == (130_000_000, 90_000_000, None, 0, 0)
    assert headline["Expected loss (assumed)"][:3] == (310_000_000, 400_000_000, None)
    assert headline["Money"] == (2_595_000_000, 2_520_000_000, None, 2_400_000_000, 2_400_000_000)
    assert headline["Posts moved"] == (13, 11, None, 0, 0)
    assert headline["Dismissals"] == (4, 0, None, 0, 0)
    assert headline["People asked to move"] == (9, 9, None, 0, 0)
    assert headline["Vacancies filled elsewhere"] == (0, 2, None, 0, 0)
    assert headline["Proven gap, of the total"][1] is None
    assert headline["Decide by"] == (date(2026, 10, 5), date(2026, 10, 5), None, None, None)


def test_the_price_list() -> None:
    """One row per rule, one column per plan and baseline; the totals add up."""
    prices = rows(tables(WIDE, NARROW)["price_list"])

    assert prices["Relocation"] == (130_000_000, 90_000_000, 0, 0)
    assert prices["Total"] == (3_215_000_000, CHEAP.total, 4_200_000_000, 4_200_000_000)
    assert prices["Money"][2] == 2_400_000_000
    assert prices["Expected loss (assumed), weighted"][2] == 1_800_000_000


def test_against_the_better_baseline() -> None:
    """The differences of a plan add up to its saving, money apart from expected loss."""
    table = tables(WIDE, NARROW)["against_baseline"]
    *parts, money, loss, total = table.rows

    assert total[1:] == (-985_000_000, CHEAP.total - 4_200_000_000)
    assert sum(int(str(row[1])) for row in parts) == total[1]
    assert (money[1], loss[1]) == (195_000_000, -1_180_000_000)
    assert "Wide against staying put, Narrow against staying put." in table.notes[0]


def test_each_is_held_against_its_better_baseline() -> None:
    """Where measures make staying cheaper, that is what a plan is held against; both are shown."""
    measures = baselines(STAYING, judgement(lines(2_500_000_000, 0, 500_000_000)))
    found = tables(WIDE, NamedPlan("Eased", COMPANY, result(COMPANY, baselines=measures)))
    headline = rows(found["headline"])

    assert rows(found["against_baseline"])["Total"] == (-985_000_000, -285_000_000)
    assert "Eased against staying plus measures" in found["against_baseline"].notes[0]
    assert headline["Better than staying put"][:2] == (985_000_000, 985_000_000)
    assert headline["Better than staying plus measures"][:2] == (985_000_000, 285_000_000)
    assert headline["Total: money, and weighted loss"][-2:] == (4_200_000_000, 3_500_000_000)


def worth(name: str, objective: int, missing: int | None) -> NamedPlan:
    """A plan of a total, of which so much is still unproven."""
    judged = judgement(lines(objective, 0, 0))
    bound = None if missing is None else objective - missing
    made = result(COMPANY, judgement=judged, objective=objective, bound=bound)
    return NamedPlan(name, COMPANY, made)


@pytest.mark.parametrize(
    ("first", "second", "apart"),
    [
        ((1000_00, 0), (1100_00, 100_00), False),
        ((1000_00, 0), (1100_00, 99_99), True),
        ((1000_00, 500_00), (1100_00, 0), True),
        ((1000_00, 0), (1000_00, 0), True),
        ((1000_00, None), (1001_00, 100_00), True),
    ],
)
def test_a_difference_smaller_than_the_gaps_is_told(
    first: tuple[int, int | None], second: tuple[int, int | None], apart: bool
) -> None:
    """The dearer plan may be improved to below the other one, or not: the gap of the cheaper one
    does not matter."""
    notes = " ".join(tables(worth("A", *first), worth("B", *second))["headline"].notes)

    assert ("A and B cannot be told apart" not in notes) == apart


def test_moves_by_destination_and_by_plan() -> None:
    """Heads by destination and mode, and which move is in which plan."""
    found = tables(WIDE, NARROW)

    assert found["destinations"].rows == (
        ("Singapore", "redundancy here, hire there", 4, 0),
        ("Singapore", "transfer", 9, 9),
        ("Singapore", "vacancy filled elsewhere", 0, 2),
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
    """The settings that differ are named, and each plan is held against its own baseline."""
    found = tables(WIDE, NARROW, OTHER)
    stay = [
        f"Staying {how} ({of})"
        for of in ("Wide, Narrow", "Bold")
        for how in ("put", "plus measures")
    ]

    assert "differ in: risk_weight, budget.total." in " ".join(found["headline"].notes)
    assert found["differences"].rows == (
        ("risk_weight", "1.0", "1.0", "4.0"),
        ("budget.total", "–", "–", "USD 2000000.00"),
    )
    assert titles(found["headline"])[4:] == titles(found["price_list"])[4:] == stay
    assert rows(found["headline"])["Total: money, and weighted loss"][3::2] == (
        4_200_000_000,
        6_000_000_000,
    )
    assert rows(found["against_baseline"])["Total"][2] == 3_215_000_000 - 6_000_000_000


@pytest.mark.parametrize(
    ("horizon", "told"),
    [
        (Horizon(ends=date(2028, 1, 1), tail_periods=4), "these do."),
        (Horizon(periods=4, tail_periods=4), "these do not (horizon.ends holds the day in place)."),
    ],
)
def test_plans_of_different_days_are_set_side_by_side_by_what_they_are_better_by(
    horizon: Horizon, told: str
) -> None:
    """Three months later: with an end that stays, savings say something; with one that slides,

    nothing does. Totals never do: the later plan has a quarter's pay less.
    """
    plans = [
        NamedPlan(name, made, result(made))
        for name, day in (("Now", date(2026, 12, 1)), ("Later", date(2027, 3, 1)))
        for made in (scenario(planning_date=day, horizon=horizon),)
    ]
    (note,) = (each for each in tables(*plans)["headline"].notes if "side by side" in each)

    assert note.endswith(
        f"Compare their savings against the baseline then, not their totals: {told}"
    )


def test_plans_of_one_stretch_of_time_need_no_word_on_it() -> None:
    notes = " ".join(tables(WIDE, OTHER)["headline"].notes)

    assert "side by side" not in notes


def test_cells_of_tables_that_differ_are_named() -> None:
    """A changed row of the scenario's tables shows by table, key and field."""
    offices = tuple(office.model_copy(update={"seats": 7}) for office in COMPANY.offices)
    more = scenario(offices=offices)
    dearer = baselines(judgement(lines(2_500_000_000, 0, 900_000_000)))
    found = tables(WIDE, NamedPlan("Seats", more, result(more, baselines=dearer)))

    assert found["differences"].rows == (
        ("offices sha seats", "40", "7"),
        ("offices sin seats", "5", "7"),
    )
    assert titles(found["headline"])[3::2] == ["Staying put (Wide)", "Staying put (Seats)"]


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
    for suffix in COMPARISON_FORMATS:
        for name in ("one", "two"):
            write_comparison(made, "Wide or narrow", tmp_path / f"{name}{suffix}")
        one, two = (tmp_path / f"{name}{suffix}" for name in ("one", "two"))
        assert one.read_bytes() == two.read_bytes()

    book = CalamineWorkbook.from_filelike(io.BytesIO((tmp_path / "one.xlsx").read_bytes()))
    prices = book.get_sheet_by_name("What each costs, rule by rule").to_python()
    (total,) = (row for row in prices if row[0] == "Total")
    assert total[:5] == ["Total", 32_150_000, CHEAP.total / 100, 32_150_000, 42_000_000]
    page = (tmp_path / "one.html").read_text(encoding="utf-8")
    assert 'value="USD 32,150,000.00"' in page
    content = json.loads((tmp_path / "one.json").read_text(encoding="utf-8"))
    assert [table["name"] for table in content["tables"]] == [table.name for table in made]
    assert content["tables"][0]["rows"][3][1] == 3_215_000_000
