"""A plan judged at both ends of each range, and at all worse and all better ends together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from models.errors import InputError
from models.ranges import Figure, FigureKind
from models.sensitivity import End, Input, Judged, Sensitivity
from planner.sensitivity.judge import Judge
from planner.sensitivity.uncertain import InputValue, Uncertain, idle_inputs

_DIGITS = 2
"""A flip is located to this many further digits of the way from base to end."""


def last_that_holds(holds: Callable[[Figure], bool], base: Figure, end: Figure) -> Figure:
    """The last round value on the way from base to end at which a condition still holds.

    Parameters
    ----------
    holds
        The condition. It holds at the base, fails at the end, and flips once in between.
    base
        The value at which the way begins.
    end
        The value at which it ends, of the same kind and currency.
    """
    values = _round_values(base, end)
    held, flipped = 0, len(values) - 1
    while flipped - held > 1:
        middle = (held + flipped) // 2
        if holds(replace(base, amount=values[middle])):
            held = middle
        else:
            flipped = middle
    return replace(base, amount=values[held])


def _round_values(base: Figure, end: Figure) -> list[Decimal]:
    """Return the base, the round values between, and the end."""
    way = end.amount - base.amount
    step = Decimal(1).scaleb(abs(way).adjusted() - _DIGITS)
    if base.kind in {FigureKind.COUNT, FigureKind.MONEY}:
        step = max(step, Decimal(1))
    low, high = sorted((base.amount, end.amount))
    first = int((low / step).to_integral_value(ROUND_FLOOR)) + 1
    last = int((high / step).to_integral_value(ROUND_CEILING)) - 1
    between = [step * number for number in range(first, last + 1)]
    return [base.amount, *(between if way > 0 else reversed(between)), end.amount]


@dataclass(frozen=True, eq=False)
class _Decision:
    """A judge and its judgement at base."""

    judge: Judge
    base: Judged

    def at(self, values: Iterable[InputValue]) -> Judged:
        return self.judge.at(values)

    def holds(self, judged: Judged) -> bool:
        """Whether the plan keeps every rule and no baseline is cheaper, if that is so at base."""
        keeps = not judged.broken or bool(self.base.broken)
        return keeps and (judged.saving >= 0 or self.base.saving < 0)


def judge_at_ends(judge: Judge, inputs: Sequence[Uncertain]) -> Sensitivity:
    """Judge a plan and its baselines at the ends of every range, and rank the inputs.

    Parameters
    ----------
    judge
        The judge of the plan and its baselines, which stay the same at every end.
    inputs
        The inputs with a range.
    """
    decision = _Decision(judge, judge.at_base())
    idle_ones = idle_inputs(judge.scenario, inputs)
    ranked = {each: _input(decision, each, audited=each not in idle_ones) for each in inputs}
    ordered = sorted(ranked.values(), key=_rank)
    if not inputs:
        return Sensitivity(base=decision.base)
    return Sensitivity(
        base=decision.base,
        inputs=tuple(ordered),
        worse=_together(decision, ranked, min),
        better=_together(decision, ranked, max),
    )


def without_plans(sensitivity: Sensitivity) -> Sensitivity:
    """Drop the plans that would be made instead."""
    inputs = (
        each.model_copy(
            update={
                name: getattr(each, name).model_copy(update={"instead": None})
                for name in ("low", "high")
            }
        )
        for each in sensitivity.inputs
    )
    return sensitivity.model_copy(update={"inputs": tuple(inputs)})


def _input(decision: _Decision, each: Uncertain, *, audited: bool) -> Input:
    low, high = (_end(decision, each, end, audited=audited) for end in (each.low, each.high))
    savings = [judged.saving for judged in (low.judged, decision.base, high.judged)]
    return Input(
        table=each.range.table,
        row=each.range.row,
        field=each.range.field,
        base=str(each.base),
        low=low,
        high=high,
        swing=max(savings) - min(savings),
    )


def _end(decision: _Decision, each: Uncertain, end: Figure, *, audited: bool) -> End:
    if not audited or end == each.base:
        return End(value=str(end), judged=decision.base)
    judged = decision.at([(each, end)])
    if decision.holds(judged):
        return End(value=str(end), judged=judged)
    last = last_that_holds(
        lambda figure: decision.holds(decision.at([(each, figure)])), each.base, end
    )
    return End(value=str(end), judged=judged, flips_beyond=str(last))


def _rank(each: Input) -> tuple[bool, int, int, tuple[str, str, str]]:
    totals = [end.judged.total for end in each.ends]
    spread = max(totals) - min(totals)
    return not each.flips, -each.swing, -spread, (each.table, each.row, each.field)


def _together(
    decision: _Decision, ranked: Mapping[Uncertain, Input], choose: Callable[..., Figure]
) -> Judged | None:
    """Judge with all inputs changed at once, each at its end of least or of most saving."""
    values = [
        (each, choose(fares, key=fares.__getitem__))
        for each, judged in ranked.items()
        for fares in [_fares(decision, each, judged)]
    ]
    try:
        return decision.at(values)
    except (ValueError, InputError):
        return None


def _fares(decision: _Decision, each: Uncertain, found: Input) -> dict[Figure, tuple[int, bool]]:
    """Return the saving at each value of an input, and whether the plan keeps every rule there."""
    judged = {each.base: decision.base, each.low: found.low.judged, each.high: found.high.judged}
    return {figure: (at.saving, not at.broken) for figure, at in judged.items()}
