"""The tables that every format renders say what the result says."""

from datetime import date

from models.account import PricedMove
from models.plan import Plan
from models.result import Result
from planner.exports import Table, plan_tables
from planner.exports.table import Value
from tests.planner.exports.company import MOVES, STAYING, move, no_plan, result, scenario

COMPANY = scenario()


def tables(made: Result) -> dict[str, Table]:
    return {table.name: table for table in plan_tables(made, COMPANY)}


def rows(table: Table) -> dict[Value, tuple[Value, ...]]:
    """Rows by their first cell."""
    return {row[0]: row[1:] for row in table.rows}


def test_the_tables_in_reading_order() -> None:
    """A plan has its decisions; without one the clash stands in their place."""
    waves = ["waves", "tasks", "stop_costs"]
    decisions = ["moves", *waves, "blocks", "measures", "routes", "consultations"]
    rest = ["price_list", "findings", "origin"]

    assert list(tables(result(COMPANY))) == ["summary", *decisions, *rest]
    assert list(tables(no_plan(COMPANY))) == ["summary", "clash", *rest]
    assert list(tables(result(COMPANY, (), plan=Plan(), waves=()))) == ["summary", "moves", *rest]


def test_every_row_fits_its_columns() -> None:
    """Each row has a cell for each column, each column a name of its own, each row its kind."""
    for made in (result(COMPANY), no_plan(COMPANY)):
        for table in plan_tables(made, COMPANY):
            names = [column.name for column in table.columns]
            assert len(set(names)) == len(names)
            assert {len(row) for row in table.rows} <= {len(names)}
            assert len(table.row_kinds) in {0, len(table.rows)}


def test_the_summary() -> None:
    """The figures of the plan stand beside those of staying put."""
    summary = rows(tables(result(COMPANY))["summary"])

    assert summary["Total cost, with weighted exposure"] == (3_215_000_000, 4_200_000_000)
    assert summary["Saving against staying put"] == (985_000_000, None)
    assert summary["One-off cash, undiscounted"] == (130_000_000, 0)
    assert summary["Run-rate, present value"] == (2_465_000_000, 2_400_000_000)
    assert summary["Exposure, weighted"] == (620_000_000, 1_800_000_000)
    assert summary["Exposure, unweighted"] == (310_000_000, 900_000_000)
    assert summary["Heads moved"] == (13, 0)
    assert (summary["Heads transferred"], summary["Heads made redundant"]) == ((9, 0), (4, 0))
    assert summary["Seats bought"] == (10, 0)
    assert summary["Last landing"] == (date(2027, 4, 1), None)
    assert summary["Decide by"] == (date(2026, 10, 5), None)
    assert summary["Breaches of law"] == (0, 1)


def test_the_price_list_adds_up() -> None:
    """The last row is the sum of the others, and the difference that of plan and baseline."""
    table = tables(result(COMPANY))["price_list"]
    *lines, total = [row[1:] for row in table.rows]

    assert list(total) == [sum(int(str(x)) for x in column) for column in zip(*lines, strict=True)]
    assert total[:3] == (3_215_000_000, 4_200_000_000, -985_000_000)


def test_moves_go_by_names_and_add_up() -> None:
    """People read the names of offices and roles, and the sum of all moves."""
    table = tables(result(COMPANY))["moves"]

    assert table.rows[0][:4] == ("kyc", "Analyst", "上海 Shanghai", "Singapore")
    assert table.rows[-1][7:] == (13, 1_300_000, 650_000, -3_250_000)
    assert table.totals == 1


def test_offices_of_one_name_are_told_apart() -> None:
    """Where two offices share a name, the identifier stands beside it."""
    offices = tuple(office.model_copy(update={"name": "Hub"}) for office in COMPANY.offices)
    alike = scenario(offices=offices)
    table = next(t for t in plan_tables(result(alike), alike) if t.name == "moves")

    assert table.rows[0][2:4] == ("Hub (sha)", "Hub (sin)")


def test_the_same_move_twice_keeps_both_parts() -> None:
    """Two equal moves have a part in the account each."""
    parts = tuple(
        PricedMove(move=move(2), one_off=one_off, run_rate_delta=0, exposure_delta=0)
        for one_off in (200_000, 300_000)
    )
    judged = STAYING.model_copy(update={"priced_moves": parts})
    table = tables(result(COMPANY, (move(2), move(2)), judgement=judged))["moves"]

    assert [row[8] for row in table.rows] == [200_000, 300_000, 500_000]


def test_what_is_broken_comes_first() -> None:
    """Findings of the plan, then of staying put, each from violated to priced."""
    findings = tables(result(COMPANY, MOVES))["findings"].rows

    assert [row[:2] for row in findings] == [
        ("Plan", "kept"),
        ("Plan", "priced"),
        ("Staying put", "violated"),
        ("Staying put", "priced"),
    ]
