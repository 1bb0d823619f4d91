"""The table of moves: by identifiers for machines, by names for people."""

from __future__ import annotations

from datetime import date

from models.account import PricedMove
from models.plan import Move
from models.result import Result
from models.scenario import Scenario
from planner.exports.audited import audited_judgement, audited_plan
from planner.exports.names import landing_dates, office_names, role_names
from planner.exports.table import Column, Kind, Table, Value, text_columns
from planner.exports.words import mode_words

_MOVE_COLUMNS = (
    *text_columns(
        cohort="Cohort",
        role="Role",
        origin="From",
        destination="To",
        mode="Mode",
        period="Period",
    ),
    Column("lands_on", "Lands on", Kind.DATE),
    Column("heads", "Heads", Kind.COUNT),
    Column("one_off", "One-off", Kind.MONEY),
    Column("run_rate_delta", "Run-rate", Kind.MONEY, signed=True),
    Column("exposure_delta", "Exposure", Kind.MONEY, signed=True),
)


def moves_table(result: Result, scenario: Scenario) -> Table:
    """Moves by their identifiers, for machines: one row per move, in the order of the plan."""
    rows = _move_rows(result, scenario)
    return Table("moves", "Moves", _MOVE_COLUMNS, tuple(rows), result.currency)


def readable_moves(result: Result, scenario: Scenario) -> Table:
    """Return the same moves by the names of roles, offices and modes, with a line of totals."""
    roles = role_names(scenario)
    offices = office_names(scenario)
    rows = [
        (
            cohort,
            roles.get(str(role), role),
            offices.get(str(start), start),
            offices.get(str(end), end),
            mode_words(str(mode)),
            *rest,
        )
        for cohort, role, start, end, mode, *rest in _move_rows(result, scenario)
    ]
    sums = [_sum(column) for column in list(zip(*rows, strict=True))[7:]]
    total: tuple[Value, ...] = ("All moves", *[None] * 6, *sums)
    return Table(
        "moves",
        "Moves",
        _MOVE_COLUMNS,
        (*rows, total) if rows else (),
        result.currency,
        totals=1 if rows else 0,
        notes=("Changes against staying put, at present value over the horizon and its tail.",),
    )


def _move_rows(result: Result, scenario: Scenario) -> list[tuple[Value, ...]]:
    plan, judgement = audited_plan(result), audited_judgement(result)
    if plan is None or judgement is None:
        return []
    prices: dict[Move, list[PricedMove]] = {}
    for priced in judgement.priced_moves:
        prices.setdefault(priced.move, []).append(priced)
    roles = {cohort.id: cohort.role for cohort in scenario.cohorts}
    starts = landing_dates(scenario)
    return [_move_row(move, roles, starts, _next(prices.get(move))) for move in plan.moves]


def _next(priced: list[PricedMove] | None) -> PricedMove | None:
    # A plan may hold the same move twice, each with its own part in the account.
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


def _sum(column: tuple[Value, ...]) -> int | None:
    figures = [value for value in column if isinstance(value, int)]
    return sum(figures) if figures else None
