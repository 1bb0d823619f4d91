"""Diving: the relaxation is rounded to a plan group by group and solved again after each.

Asked for at once, a plan among the moves of the relaxation is not found in time: fractions of
exports ask for routes that are not there. So routes are fixed first, those that the relaxation
uses most, then what is exported on them, then what else it leans on; each time the relaxation of
the same moves says what follows. In the end the moves are made whole, all in one search (relax and
fix).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from planner.formulation.program import ColumnRole, Columns, Floats, Program
from planner.formulation.sets import Integers
from planner.formulation.variables import SPELLS
from planner.optimizer.primal.improver import Improver
from planner.optimizer.restriction import landings_of, moves_of, upper_without
from planner.optimizer.state import Bounds, Steps

MADE = 1e-6
"""Above which a relaxation makes a move, uses a route, exports."""

LEANT_ON = 0.5
"""Share from which what a relaxation leans on is made whole; what is less is left open."""

WHOLE_SECONDS, WHOLE_SLICES = 120.0, 2
"""Limits of the search that makes moves whole, its nodes in slices."""

WHOLE_GAP, LEAST_GAP = 10.0, 0.01
"""Its gap in times of the search's, and at least: it is the first of many, whatever is asked."""

Fixing = Callable[[Program, Floats, Bounds], Bounds]
"""Bounds, narrowed by what a relaxation within them does."""


def dive(mine: Improver, relaxed: Floats) -> Steps:
    """Find a plan among the moves of a relaxation, and say whether it is better than the best.

    Parameters
    ----------
    mine
        Takes the plan.
    relaxed
        [column] solution of the relaxation.
    """
    program = mine.program
    bounds = _moves_of_relaxation(program, relaxed)
    for fix in FIXINGS:
        narrower = fix(program, relaxed, bounds)
        if _same(narrower, bounds):
            continue
        reply = yield replace(mine.job(narrower, np.inf), whole=False)
        # What cannot be fixed so is left to the search at the end.
        if reply is not None and reply.solution is not None:
            bounds, relaxed = narrower, reply.solution
    gap = max(WHOLE_GAP * mine.state.gap, LEAST_GAP)
    job = mine.job(bounds, WHOLE_SECONDS, WHOLE_SLICES)
    return mine.take((yield replace(job, gap=gap)))


def _moves_of_relaxation(program: Program, relaxed: Floats) -> Bounds:
    """No other moves than the relaxation's."""
    closed = relaxed[moves_of(program).ids] <= MADE
    return program.lower.copy(), upper_without(program, landings_of(program), closed)


def fix_routes(program: Program, relaxed: Floats, bounds: Bounds) -> Bounds:
    """The spell of each exporter that covers most, if any; no other."""
    lower, upper = (each.copy() for each in bounds)
    spells = program.groups.get(SPELLS)
    if spells is None or not spells.size:
        return bounds
    cover = relaxed[spells.ids] * (spells.index["ends"] - spells.index["starts"])
    for mine in _exporters(spells):
        most = mine[np.argmax(cover[mine])]
        upper[spells.ids[mine]] = lower[spells.ids[mine]]
        if cover[most] > MADE:
            lower[spells.ids[most]] = upper[spells.ids[most]] = 1.0
    return lower, upper


def _exporters(spells: Columns) -> list[Integers]:
    """Positions of the spells of each entity and group."""
    of = spells.index["entity"] * (spells.index["group"].max() + 1) + spells.index["group"]
    return [np.flatnonzero(of == each) for each in np.unique(of)]


def fix_exports(program: Program, relaxed: Floats, bounds: Bounds, least: float = MADE) -> Bounds:
    """What the relaxation exports is exported, and nothing else."""
    lower, upper = (each.copy() for each in bounds)
    for columns in program.columns_of(ColumnRole.ROUND):
        ids = columns.ids
        lower[ids] = upper[ids] = np.clip(relaxed[ids] > least, lower[ids], upper[ids])
    return lower, upper


def fix_most_exports(program: Program, relaxed: Floats, bounds: Bounds) -> Bounds:
    """Only what it rather exports than not, where all of it is more than the law allows."""
    return fix_exports(program, relaxed, bounds, LEANT_ON)


def round_up(program: Program, relaxed: Floats, bounds: Bounds) -> Bounds:
    """What else the relaxation leans on."""
    lower, upper = (each.copy() for each in bounds)
    for columns in program.columns_of(ColumnRole.ROUND_UP):
        ids = columns.ids[relaxed[columns.ids] >= LEANT_ON]
        lower[ids] = np.maximum(lower[ids], np.minimum(1.0, upper[ids]))
    return lower, upper


def _same(some: Bounds, others: Bounds) -> bool:
    return all(np.array_equal(one, other) for one, other in zip(some, others, strict=True))


FIXINGS: tuple[Fixing, ...] = (fix_routes, fix_exports, fix_most_exports, round_up)
"""In this order."""
