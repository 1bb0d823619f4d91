"""The key figures of a plan and of both baselines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from models.account import Verdict
from models.baselines import BaselineName
from planner.exports.sides import Side
from planner.exports.table import ColumnKind, Value
from planner.wording.names import landing_dates

_TEXT, _COUNT, _DATE = ColumnKind.TEXT, ColumnKind.COUNT, ColumnKind.DATE
_MONEY, _PERCENT = ColumnKind.MONEY, ColumnKind.PERCENT


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One line of a summary."""

    name: str
    title: str
    kind: ColumnKind
    of: Callable[[Side], Value]


def _in(part: str, name: str) -> Callable[[Side], Value]:
    """The figure of a name in a part of a side; None where there is no such part."""

    def figure(side: Side) -> Value:
        holder = getattr(side, part)
        value: Value = None if holder is None else getattr(holder, name)
        return value

    return figure


def _better_than(name: BaselineName) -> Callable[[Side], Value]:
    def figure(side: Side) -> Value:
        if side.baselines is None or side.objective is None:
            return None
        return side.baselines.of(name).judgement.total - side.objective

    return figure


def _findings(verdict: Verdict, *, law: bool | None = None) -> Callable[[Side], Value]:
    """How many findings have a verdict: of law, of policy, or of both."""

    def figure(side: Side) -> Value:
        if side.judgement is None:
            return None
        found = (each for each in side.judgement.findings if law in {None, each.law})
        return sum(each.verdict is verdict for each in found)

    return figure


def _posts_moved(side: Side) -> Value:
    return None if side.plan is None else sum(move.heads for move in side.plan.moves)


def _seats(side: Side) -> Value:
    if side.plan is None:
        return None
    per_block = {office.id: office.block_seats for office in side.scenario.offices}
    return sum(order.blocks * per_block.get(order.office, 0) for order in side.plan.blocks)


def _last_landing(side: Side) -> Value:
    starts = landing_dates(side.scenario)
    moves = side.plan.moves if side.plan is not None else ()
    return max((starts[move.period] for move in moves if move.period in starts), default=None)


def _decide_by(side: Side) -> Value:
    return min((wave.start_by for wave in side.waves), default=None)


def _one_off_cash(side: Side) -> Value:
    if side.judgement is None:
        return None
    return sum(line.one_off_cash for line in side.judgement.price_list)


def _pay(side: Side) -> Value:
    return None if side.judgement is None else side.judgement.amount("run_rate")


def _fewer_dismissals(side: Side) -> Value:
    stage = side.second_stage
    return None if stage is None else stage.dismissals_before - stage.dismissals_after


FIGURES = (
    KeyFigure("status", "Status", _TEXT, lambda s: s.status),
    KeyFigure("money", "Money", _MONEY, _in("judgement", "money")),
    KeyFigure(
        "expected_loss", "Expected loss (assumed)", _MONEY, _in("judgement", "expected_loss")
    ),
    KeyFigure("objective", "Total: money, and weighted loss", _MONEY, lambda s: s.objective),
    KeyFigure(
        "saving_money", "Less money than the better baseline", _MONEY, _in("saving", "money")
    ),
    KeyFigure(
        "saving_expected_loss",
        "Less expected loss (assumed)",
        _MONEY,
        _in("saving", "expected_loss"),
    ),
    KeyFigure("saving", "Better in all", _MONEY, _in("saving", "total")),
    KeyFigure("saving_horizon", "of it within the horizon", _MONEY, _in("saving", "horizon")),
    KeyFigure("saving_tail", "of it after the horizon", _MONEY, _in("saving", "tail")),
    KeyFigure(
        "better_than_staying_put",
        "Better than staying put",
        _MONEY,
        _better_than(BaselineName.STAYING_PUT),
    ),
    KeyFigure(
        "better_than_staying_plus_measures",
        "Better than staying plus measures",
        _MONEY,
        _better_than(BaselineName.STAYING_PLUS_MEASURES),
    ),
    KeyFigure(
        "saving_low",
        "Better in all, with inputs at their worse ends",
        _MONEY,
        _in("worse", "saving"),
    ),
    KeyFigure(
        "saving_high",
        "Better in all, with inputs at their better ends",
        _MONEY,
        _in("better", "saving"),
    ),
    KeyFigure(
        "interval_low", "Better in all, low end of a sample's 80%", _MONEY, _in("interval", "low")
    ),
    KeyFigure(
        "interval_high",
        "Better in all, high end of a sample's 80%",
        _MONEY,
        _in("interval", "high"),
    ),
    KeyFigure(
        "interval_mean", "Better in all, mean of the sample", _MONEY, _in("interval", "mean")
    ),
    KeyFigure(
        "below_headline",
        "Draws in which it is less than in the plan as made",
        _COUNT,
        _in("interval", "below_headline"),
    ),
    KeyFigure(
        "breaking_draws",
        "Draws in which the plan breaks a rule, not in the sample's 80%",
        _COUNT,
        _in("interval", "breaking"),
    ),
    KeyFigure(
        "break_even_staying_put",
        "Losses at which staying put costs the same, of those assumed",
        _PERCENT,
        _in("break_even", "staying_put"),
    ),
    KeyFigure(
        "break_even_staying_plus_measures",
        "Losses at which staying plus measures costs the same",
        _PERCENT,
        _in("break_even", "staying_plus_measures"),
    ),
    KeyFigure("gap", "Proven gap, of the total", _PERCENT, lambda s: s.gap),
    KeyFigure(
        "gap_of_saving",
        "Proven gap, of what can be better in all",
        _PERCENT,
        lambda s: s.gap_of_saving,
    ),
    KeyFigure(
        "fewer_dismissals",
        "Dismissals fewer than in the cheapest plan found",
        _COUNT,
        _fewer_dismissals,
    ),
    KeyFigure(
        "second_stage_cost",
        "What the plan costs more than the cheapest found",
        _MONEY,
        _in("second_stage", "cost"),
    ),
    KeyFigure("one_off_cash", "One-off cash, undiscounted", _MONEY, _one_off_cash),
    KeyFigure("run_rate", "Pay of all posts", _MONEY, _pay),
    KeyFigure("heads", "Posts moved", _COUNT, _posts_moved),
    KeyFigure("dismissals", "Dismissals", _COUNT, _in("people", "dismissals")),
    KeyFigure("asked_to_move", "People asked to move", _COUNT, _in("people", "asked_to_move")),
    KeyFigure("transferred", "of whom move", _COUNT, _in("people", "transferred")),
    KeyFigure("redeployed", "People redeployed", _COUNT, _in("people", "redeployed")),
    KeyFigure(
        "vacancies_filled_elsewhere",
        "Vacancies filled elsewhere",
        _COUNT,
        _in("people", "vacancies_filled_elsewhere"),
    ),
    KeyFigure("seats", "Seats bought", _COUNT, _seats),
    KeyFigure("last_landing", "Last landing", _DATE, _last_landing),
    KeyFigure("decide_by", "Decide by", _DATE, _decide_by),
    KeyFigure("broken_law", "Breaches of law", _COUNT, _findings(Verdict.VIOLATED, law=True)),
    KeyFigure(
        "broken_policy", "Breaches of policy", _COUNT, _findings(Verdict.VIOLATED, law=False)
    ),
    KeyFigure("tight", "Legal limits nearly reached", _COUNT, _findings(Verdict.TIGHT)),
)
"""The lines of every summary, in reading order."""
