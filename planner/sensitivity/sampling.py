"""A sample of the inputs with a range, each drawn by itself."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_EVEN, Decimal

import numpy as np

from models.ranges import Figure, FigureKind
from models.scenario import Scenario
from planner.sensitivity.uncertain import BASE_RATES, Uncertain, Value
from planner.valuation import Figures

WIDE = 4
"""A high end of more than so many times the low end is drawn on the scale of logarithms."""

ASSUMPTION = (
    "each input by itself, between the ends of its range and likeliest at its base, on a scale of "
    f"multiples where the ends lie more than {WIDE} times apart and for factors of base rates; "
    "losses of one inspection by one draw of its severity; baselines as they were made"
)
"""How inputs are drawn. A wide range from zero is drawn from as many times below the base as its
high end is above; of the baselines the better one of each draw counts."""

_LOSS = ("loss", "parts")
"""Fields of a case that say what it costs."""

_RATE_DIGITS = Decimal("1e-12")
"""Decimals that a rate may have."""


def sampled(
    scenario: Scenario, inputs: Sequence[Uncertain], draws: int, seed: int
) -> Iterator[tuple[Value, ...]]:
    """Draw values of all inputs, the same ones for the same seed.

    Parameters
    ----------
    scenario
        Says which losses one inspection brings.
    inputs
        Those with a range.
    draws
        How many times.
    seed
        Of the random numbers.
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
    """What is drawn: the input itself, or the severity of the inspection that its loss is of."""
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
    """Values below which an input lies in these parts of all draws."""
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
    """Whether some times the base is as likely as so many times less, not so much more or less.

    Figures drawn between 1 and 130 about 10 are else 47 on average, and no longer about their base.
    """
    low, base, high = (figure.amount for figure in (each.low, each.base, each.high))
    if low < 0 or base <= 0 or (low == 0 and high == base):
        return False
    return each.range.table == BASE_RATES or high > WIDE * (low or base)


def _triangular(low: float, base: float, high: float, parts: Figures) -> Figures:
    """Quantiles of the triangular distribution."""
    below = (base - low) / (high - low)
    rising = low + np.sqrt(parts * (high - low) * (base - low))
    falling = high - np.sqrt((1.0 - parts) * (high - low) * (high - base))
    return np.where(parts < below, rising, falling)


def _amount(kind: FigureKind, amount: float) -> Decimal:
    if kind in {FigureKind.COUNT, FigureKind.MONEY}:
        return Decimal(round(amount))
    exact = Decimal(repr(float(amount)))
    return exact.quantize(_RATE_DIGITS, ROUND_HALF_EVEN) if kind is FigureKind.RATE else exact
