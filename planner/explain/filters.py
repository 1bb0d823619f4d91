"""Irreducible parts of constraints that clash: without any one of them the others can be kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

ConstraintT = TypeVar("ConstraintT")

Clashes = Callable[[Sequence[ConstraintT]], bool]
"""Whether constraints are proven to clash. If it says no of some that do, more remain than are
needed; what remains still clashes."""


def deletion_filter(
    constraints: Sequence[ConstraintT], clash: Clashes[ConstraintT]
) -> list[ConstraintT]:
    """Leave out one after another, the last first: one question for each of the constraints."""
    left = list(constraints)
    for candidate in reversed(constraints):
        fewer = [each for each in left if each is not candidate]
        if clash(fewer):
            left = fewer
    return left


def quickxplain(
    constraints: Sequence[ConstraintT], clash: Clashes[ConstraintT]
) -> list[ConstraintT]:
    """Leave out halves: ``k log(n / k)`` questions where few, ``k``, of ``n`` are needed.

    Of several clashes the one with earlier constraints is preferred (U. Junker, QuickXplain,
    AAAI 2004).
    """

    def explain(
        kept: list[ConstraintT], open_: list[ConstraintT], *, asked: bool
    ) -> list[ConstraintT]:
        if not asked and clash(kept):
            return []
        if len(open_) == 1:
            return open_
        half = (len(open_) + 1) // 2
        first, second = open_[:half], open_[half:]
        needed = explain([*kept, *first], second, asked=False)
        return [*explain([*kept, *needed], first, asked=not needed), *needed]

    return explain([], list(constraints), asked=False) if constraints else []
