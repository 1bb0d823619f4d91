"""Warm starts: a plan that is known, its repair, and staying put."""

from __future__ import annotations

import numpy as np

from models.plan import Plan
from planner.formulation.fixing import DECISIONS, values_of
from planner.formulation.program import Floats, Program
from planner.formulation.variables import BLOCKS, HEADS, PLACED, RELEASES
from planner.optimizer.state import Bounds


def starts_of(
    program: Program, reference: Plan | None = None, still: Plan | None = None
) -> tuple[Bounds, ...]:
    """Bounds within which first solutions are looked for.

    Parameters
    ----------
    program
        Rows, columns and prices.
    reference
        A plan that is known, of this scenario or one much like it. It may be unlawful by now: what
        is left of it with fewer posts is soon found; then its moves are freed.
    still
        A plan in which nobody moves; by default the one that decides nothing.
    """
    staying = _fixed(program, values_of(program, still or Plan()))
    if reference is None:
        return (staying,)
    values = values_of(program, reference)
    return _fixed(program, values), _fewer(program, values), _freed(program, values), staying


def _fixed(program: Program, values: Floats) -> Bounds:
    """Every decision as it is, the rest of the programme free."""
    lower, upper = program.lower.copy(), program.upper.copy()
    for name in DECISIONS:
        if name in program.groups:
            ids = program.groups[name].ids
            lower[ids] = upper[ids] = np.clip(values[ids], lower[ids], upper[ids])
    return lower, upper


def _fewer(program: Program, values: Floats) -> Bounds:
    """Every decision as it is, but that fewer heads, placements, blocks and freed seats will do."""
    lower, upper = _fixed(program, values)
    for name in (HEADS, PLACED, BLOCKS, RELEASES):
        if name in program.groups:
            ids = program.groups[name].ids
            lower[ids] = program.lower[ids]
    return lower, upper


def _freed(program: Program, values: Floats) -> Bounds:
    """No other moves than those made, of any number of posts; all else free."""
    upper, ids = program.upper.copy(), program.groups[HEADS].ids
    upper[ids] = np.where(values[ids] > 0, upper[ids], program.lower[ids])
    return program.lower.copy(), upper
