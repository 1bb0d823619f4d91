"""Warm starts: a known plan, its repair, and staying put."""

from __future__ import annotations

import numpy as np

from models.plan import Plan
from planner.formulation.decisions import values_of
from planner.formulation.program import Floats, Program
from planner.formulation.variables import HEADS
from planner.optimizer.state import Bounds


def starts_of(
    program: Program, reference: Plan | None = None, still: Plan | None = None
) -> tuple[Bounds, ...]:
    """Bounds within which first solutions are sought.

    Parameters
    ----------
    program
        Rows, columns and prices.
    reference
        A known plan, for this scenario or a similar one. It may break rules by now: so it is also
        tried with fewer posts, then with its moves free.
    still
        A plan in which nobody moves; by default the empty plan.
    """
    staying = _bounds_of_plan(program, values_of(program, still or Plan()))
    if reference is None:
        return (staying,)
    values = values_of(program, reference)
    return (
        _bounds_of_plan(program, values),
        _fewer(program, values),
        _bounds_of_its_moves(program, values),
        staying,
    )


def _bounds_of_plan(program: Program, values: Floats) -> Bounds:
    """Fix every decision of a plan but those that follow; the rest of the programme is free."""
    lower, upper = program.lower.copy(), program.upper.copy()
    for columns, decision in program.decisions:
        if not decision.follows:
            ids = columns.ids
            lower[ids] = upper[ids] = np.clip(values[ids], lower[ids], upper[ids])
    return lower, upper


def _fewer(program: Program, values: Floats) -> Bounds:
    """Fix every decision, but allow less of those that are numbers, such as posts and blocks."""
    lower, upper = _bounds_of_plan(program, values)
    for columns, decision in program.decisions:
        if decision.counts:
            lower[columns.ids] = program.lower[columns.ids]
    return lower, upper


def _bounds_of_its_moves(program: Program, values: Floats) -> Bounds:
    """Allow only the moves of a plan, with any number of posts; all else is free."""
    upper, ids = program.upper.copy(), program.groups[HEADS].ids
    upper[ids] = np.where(values[ids] > 0, upper[ids], program.lower[ids])
    return program.lower.copy(), upper
