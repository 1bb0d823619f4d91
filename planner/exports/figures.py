"""The figures that sum up a plan, and staying put beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from models.account import Judgement, PriceLine, Verdict
from models.plan import Move, Plan, Wave
from models.result import Result, SecondStage
from models.scenario import Scenario
from models.sensitivity import Judged, Sensitivity
from models.uncertainty import BreakEven, Interval
from models.workforce import Mode
from planner.exports.audited import audited_judgement, audited_plan
from planner.exports.names import landing_dates
from planner.exports.table import Kind, Value
from planner.exports.words import status_words


@dataclass(frozen=True, slots=True)
class Side:
    """A plan, or staying put, and what is known of it; None throughout where no plan exists."""

    status: str
    scenario: Scenario
    plan: Plan | None
    judgement: Judgement | None
    waves: tuple[Wave, ...] = ()
    objective: int | None = None
    saving: int | None = None
    gap: float | None = None
    gap_of_saving: float | None = None
    second_stage: SecondStage | None = None
    worse: Judged | None = None
    """All inputs with a range at their worse ends."""
    better: Judged | None = None
    interval: Interval | None = None
    break_even: BreakEven | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of a summary."""

    name: str
    title: str
    kind: Kind
    of: Callable[[Side], Value]


def plan_side(result: Result, scenario: Scenario) -> Side:
    """Return the plan as the summary sees it."""
    plan, judgement = audited_plan(result), audited_judgement(result)
    if plan is None or judgement is None:
        return Side(status_words(result), scenario, None, None)
    objective = judgement.total if result.objective is None else result.objective
    return Side(
        status_words(result),
        scenario,
        plan,
        judgement,
        result.waves,
        objective,
        None if result.saving is None else result.saving.total,
        result.gap,
        result.gap_of_saving,
        result.second_stage,
        *_together(result.sensitivity),
        result.interval,
        result.break_even,
    )


def _together(found: Sensitivity | None) -> tuple[Judged | None, Judged | None]:
    return (None, None) if found is None else (found.worse, found.better)


def baseline_side(result: Result, scenario: Scenario) -> Side:
    """Return staying put as the summary sees it."""
    broken = len({finding.rule for finding in result.baselines.staying_put.judgement.violations})
    status = f"Nobody moves; {broken} {'rule' if broken == 1 else 'rules'} broken"
    total = result.baselines.staying_put.judgement.total
    return Side(status, scenario, Plan(), result.baselines.staying_put.judgement, objective=total)


def price_sum(lines: Iterable[PriceLine], *, about: str, unweighted: bool = False) -> int:
    """Sum over the rules on a matter: ``people_exposure`` is one on ``exposure``."""
    chosen = [line for line in lines if line.rule.endswith(about)]
    return sum(line.unweighted if unweighted else line.amount for line in chosen)


def _moves(side: Side) -> tuple[Move, ...] | None:
    return None if side.plan is None else side.plan.moves


def _heads(side: Side, mode: Mode | None = None) -> Value:
    moves = _moves(side)
    if moves is None:
        return None
    return sum(move.heads for move in moves if mode in {None, move.mode})


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


def _fewer_dismissals(told: SecondStage | None) -> Value:
    return None if told is None else told.dismissals_before - told.dismissals_after


def _price(side: Side, about: str, *, unweighted: bool = False) -> Value:
    if side.judgement is None:
        return None
    return price_sum(side.judgement.price_list, about=about, unweighted=unweighted)


def _verdicts(side: Side, verdict: Verdict, *, law: bool | None = None) -> Value:
    if side.judgement is None:
        return None
    return sum(f.verdict is verdict and law in {None, f.law} for f in side.judgement.findings)


FIGURES = (
    Figure("status", "Status", Kind.TEXT, lambda s: s.status),
    Figure("objective", "Total cost, with weighted exposure", Kind.MONEY, lambda s: s.objective),
    Figure("saving", "Saving against staying put", Kind.MONEY, lambda s: s.saving),
    Figure(
        "saving_low",
        "Saving, with inputs at their worse ends",
        Kind.MONEY,
        lambda s: _saving_of(s.worse),
    ),
    Figure(
        "saving_high",
        "Saving, with inputs at their better ends",
        Kind.MONEY,
        lambda s: _saving_of(s.better),
    ),
    Figure(
        "interval_low",
        "Saving, low end of a sample's 80 %",
        Kind.MONEY,
        lambda s: None if s.interval is None else s.interval.low,
    ),
    Figure(
        "interval_high",
        "Saving, high end of a sample's 80 %",
        Kind.MONEY,
        lambda s: None if s.interval is None else s.interval.high,
    ),
    Figure(
        "break_even_staying_put",
        "Losses at which staying put costs the same, of those assumed",
        Kind.PERCENT,
        lambda s: None if s.break_even is None else s.break_even.staying_put,
    ),
    Figure(
        "break_even_staying_plus_measures",
        "Losses at which staying plus measures costs the same",
        Kind.PERCENT,
        lambda s: None if s.break_even is None else s.break_even.staying_plus_measures,
    ),
    Figure("gap", "Proven gap, of the total", Kind.PERCENT, lambda s: s.gap),
    Figure("gap_of_saving", "Proven gap, of the saving", Kind.PERCENT, lambda s: s.gap_of_saving),
    Figure(
        "fewer_dismissals",
        "Dismissals fewer than in the cheapest plan found",
        Kind.COUNT,
        lambda s: _fewer_dismissals(s.second_stage),
    ),
    Figure(
        "second_stage_cost",
        "What the plan costs more than the cheapest found",
        Kind.MONEY,
        lambda s: None if s.second_stage is None else s.second_stage.cost,
    ),
    Figure("one_off_cash", "One-off cash, undiscounted", Kind.MONEY, _one_off_cash),
    Figure("run_rate", "Run-rate, present value", Kind.MONEY, lambda s: _price(s, "run_rate")),
    Figure("exposure", "Exposure, weighted", Kind.MONEY, lambda s: _price(s, "exposure")),
    Figure(
        "exposure_unweighted",
        "Exposure, unweighted",
        Kind.MONEY,
        lambda s: _price(s, "exposure", unweighted=True),
    ),
    Figure("heads", "Heads moved", Kind.COUNT, _heads),
    Figure("transfers", "Heads transferred", Kind.COUNT, lambda s: _heads(s, Mode.TRANSFER)),
    Figure(
        "redundancies", "Heads made redundant", Kind.COUNT, lambda s: _heads(s, Mode.REDUNDANCY)
    ),
    Figure("refills", "Heads refilled", Kind.COUNT, lambda s: _heads(s, Mode.REFILL)),
    Figure("seats", "Seats bought", Kind.COUNT, _seats),
    Figure("last_landing", "Last landing", Kind.DATE, _last_landing),
    Figure(
        "decide_by",
        "Decide by",
        Kind.DATE,
        lambda s: min((wave.start_by for wave in s.waves), default=None),
    ),
    Figure(
        "broken_law",
        "Breaches of law",
        Kind.COUNT,
        lambda s: _verdicts(s, Verdict.VIOLATED, law=True),
    ),
    Figure(
        "broken_policy",
        "Breaches of policy",
        Kind.COUNT,
        lambda s: _verdicts(s, Verdict.VIOLATED, law=False),
    ),
    Figure(
        "tight", "Legal limits nearly reached", Kind.COUNT, lambda s: _verdicts(s, Verdict.TIGHT)
    ),
)
"""The lines of every summary, in reading order."""
