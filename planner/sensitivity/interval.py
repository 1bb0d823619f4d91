"""The sampled interval of the saving: all inputs with a range drawn at random at once."""

from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_EVEN, Decimal
from statistics import fmean

import numpy as np

from models.errors import InputError
from models.ranges import Figure, FigureKind
from models.scenario import Scenario
from models.sensitivity import Judged
from models.uncertainty import DRAWS, BrokenRule, Interval
from planner.rules import rules_of
from planner.sensitivity.judge import Judge
from planner.sensitivity.uncertain import ACCEPTANCE, BASE_RATES, InputValue, Uncertain, idle_inputs
from planner.valuation import Figures

WIDE = 4
"""A range whose ends differ by more than this factor is drawn on a logarithmic scale."""

ASSUMPTION = (
    "each input independently, between the ends of its range and most likely near its base, on a "
    f"logarithmic scale if the ends differ by more than a factor of {WIDE} and for factors of base "
    "rates; all losses of one inspection by one draw of its severity; the baselines stay as planned"
)
"""How inputs are drawn. If a wide range starts at zero, its low end counts as the base divided by
the ratio of high end to base. In each draw the better baseline counts."""

_LOSS = ("loss", "parts")
"""Fields of a case that hold its loss."""

_RATE_DIGITS = Decimal("1e-12")
"""Smallest step of a rate."""


def draw_values(
    scenario: Scenario, inputs: Sequence[Uncertain], draws: int, seed: int
) -> Iterator[tuple[InputValue, ...]]:
    """Draw values of all inputs, the same ones for the same seed.

    Parameters
    ----------
    scenario
        Tells which losses belong to one inspection.
    inputs
        Those with a range.
    draws
        Number of draws.
    seed
        Seed of the random numbers.
    """
    sources = [_source(scenario, each) for each in inputs]
    columns = {source: column for column, source in enumerate(dict.fromkeys(sources))}
    parts = np.random.default_rng(seed).random((draws, len(columns)))
    drawn = [
        _figures(each, parts[:, columns[source]])
        for each, source in zip(inputs, sources, strict=True)
    ]
    for figures in zip(*drawn, strict=True):
        yield tuple(zip(inputs, figures, strict=True))


def _source(scenario: Scenario, each: Uncertain) -> tuple[str, ...]:
    """Return what is drawn: the input itself, or the severity of its inspection for a loss."""
    table, row, field = each.place
    if table == "losses" or (table == "cases" and field.partition(".")[0] in _LOSS):
        bring = {
            case.inspection
            for case in scenario.cases
            if row == (case.id if table == "cases" else f"{case.jurisdiction}/{case.topic}")
        }
        if len(bring) == 1 and None not in bring:
            return ("inspections", *map(str, bring))
    return each.place


def _figures(each: Uncertain, parts: Figures) -> list[Figure]:
    """Return the quantiles of an input at these probabilities."""
    low, base, high = (float(figure.amount) for figure in (each.low, each.base, each.high))
    if low == high:
        return [each.base] * len(parts)
    if _in_logarithms(each):
        least = low or base * base / high
        amounts = np.exp(_triangular(math.log(least), math.log(base), math.log(high), parts))
    else:
        amounts = _triangular(low, base, high, parts)
    amounts = np.clip(amounts, low, high)
    return [replace(each.base, amount=_amount(each.base.kind, amount)) for amount in amounts]


def _in_logarithms(each: Uncertain) -> bool:
    """Whether an input is drawn on a logarithmic scale, where twice and half the base are alike.

    On a linear scale, figures drawn between 1 and 130 around a base of 10 would average 47.
    """
    low, base, high = (figure.amount for figure in (each.low, each.base, each.high))
    if low < 0 or base <= 0 or (low == 0 and high == base):
        return False
    return each.range.table == BASE_RATES or high > WIDE * (low or base)


def _triangular(low: float, base: float, high: float, parts: Figures) -> Figures:
    """Return quantiles of the triangular distribution."""
    below = (base - low) / (high - low)
    rising = low + np.sqrt(parts * (high - low) * (base - low))
    falling = high - np.sqrt((1.0 - parts) * (high - low) * (high - base))
    return np.where(parts < below, rising, falling)


def _amount(kind: FigureKind, amount: float) -> Decimal:
    if kind in {FigureKind.COUNT, FigureKind.MONEY}:
        return Decimal(round(amount))
    exact = Decimal(repr(float(amount)))
    return exact.quantize(_RATE_DIGITS, ROUND_HALF_EVEN) if kind is FigureKind.RATE else exact


SHARE = 0.8
"""Share of the draws inside the interval, among those in which the plan keeps every rule."""

LEAST_DRAWS = 20
"""Number of draws that are made even if time runs out."""


@dataclass(frozen=True)
class Sample:
    """Size, seed and time limit of a sample."""

    seed: int
    draws: int = DRAWS
    seconds: float | None = None
    """Wall-clock seconds after which no more are made; None for no limit."""


def interval_of(judge: Judge, inputs: Sequence[Uncertain], sample: Sample) -> Interval | None:
    """Judge a plan and its baselines again at every draw of a sample.

    Draws in which the plan breaks a rule are counted separately: it cannot be carried out there.

    Low values of acceptance are not drawn unless they have a range: the fallback covers the case
    that fewer people accept than planned.

    Parameters
    ----------
    judge
        The judge of the plan and its baselines, which stay the same in every draw.
    inputs
        Those with a range.
    sample
        Size of the sample. A larger sample begins with the draws of a smaller one.

    Returns
    -------
    interval
        None if no input that matters has a range, or if no draw is a valid scenario.
    """
    scenario = judge.scenario
    idle_ones, written = idle_inputs(scenario, inputs), set(scenario.ranges)
    drawn = [
        each
        for each in inputs
        if each not in idle_ones and (each.range.table != ACCEPTANCE or each.range in written)
    ]
    values = draw_values(scenario, drawn, sample.draws, sample.seed) if drawn else ()
    judged = list(_judge_draws(judge, values, sample.seconds))
    found = [each for each in judged if each is not None]
    if not found:
        return None
    kept = sorted(each.saving for each in found if not each.broken)
    has_interval = 2 * len(kept) >= len(found)
    outside = int((1.0 - SHARE) / 2 * len(kept))
    headline = judge.at_base().saving
    broken = Counter(rule for each in found for rule in each.broken)
    return Interval(
        low=kept[outside] if has_interval else None,
        high=kept[-1 - outside] if has_interval else None,
        mean=round(fmean(kept)) if has_interval else None,
        below_headline=sum(saving < headline for saving in kept),
        share=SHARE,
        draws=len(found),
        seed=sample.seed,
        assumption=ASSUMPTION,
        dearer=sum(saving < 0 for saving in kept),
        breaking=len(found) - len(kept),
        broken=tuple(
            BrokenRule(rule=rule.name, draws=broken[rule.name])
            for rule in rules_of(scenario)
            if broken[rule.name]
        ),
        left_out=len(judged) - len(found),
    )


def _judge_draws(
    judge: Judge, sample: Iterable[Sequence[InputValue]], seconds: float | None
) -> Iterator[Judged | None]:
    """Judge each draw until time is up; None for a draw that is not a valid scenario."""
    until = None if seconds is None else time.monotonic() + seconds
    for made, values in enumerate(sample):
        if until is not None and made >= LEAST_DRAWS and time.monotonic() > until:
            return
        try:
            yield judge.at(values)
        except (ValueError, InputError):
            yield None
