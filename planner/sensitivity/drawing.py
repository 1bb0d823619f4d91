"""Values of uncertain inputs, drawn at random from their ranges."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_EVEN, Decimal

import numpy as np

from models.ranges import Figure, FigureKind
from models.scenario import Scenario
from planner.sensitivity.uncertain import BASE_RATES, InputValue, Uncertain
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
