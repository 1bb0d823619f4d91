"""The table of moves, and of costs that belong to no single move; together they are the saving."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from models.account import CommonCost, PricedMove
from models.plan import Move
from models.result import Result
from models.scenario import Scenario
from planner.exports.table import Column, ColumnKind, Table, Value, text_columns
from planner.wording.labels import baseline_words, mode_words, rule_words
from planner.wording.names import cohort_names, landing_dates, office_names, role_names

_MOVE_COLUMNS = (
    *text_columns(
        cohort="Cohort",
        role="Role",
        origin="From",
        destination="To",
        mode="Mode",
        period="Period",
    ),
    Column("lands_on", "Lands on", ColumnKind.DATE),
    Column("heads", "Posts", ColumnKind.COUNT),
    Column("one_off", "One-off", ColumnKind.MONEY),
    Column("run_rate_delta", "Running", ColumnKind.MONEY, signed=True),
    Column("exposure_delta", "Expected loss, weighted", ColumnKind.MONEY, signed=True),
)

_PRICES = 3
"""Number of columns of money, which are the last ones."""


def moves_table(result: Result, scenario: Scenario) -> Table:
    """List moves by their identifiers, for programs: one row each, in the order of the plan."""
    rows = _move_rows(result, scenario)
    return Table("moves", "Moves", _MOVE_COLUMNS, tuple(rows), result.currency)


def account_table(result: Result, scenario: Scenario) -> Table:
    """List moves for programs, then a row for each rule whose price belongs to no single move.

    All rows together are what the plan costs more than the better baseline.
    """
    rows = [(*row, None) for row in _move_rows(result, scenario)]
    blank = (None,) * (len(_MOVE_COLUMNS) - _PRICES)
    rows += [(*blank, *_parts(each), each.rule) for each in common_differences(result)]
    columns = (*_MOVE_COLUMNS, Column("rule", "Of no single move"))
    return Table("moves", "Moves", columns, tuple(rows), result.currency)


def readable_moves(result: Result, scenario: Scenario) -> Table:
    """List moves with the names of cohorts, roles, offices and modes, and with totals."""
    cohorts = cohort_names(scenario)
    roles = role_names(scenario)
    offices = office_names(scenario)
    moves = [
        (
            cohorts.get(str(cohort), cohort),
            roles.get(str(role), role),
            offices.get(str(start), start),
            offices.get(str(end), end),
            mode_words(str(mode)),
            *rest,
        )
        for cohort, role, start, end, mode, *rest in _move_rows(result, scenario)
    ]
    blank = (None,) * (len(_MOVE_COLUMNS) - _PRICES - 1)
    common = [
        (f"{rule_words(each.rule)}, of no single move", *blank, *_parts(each))
        for each in common_differences(result)
    ]
    against = baseline_words(result.baselines.better)
    heads = len(_MOVE_COLUMNS) - _PRICES - 1
    totals = [
        ("All moves", *blank[1:], *_sums(moves, heads)),
        ("All else", *blank, *_sums(common, heads + 1)),
        (f"Plan less {against}", *blank, *_sums([*moves, *common], heads + 1)),
    ]
    rows = (*moves, *common)
    return Table(
        "moves",
        "Moves by cohort, and all else",
        (*_MOVE_COLUMNS, Column("total", "In all", ColumnKind.MONEY, signed=True)),
        tuple((*row, _sum(row[-_PRICES:])) for row in (*rows, *(totals if rows else ()))),
        result.currency,
        totals=len(totals) if rows else 0,
        notes=(_reading(against),),
    )


def _reading(against: str) -> str:
    return (
        f"Changes against {against}, the better baseline, at present value over the horizon and "
        "its tail; below zero is better. Expected losses are assumed."
    )


def common_differences(result: Result) -> tuple[CommonCost, ...]:
    """Return plan less better baseline, by rule, of the costs that belong to no single move."""
    judgement = result.audited_judgement
    if judgement is None:
        return ()
    nothing = CommonCost(rule="none")
    plan = {each.rule: each for each in judgement.common_costs}
    baseline = {each.rule: each for each in result.better_baseline.judgement.common_costs}
    differences = (
        CommonCost(rule=rule, **_less(plan.get(rule, nothing), baseline.get(rule, nothing)))
        for rule in dict.fromkeys((*plan, *baseline))
    )
    return tuple(each for each in differences if any(_parts(each)))


def _parts(each: CommonCost) -> tuple[int, int, int]:
    return each.one_off, each.run_rate, each.exposure


def _less(plan: CommonCost, baseline: CommonCost) -> dict[str, int]:
    names = ("one_off", "run_rate", "exposure")
    return {name: getattr(plan, name) - getattr(baseline, name) for name in names}


def _sums(rows: Sequence[Sequence[Value]], start: int) -> list[int | None]:
    columns = range(start, len(_MOVE_COLUMNS))
    return [_sum([row[column] for row in rows]) for column in columns]


def _move_rows(result: Result, scenario: Scenario) -> list[tuple[Value, ...]]:
    plan, judgement = result.audited_plan, result.audited_judgement
    if plan is None or judgement is None:
        return []
    prices: dict[Move, list[PricedMove]] = {}
    for priced in judgement.priced_moves:
        prices.setdefault(priced.move, []).append(priced)
    roles = {cohort.id: cohort.role for cohort in scenario.cohorts}
    starts = landing_dates(scenario)
    return [_move_row(move, roles, starts, _next(prices.get(move))) for move in plan.moves]


def _next(priced: list[PricedMove] | None) -> PricedMove | None:
    # A plan may hold the same move twice, each with a price of its own.
    return priced.pop(0) if priced else None


def _move_row(
    move: Move, roles: dict[str, str], starts: dict[str, date], priced: PricedMove | None
) -> tuple[Value, ...]:
    return (
        move.cohort,
        roles.get(move.cohort),
        move.origin,
        move.destination,
        move.mode.value,
        move.period,
        starts.get(move.period),
        move.heads,
        *_prices(priced),
    )


def _prices(priced: PricedMove | None) -> tuple[int | None, int | None, int | None]:
    if priced is None:
        return None, None, None
    return priced.one_off, priced.run_rate_delta, priced.exposure_delta


def _sum(column: Sequence[Value]) -> int | None:
    figures = [value for value in column if isinstance(value, int)]
    return sum(figures) if figures else None
