"""The figures that sum up a plan, and both baselines beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from models.account import Judgement, Verdict
from models.baselines import Baseline, BaselineName, Baselines
from models.people import People
from models.plan import Move, Plan, Wave
from models.result import Result, SecondStage
from models.scenario import Scenario
from models.sensitivity import Judged, Sensitivity
from models.uncertainty import BreakEven, Interval
from models.value import Saving
from planner.exports.audited import audited_judgement, audited_plan
from planner.exports.names import landing_dates
from planner.exports.table import Kind, Value
from planner.exports.words import counted, status_words


@dataclass(frozen=True, slots=True)
class Side:
    """A plan, or a baseline, and what is known of it; None throughout where no plan exists."""

    status: str
    scenario: Scenario
    plan: Plan | None
    judgement: Judgement | None
    waves: tuple[Wave, ...] = ()
    objective: int | None = None
    people: People | None = None
    saving: Saving | None = None
    baselines: Baselines | None = None
    """What a plan is held against; none for a baseline itself."""
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
    worse, better = _together(result.sensitivity)
    return Side(
        status=status_words(result),
        scenario=scenario,
        plan=plan,
        judgement=judgement,
        waves=result.waves,
        objective=judgement.total if result.objective is None else result.objective,
        people=result.people,
        saving=result.saving,
        baselines=result.baselines,
        gap=result.gap,
        gap_of_saving=result.gap_of_saving,
        second_stage=result.second_stage,
        worse=worse,
        better=better,
        interval=result.interval,
        break_even=result.break_even,
    )


def _together(found: Sensitivity | None) -> tuple[Judged | None, Judged | None]:
    return (None, None) if found is None else (found.worse, found.better)


def baseline_side(baseline: Baseline, scenario: Scenario) -> Side:
    """Return a baseline as the summary sees it."""
    broken = counted(len({finding.rule for finding in baseline.judgement.violations}), "rule")
    return Side(
        status=f"Nobody moves; {broken} broken",
        scenario=scenario,
        plan=baseline.plan,
        judgement=baseline.judgement,
        objective=baseline.judgement.total,
        people=baseline.people,
    )


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


def _fewer_dismissals(told: SecondStage | None) -> Value:
    return None if told is None else told.dismissals_before - told.dismissals_after


def _price(side: Side, rule: str) -> Value:
    return None if side.judgement is None else side.judgement.amount(rule)


def _verdicts(side: Side, verdict: Verdict, *, law: bool | None = None) -> Value:
    if side.judgement is None:
        return None
    return sum(f.verdict is verdict and law in {None, f.law} for f in side.judgement.findings)


FIGURES = (
    Figure("status", "Status", Kind.TEXT, lambda s: s.status),
    Figure("money", "Money", Kind.MONEY, lambda s: _of(s, "money")),
    Figure(
        "expected_loss",
        "Expected loss (assumed)",
        Kind.MONEY,
        lambda s: _of(s, "expected_loss"),
    ),
    Figure("objective", "Total: money, and weighted loss", Kind.MONEY, lambda s: s.objective),
    Figure(
        "saving_money",
        "Less money than the better baseline",
        Kind.MONEY,
        lambda s: _saving(s, "money"),
    ),
    Figure(
        "saving_expected_loss",
        "Less expected loss (assumed)",
        Kind.MONEY,
        lambda s: _saving(s, "expected_loss"),
    ),
    Figure("saving", "Better in all", Kind.MONEY, lambda s: _saving(s, "total")),
    Figure(
        "saving_horizon", "of it within the horizon", Kind.MONEY, lambda s: _saving(s, "horizon")
    ),
    Figure("saving_tail", "of it after the horizon", Kind.MONEY, lambda s: _saving(s, "tail")),
    Figure(
        "better_than_staying_put",
        "Better than staying put",
        Kind.MONEY,
        lambda s: _better_than(s, BaselineName.STAYING_PUT),
    ),
    Figure(
        "better_than_staying_plus_measures",
        "Better than staying plus measures",
        Kind.MONEY,
        lambda s: _better_than(s, BaselineName.STAYING_PLUS_MEASURES),
    ),
    Figure(
        "saving_low",
        "Better in all, with inputs at their worse ends",
        Kind.MONEY,
        lambda s: _saving_of(s.worse),
    ),
    Figure(
        "saving_high",
        "Better in all, with inputs at their better ends",
        Kind.MONEY,
        lambda s: _saving_of(s.better),
    ),
    Figure(
        "interval_low",
        "Better in all, low end of a sample's 80 %",
        Kind.MONEY,
        lambda s: None if s.interval is None else s.interval.low,
    ),
    Figure(
        "interval_high",
        "Better in all, high end of a sample's 80 %",
        Kind.MONEY,
        lambda s: None if s.interval is None else s.interval.high,
    ),
    Figure(
        "interval_mean",
        "Better in all, mean of the sample",
        Kind.MONEY,
        lambda s: None if s.interval is None else s.interval.mean,
    ),
    Figure(
        "below_headline",
        "Draws in which it is less than in the plan as made",
        Kind.COUNT,
        lambda s: None if s.interval is None else s.interval.below_headline,
    ),
    Figure(
        "breaking_draws",
        "Draws in which the plan breaks a rule, not in the sample's 80 %",
        Kind.COUNT,
        lambda s: None if s.interval is None else s.interval.breaking,
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
    Figure(
        "gap_of_saving",
        "Proven gap, of what can be better in all",
        Kind.PERCENT,
        lambda s: s.gap_of_saving,
    ),
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
    Figure("run_rate", "Pay of all posts", Kind.MONEY, lambda s: _price(s, "run_rate")),
    Figure("heads", "Posts moved", Kind.COUNT, _heads),
    Figure("dismissals", "Dismissals", Kind.COUNT, lambda s: _people(s, "dismissals")),
    Figure(
        "asked_to_move", "People asked to move", Kind.COUNT, lambda s: _people(s, "asked_to_move")
    ),
    Figure("transferred", "of whom move", Kind.COUNT, lambda s: _people(s, "transferred")),
    Figure("redeployed", "People redeployed", Kind.COUNT, lambda s: _people(s, "redeployed")),
    Figure(
        "vacancies_filled_elsewhere",
        "Vacancies filled elsewhere",
        Kind.COUNT,
        lambda s: _people(s, "vacancies_filled_elsewhere"),
    ),
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
