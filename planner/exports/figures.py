"""The key figures of a plan and of both baselines."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from models.account import Verdict
from models.baselines import BaselineName
from models.plan import Move
from models.result import SecondStage
from models.sensitivity import Judged
from planner.exports.sides import Side
from planner.exports.table import ColumnKind, Value
from planner.wording.names import landing_dates


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One line of a summary."""

    name: str
    title: str
    kind: ColumnKind
    of: Callable[[Side], Value]


def _moves(side: Side) -> tuple[Move, ...] | None:
    return None if side.plan is None else side.plan.moves


def _heads(side: Side) -> Value:
    moves = _moves(side)
    return None if moves is None else sum(move.heads for move in moves)


def _of(side: Side, name: str) -> Value:
    amount: int | None = None if side.judgement is None else getattr(side.judgement, name)
    return amount


def _people(side: Side, name: str) -> Value:
    count: int | None = None if side.people is None else getattr(side.people, name)
    return count


def _saving(side: Side, name: str) -> Value:
    amount: int | None = None if side.saving is None else getattr(side.saving, name)
    return amount


def _better_than(side: Side, name: BaselineName) -> Value:
    if side.baselines is None or side.objective is None:
        return None
    return side.baselines.of(name).judgement.total - side.objective


def _seats(side: Side) -> Value:
    if side.plan is None:
        return None
    per_block = {office.id: office.block_seats for office in side.scenario.offices}
    return sum(order.blocks * per_block.get(order.office, 0) for order in side.plan.blocks)


def _last_landing(side: Side) -> Value:
    starts = landing_dates(side.scenario)
    landings = [starts[move.period] for move in _moves(side) or () if move.period in starts]
    return max(landings, default=None)


def _one_off_cash(side: Side) -> Value:
    if side.judgement is None:
        return None
    return sum(line.one_off_cash for line in side.judgement.price_list)


def _saving_of(judged: Judged | None) -> Value:
    return None if judged is None else judged.saving


def _fewer_dismissals(stage: SecondStage | None) -> Value:
    return None if stage is None else stage.dismissals_before - stage.dismissals_after


def _price(side: Side, rule: str) -> Value:
    return None if side.judgement is None else side.judgement.amount(rule)


def _verdicts(side: Side, verdict: Verdict, *, law: bool | None = None) -> Value:
    if side.judgement is None:
        return None
    return sum(f.verdict is verdict and law in {None, f.law} for f in side.judgement.findings)


FIGURES = (
    KeyFigure("status", "Status", ColumnKind.TEXT, lambda s: s.status),
    KeyFigure("money", "Money", ColumnKind.MONEY, lambda s: _of(s, "money")),
    KeyFigure(
        "expected_loss",
        "Expected loss (assumed)",
        ColumnKind.MONEY,
        lambda s: _of(s, "expected_loss"),
    ),
    KeyFigure(
        "objective", "Total: money, and weighted loss", ColumnKind.MONEY, lambda s: s.objective
    ),
    KeyFigure(
        "saving_money",
        "Less money than the better baseline",
        ColumnKind.MONEY,
        lambda s: _saving(s, "money"),
    ),
    KeyFigure(
        "saving_expected_loss",
        "Less expected loss (assumed)",
        ColumnKind.MONEY,
        lambda s: _saving(s, "expected_loss"),
    ),
    KeyFigure("saving", "Better in all", ColumnKind.MONEY, lambda s: _saving(s, "total")),
    KeyFigure(
        "saving_horizon",
        "of it within the horizon",
        ColumnKind.MONEY,
        lambda s: _saving(s, "horizon"),
    ),
    KeyFigure(
        "saving_tail", "of it after the horizon", ColumnKind.MONEY, lambda s: _saving(s, "tail")
    ),
    KeyFigure(
        "better_than_staying_put",
        "Better than staying put",
        ColumnKind.MONEY,
        lambda s: _better_than(s, BaselineName.STAYING_PUT),
    ),
    KeyFigure(
        "better_than_staying_plus_measures",
        "Better than staying plus measures",
        ColumnKind.MONEY,
        lambda s: _better_than(s, BaselineName.STAYING_PLUS_MEASURES),
    ),
    KeyFigure(
        "saving_low",
        "Better in all, with inputs at their worse ends",
        ColumnKind.MONEY,
        lambda s: _saving_of(s.worse),
    ),
    KeyFigure(
        "saving_high",
        "Better in all, with inputs at their better ends",
        ColumnKind.MONEY,
        lambda s: _saving_of(s.better),
    ),
    KeyFigure(
        "interval_low",
        "Better in all, low end of a sample's 80%",
        ColumnKind.MONEY,
        lambda s: None if s.interval is None else s.interval.low,
    ),
    KeyFigure(
        "interval_high",
        "Better in all, high end of a sample's 80%",
        ColumnKind.MONEY,
        lambda s: None if s.interval is None else s.interval.high,
    ),
    KeyFigure(
        "interval_mean",
        "Better in all, mean of the sample",
        ColumnKind.MONEY,
        lambda s: None if s.interval is None else s.interval.mean,
    ),
    KeyFigure(
        "below_headline",
        "Draws in which it is less than in the plan as made",
        ColumnKind.COUNT,
        lambda s: None if s.interval is None else s.interval.below_headline,
    ),
    KeyFigure(
        "breaking_draws",
        "Draws in which the plan breaks a rule, not in the sample's 80%",
        ColumnKind.COUNT,
        lambda s: None if s.interval is None else s.interval.breaking,
    ),
    KeyFigure(
        "break_even_staying_put",
        "Losses at which staying put costs the same, of those assumed",
        ColumnKind.PERCENT,
        lambda s: None if s.break_even is None else s.break_even.staying_put,
    ),
    KeyFigure(
        "break_even_staying_plus_measures",
        "Losses at which staying plus measures costs the same",
        ColumnKind.PERCENT,
        lambda s: None if s.break_even is None else s.break_even.staying_plus_measures,
    ),
    KeyFigure("gap", "Proven gap, of the total", ColumnKind.PERCENT, lambda s: s.gap),
    KeyFigure(
        "gap_of_saving",
        "Proven gap, of what can be better in all",
        ColumnKind.PERCENT,
        lambda s: s.gap_of_saving,
    ),
    KeyFigure(
        "fewer_dismissals",
        "Dismissals fewer than in the cheapest plan found",
        ColumnKind.COUNT,
        lambda s: _fewer_dismissals(s.second_stage),
    ),
    KeyFigure(
        "second_stage_cost",
        "What the plan costs more than the cheapest found",
        ColumnKind.MONEY,
        lambda s: None if s.second_stage is None else s.second_stage.cost,
    ),
    KeyFigure("one_off_cash", "One-off cash, undiscounted", ColumnKind.MONEY, _one_off_cash),
    KeyFigure("run_rate", "Pay of all posts", ColumnKind.MONEY, lambda s: _price(s, "run_rate")),
    KeyFigure("heads", "Posts moved", ColumnKind.COUNT, _heads),
    KeyFigure("dismissals", "Dismissals", ColumnKind.COUNT, lambda s: _people(s, "dismissals")),
    KeyFigure(
        "asked_to_move",
        "People asked to move",
        ColumnKind.COUNT,
        lambda s: _people(s, "asked_to_move"),
    ),
    KeyFigure("transferred", "of whom move", ColumnKind.COUNT, lambda s: _people(s, "transferred")),
    KeyFigure(
        "redeployed", "People redeployed", ColumnKind.COUNT, lambda s: _people(s, "redeployed")
    ),
    KeyFigure(
        "vacancies_filled_elsewhere",
        "Vacancies filled elsewhere",
        ColumnKind.COUNT,
        lambda s: _people(s, "vacancies_filled_elsewhere"),
    ),
    KeyFigure("seats", "Seats bought", ColumnKind.COUNT, _seats),
    KeyFigure("last_landing", "Last landing", ColumnKind.DATE, _last_landing),
    KeyFigure(
        "decide_by",
        "Decide by",
        ColumnKind.DATE,
        lambda s: min((wave.start_by for wave in s.waves), default=None),
    ),
    KeyFigure(
        "broken_law",
        "Breaches of law",
        ColumnKind.COUNT,
        lambda s: _verdicts(s, Verdict.VIOLATED, law=True),
    ),
    KeyFigure(
        "broken_policy",
        "Breaches of policy",
        ColumnKind.COUNT,
        lambda s: _verdicts(s, Verdict.VIOLATED, law=False),
    ),
    KeyFigure(
        "tight",
        "Legal limits nearly reached",
        ColumnKind.COUNT,
        lambda s: _verdicts(s, Verdict.TIGHT),
    ),
)
"""The lines of every summary, in reading order."""

ROWS: Mapping[str, int] = {figure.name: row for row, figure in enumerate(FIGURES)}
"""The row of each figure in a summary, and in the headline of a comparison."""

MONEY_IN_SHORT: Mapping[str, str] = {
    "money": "Money",
    "expected_loss": "Expected loss (assumed)",
    "objective": "Total",
    "saving": "Better in all",
    "one_off_cash": "One-off cash",
}
"""The figures on money that a comparison shows on a screen, with short titles."""

PEOPLE_IN_SHORT: Mapping[str, str] = {
    "dismissals": "Dismissals",
    "asked_to_move": "Asked to move",
    "transferred": "Who move",
    "redeployed": "Redeployed",
    "vacancies_filled_elsewhere": "Vacancies filled elsewhere",
    "decide_by": "Decide by",
}
"""The same on people, and the day to decide by."""
