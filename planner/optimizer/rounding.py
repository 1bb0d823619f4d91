"""A plan out of a relaxation: first what cohorts share is made whole.

Asked for at once, a plan among the moves of the relaxation is not found in time: fractions of
exports ask for routes that are not there. So routes are chosen first, those that the relaxation
uses most, then what is exported on them, then what else it leans on. Each time the relaxation of
the same moves says what follows. In the end cohorts are made whole as well, all in one search.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import replace

import numpy as np

from planner.formulation.program import ColumnRole, Columns, Floats, Program
from planner.formulation.routing import SPELLS
from planner.formulation.sets import Integers
from planner.optimizer.improver import Bounds, Improver
from planner.optimizer.jobs import Job, Reply
from planner.optimizer.neighbourhood import moves_of
from planner.optimizer.shutting import landings_of, shut

MADE = 1e-6
"""Above which a relaxation makes a move, uses a route, exports."""

LEANT_ON = 0.5
"""Share from which what a relaxation leans on is made whole; what is less is left open."""

WHOLE_SECONDS, WHOLE_SLICES = 120.0, 2
"""Limits of the search that makes cohorts whole, its effort in slices."""

WHOLE_GAP, LEAST_GAP = 10.0, 0.01
"""Its gap in times of the search's, and at least: it is the first of many, whatever is asked."""

Decide = Callable[[Program, Floats, Bounds], Bounds]
"""Bounds, narrowed by what a relaxation within them does."""


def round_off(mine: Improver, relaxed: Floats) -> Generator[Job, Reply | None, bool]:
    """Find a plan among the moves of a relaxation, and say whether it is better than the best.

    Parameters
    ----------
    mine
        Takes the plan.
    relaxed
        [column] solution of the relaxation.
    """
    program = mine.program
    bounds = _made(program, relaxed)
    for decide in DECIDED:
        narrower = decide(program, relaxed, bounds)
        if _same(narrower, bounds):
            continue
        reply = yield replace(mine.job(narrower, np.inf), whole=False)
        # What cannot be decided so is left to the search at the end.
        if reply is not None and reply.solution is not None:
            bounds, relaxed = narrower, reply.solution
    gap = max(WHOLE_GAP * mine.standing.gap, LEAST_GAP)
    job = mine.job(bounds, WHOLE_SECONDS, WHOLE_SLICES)
    return mine.take((yield replace(job, gap=gap)))


def _made(program: Program, relaxed: Floats) -> Bounds:
    """No other moves than the relaxation's."""
    out = relaxed[moves_of(program).ids] <= MADE
    return program.lower.copy(), shut(program, landings_of(program), out)


def _routes(program: Program, relaxed: Floats, bounds: Bounds) -> Bounds:
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


def _exports(program: Program, relaxed: Floats, bounds: Bounds, least: float = MADE) -> Bounds:
    """What the relaxation exports is exported, and nothing else."""
    lower, upper = (each.copy() for each in bounds)
    for columns in program.columns_of(ColumnRole.ROUND):
        ids = columns.ids
        lower[ids] = upper[ids] = np.clip(relaxed[ids] > least, lower[ids], upper[ids])
    return lower, upper


def _most_exports(program: Program, relaxed: Floats, bounds: Bounds) -> Bounds:
    """Only what it rather exports than not, where all of it is more than the law allows."""
    return _exports(program, relaxed, bounds, LEANT_ON)


def _leant_on(program: Program, relaxed: Floats, bounds: Bounds) -> Bounds:
    """What else the relaxation leans on."""
    lower, upper = (each.copy() for each in bounds)
    for columns in program.columns_of(ColumnRole.ROUND_UP):
        ids = columns.ids[relaxed[columns.ids] >= LEANT_ON]
        lower[ids] = np.maximum(lower[ids], np.minimum(1.0, upper[ids]))
    return lower, upper


def _same(some: Bounds, others: Bounds) -> bool:
    return all(np.array_equal(one, other) for one, other in zip(some, others, strict=True))


DECIDED: tuple[Decide, ...] = (_routes, _exports, _most_exports, _leant_on)
"""What is decided, in this order."""
