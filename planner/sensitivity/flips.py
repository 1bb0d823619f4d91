"""At which value of an input the decision flips."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from models.ranges import Figure, FigureKind

_DIGITS = 2
"""Digits after the first of the way from base to end."""


def last_that_holds(holds: Callable[[Figure], bool], base: Figure, end: Figure) -> Figure:
    """The last round value on the way from base to end at which something still holds.

    Parameters
    ----------
    holds
        Whether it holds at a value. It does at the base, not at the end, and flips once between.
    base
        Where the way begins.
    end
        Where it ends: another amount of the same kind and currency.
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
    """The base, the multiples of a step of ten to some power on the way, and the end."""
    way = end.amount - base.amount
    step = Decimal(1).scaleb(abs(way).adjusted() - _DIGITS)
    if base.kind in {FigureKind.COUNT, FigureKind.MONEY}:
        step = max(step, Decimal(1))
    low, high = sorted((base.amount, end.amount))
    first = int((low / step).to_integral_value(ROUND_FLOOR)) + 1
    last = int((high / step).to_integral_value(ROUND_CEILING)) - 1
    between = [step * number for number in range(first, last + 1)]
    return [base.amount, *(between if way > 0 else reversed(between)), end.amount]
