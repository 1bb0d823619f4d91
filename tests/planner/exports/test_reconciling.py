"""Every table of a plan adds up to the saving and to the price list, in the bundled scenarios."""

from __future__ import annotations

from functools import cache

import pytest

from models.plan import Move
from models.result import Result, Status
from models.workforce import Mode
from planner import api
from planner.audit import audit
from planner.baselines import baselines_of
from planner.books import books_of
from planner.expanded_plan import expand
from planner.exports.table import Table
from planner.exports.tables import plan_tables
from planner.value import cash_by_fiscal_year, people_of, saving_of
from tests.support.exported_company import provenance

NAMES = ("tiny", "shanghai-2019", "onshore-china", "dual-systems-2023", "shanghai-2026")


@cache
def made(name: str) -> tuple[Result, dict[str, Table]]:
    """One post of the first cohorts moved elsewhere, with what staying plus measures decides."""
    scenario = api.load(name)
    books = books_of(scenario)
    baselines = baselines_of(books)
    moves = tuple(
        Move(
            cohort=cohort.id,
            origin=cohort.office,
            destination=next(o.id for o in scenario.offices if o.id != cohort.office),
            mode=mode,
            period=scenario.periods[0].label,
            heads=1,
        )
        for cohort, mode in zip(scenario.cohorts, (Mode.TRANSFER, Mode.REFILL), strict=False)
    )
    plan = baselines.staying_plus_measures.plan.model_copy(update={"moves": moves})
    judgement, done = audit(plan, books), expand(books, plan)
    result = Result(
        status=Status.FEASIBLE,
        currency=scenario.currency,
        provenance=provenance(scenario),
        objective=judgement.total,
        plan=plan,
        judgement=judgement,
        baselines=baselines,
        saving=saving_of(judgement, baselines),
        people=people_of(done),
        cash_by_fiscal_year=cash_by_fiscal_year(done),
    )
    return result, {table.name: table for table in plan_tables(result, scenario)}


@pytest.mark.parametrize("name", NAMES)
def test_the_moves_table_adds_up_to_the_saving(name: str) -> None:
    """Moves and all else, by every column and in all; the price list says the same."""
    result, tables = made(name)
    moves, prices = tables["moves"], tables["price_list"]
    body = moves.rows[: -moves.totals]
    assert result.saving is not None

    for place in (8, 9, 10, 11):
        added = sum(int(str(row[place])) for row in body)
        assert moves.rows[-1][place] == added
    assert moves.rows[-1][11] == -result.saving.total
    assert prices.rows[-1][4] == -result.saving.total
    assert prices.rows[-3][4] == -result.saving.money


@pytest.mark.parametrize("name", NAMES)
def test_cash_and_horizon_reconcile_with_the_price_list(name: str) -> None:
    """Cash of all years is that of all rules; horizon and tail make the saving."""
    result, tables = made(name)
    total = tables["price_list"].rows[-1]
    assert result.saving is not None

    assert sum(each.amount for each in result.cash_by_fiscal_year) == total[6]
    assert result.saving.horizon + result.saving.tail == result.saving.total
    assert result.judgement is not None
    assert result.judgement.tail == total[5]
