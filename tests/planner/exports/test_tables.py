"""The tables that every format renders say what the result says."""

from datetime import date

from models.account import CommonCost, PricedMove, PriceLine, Verdict
from models.plan import Plan
from models.result import Result
from planner.exports.table import Table, Value
from planner.exports.tables import plan_tables
from tests.support.builders import one_of_each
from tests.support.duties import export_law, terms
from tests.support.exported_company import (
    KEPT_SEATS,
    MOVES,
    OVER_CAP,
    PRICED_PAY,
    STAYING,
    baselines,
    judgement,
    lines,
    move,
    no_plan,
    result,
    scenario,
)

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


def test_every_kind_of_decision_has_a_table() -> None:
    """As the field of a plan is called."""
    rows = {kind: (one,) for kind, one in one_of_each().items()}
    filed = result(COMPANY).plan
    assert filed is not None
    whole = Plan.model_validate({**rows, "routes": filed.routes})

    assert all(rows for _, rows in whole)
    assert set(Plan.model_fields) <= set(tables(result(COMPANY, plan=whole)))


def test_every_row_fits_its_columns() -> None:
    """Each row has a cell for each column, each column a name of its own, each row its kind."""
    for made in (result(COMPANY), no_plan(COMPANY)):
        for table in plan_tables(made, COMPANY):
            names = [column.name for column in table.columns]
            assert len(set(names)) == len(names)
            assert {len(row) for row in table.rows} <= {len(names)}
            assert len(table.row_kinds) in {0, len(table.rows)}


def test_the_summary() -> None:
    """The figures of the plan stand beside those of both baselines."""
    summary = rows(tables(result(COMPANY))["summary"])

    put, plus = 4_200_000_000, 4_200_000_000
    assert summary["Total: money, and weighted loss"] == (3_215_000_000, put, plus)
    assert summary["Money"] == (2_595_000_000, 2_400_000_000, 2_400_000_000)
    assert summary["Expected loss (assumed)"] == (310_000_000, 900_000_000, 900_000_000)
    assert summary["Less money than the better baseline"] == (-195_000_000, None, None)
    assert summary["Less expected loss (assumed)"] == (590_000_000, None, None)
    assert summary["Better in all"] == (985_000_000, None, None)
    assert summary["One-off cash, undiscounted"] == (130_000_000, 0, 0)
    assert summary["Pay of all posts"] == (2_465_000_000, 2_400_000_000, 2_400_000_000)
    assert summary["Posts moved"] == (13, 0, 0)
    assert summary["People asked to move"] == (9, 0, 0)
    assert summary["Dismissals"] == (4, 0, 0)
    assert summary["Seats bought"] == (10, 0, 0)
    assert summary["Last landing"] == (date(2027, 4, 1), None, None)
    assert summary["Decide by"] == (date(2026, 10, 5), None, None)
    assert summary["Breaches of law"] == (0, 1, 1)


def test_one_off_cash_is_that_of_every_rule() -> None:
    """USD 1,300,000.00 of packages, and USD 50,000.00 of fit-out for blocks."""
    blocks = PriceLine(rule="seats", amount=9_000_000, unweighted=9_000_000, one_off_cash=5_000_000)
    judged = judgement((*lines(2_465_000_000, 130_000_000, 310_000_000), blocks), MOVES)
    summary = rows(tables(result(COMPANY, judgement=judged))["summary"])

    assert summary["One-off cash, undiscounted"] == (135_000_000, 0, 0)


def test_a_route_is_filed_its_lead_before_it_is_in_force() -> None:
    """Sixty days before 1 January 2027: 2 November 2026."""
    law = export_law(standard_contract=terms(lead_days=60))
    places = tuple(
        place.model_copy(update={"exports": law}) if place.id == "china" else place
        for place in COMPANY.jurisdictions
    )
    slow = scenario(jurisdictions=places)
    (table,) = (each for each in plan_tables(result(slow), slow) if each.name == "routes")

    assert table.rows == (
        ("Acme China", "personal", "standard contract", date(2026, 11, 2), "2027-Q1",
         date(2027, 1, 1), ""),
    )  # fmt: skip


def test_the_price_list_adds_up() -> None:
    """The last row is the sum of the rules, and of money and expected loss; the difference is that
    of plan and better baseline."""
    table = tables(result(COMPANY))["price_list"]
    *rules, money, loss, total = [row[1:] for row in table.rows]

    for parts in (rules, [money, loss]):
        added = [sum(int(str(x)) for x in column) for column in zip(*parts, strict=True)]
        assert list(total) == added
    assert total[:4] == (3_215_000_000, 4_200_000_000, 4_200_000_000, -985_000_000)
    assert (money[3], loss[3]) == (195_000_000, -1_180_000_000)


def test_moves_go_by_names_and_add_up() -> None:
    """People read the names of offices and roles, what belongs to no single move, and the sums."""
    common = (CommonCost(rule="leases", run_rate=500), CommonCost(rule="seats", one_off=70))
    held = STAYING.model_copy(update={"common_costs": (CommonCost(rule="leases", run_rate=800),)})
    judged = judgement(lines(2_465_000_000, 130_000_000, 310_000_000), MOVES).model_copy(
        update={"common_costs": common}
    )
    made = result(COMPANY, judgement=judged, baselines=baselines(held))
    table = tables(made)["moves"]

    assert table.rows[0][:4] == ("kyc", "Analyst", "上海 Shanghai", "Singapore")
    assert table.rows[2] == ("Leases, of no single move", *[None] * 7, 0, -300, 0, -300)
    assert table.rows[3] == ("Seats, of no single move", *[None] * 7, 70, 0, 0, 70)
    assert [row[0] for row in table.rows[4:]] == ["All moves", "All else", "Plan less staying put"]
    assert table.rows[4][7:] == (13, 1_300_000, 650_000, -3_250_000, -1_300_000)
    assert table.rows[5][7:] == (None, 70, -300, 0, -230)
    assert table.rows[6][7:] == (None, 1_300_070, 649_700, -3_250_000, -1_300_230)
    assert table.totals == 3


def test_offices_of_one_name_are_told_apart() -> None:
    """Where two offices share a name, the identifier stands beside it."""
    offices = tuple(office.model_copy(update={"name": "Hub"}) for office in COMPANY.offices)
    alike = scenario(offices=offices)
    table = next(t for t in plan_tables(result(alike), alike) if t.name == "moves")

    assert table.rows[0][2:4] == ("Hub (sha)", "Hub (sin)")


def test_a_cohort_goes_by_its_name() -> None:
    """In any script; one without a name goes by its identifier."""
    cohorts = tuple(each.model_copy(update={"name": "反洗钱"}) for each in COMPANY.cohorts)
    named = scenario(cohorts=cohorts)
    table = next(t for t in plan_tables(result(named), named) if t.name == "moves")

    assert "反洗钱" in str(table.rows[0][0])


def test_the_same_move_twice_keeps_both_parts() -> None:
    """Two equal moves have a part in the account each."""
    parts = tuple(
        PricedMove(move=move(2), one_off=one_off, run_rate_delta=0, exposure_delta=0)
        for one_off in (200_000, 300_000)
    )
    judged = STAYING.model_copy(update={"priced_moves": parts})
    table = tables(result(COMPANY, (move(2), move(2)), judgement=judged))["moves"]

    assert [row[8] for row in table.rows[:3]] == [200_000, 300_000, 500_000]


def test_titles_are_whole_as_names_of_sheets() -> None:
    """A workbook cuts names of sheets off at 31 characters."""
    titles = [table.title for table in tables(result(COMPANY)).values()]

    assert max(map(len, titles)) <= 31


def test_findings_name_places_and_cohorts_as_people_do() -> None:
    """Places anywhere in a sentence, cohorts that it is about; of other cohorts ids stay."""
    about = KEPT_SEATS.model_copy(
        update={"cohorts": ("kyc",), "words": "posts of kyc at sin, fraud apart, of acme-cn: 3"}
    )
    judged = judgement(lines(2_465_000_000, 0, 0), MOVES, (about,))
    kyc = "Analyst in 上海 Shanghai (kyc)"

    row = tables(result(COMPANY, MOVES, judgement=judged))["findings"].rows[0]

    assert row[4] == f"posts of {kyc} at Singapore, fraud apart, of Acme China: 3"
    assert row[6:8] == ("Singapore", kyc)


def test_what_is_broken_comes_first() -> None:
    """Findings of the plan, then of both baselines, each from violated to priced."""
    tight = KEPT_SEATS.model_copy(update={"verdict": Verdict.TIGHT})
    unsorted = (PRICED_PAY, KEPT_SEATS, tight, OVER_CAP)
    judged = judgement(lines(2_465_000_000, 0, 0), MOVES, unsorted)
    findings = tables(result(COMPANY, MOVES, judgement=judged))["findings"].rows

    assert [row[:2] for row in findings] == [
        ("Plan", "violated"),
        ("Plan", "tight"),
        ("Plan", "kept"),
        ("Plan", "priced"),
        ("Staying put", "violated"),
        ("Staying put", "priced"),
        ("Staying plus measures", "violated"),
        ("Staying plus measures", "priced"),
    ]
