"""The lane that finds plans of large programmes.

A relaxation is rounded off; then the best plan is improved a few cohorts at a time, all others as
they are, until there is a better relaxation.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import replace

import numpy as np

from planner.formulation.program import Floats, Program
from planner.formulation.sets import Integers, Mask
from planner.optimizer.improver import Bounds, Improver
from planner.optimizer.incumbent import Standing
from planner.optimizer.jobs import Job, Reply
from planner.optimizer.lanes import Lane
from planner.optimizer.neighbourhood import dear, moves_of, near_relaxation
from planner.optimizer.pace import Pace
from planner.optimizer.parts import SHARED, parts_of
from planner.optimizer.rounding import round_off

START_SECONDS = 60.0

CHUNK_SECONDS, CHUNK_NODES = 10.0, 20
"""Limits of one chunk."""

CHUNK_GAP = 0.1
"""Gap of one chunk as a share of the search's: there are many."""

CHUNK_MOVES = 600
"""Moves that are free in one chunk."""

PROMISING = 0.03
"""Share of the moves that are ever free, beside those of the relaxation and the best plan."""

BETTER = 0.002
"""Share of its cost by which a relaxation is better than the last one that was rounded off."""


def improve_in_chunks(
    program: Program, standing: Standing, pace: Pace, seed: int, starts: Sequence[Bounds]
) -> Lane:
    """Find plans, cheaper and cheaper; parameters as of ``improve``."""
    mine, parts = Improver(program, standing, pace, seed), parts_of(program)
    for bounds in starts:
        if mine.take((yield mine.job(bounds, START_SECONDS))):
            break
    followed = np.inf
    while True:
        relaxed = standing.relaxed
        if relaxed is None:
            yield None
        elif standing.arrays.cost(relaxed) < followed * (1 - BETTER):
            followed = standing.arrays.cost(relaxed)
            yield from round_off(mine, relaxed)
        else:
            yield from _chunk(mine, parts)


def help_in_chunks(program: Program, standing: Standing, pace: Pace, seed: int) -> Lane:
    """Improve the best plan, without rounding off; parameters as of ``improve``."""
    mine, parts = Improver(program, standing, pace, seed), parts_of(program)
    while True:
        yield from _chunk(mine, parts)


def _chunk(mine: Improver, parts: Integers) -> Generator[Job | None, Reply | None, None]:
    """Improve some cohorts of the best plan, if there is one."""
    best, everyone = mine.standing.best, np.unique(parts[moves_of(mine.program).ids])
    if best is None or mine.standing.relaxed is None:
        yield None
        return
    mine.take((yield _job(mine, parts, _chunks(mine, everyone, parts)[0], best)))


def _chunks(mine: Improver, which: Integers, parts: Integers) -> list[Integers]:
    """Parts in random order, dealt out so that no chunk frees too many moves."""
    heads = moves_of(mine.program)
    free = np.bincount(parts[heads.ids[_near(mine)]], minlength=int(parts.max()) + 1)
    order = mine.dice.permutation(which)
    number = np.cumsum(free[order]) // CHUNK_MOVES
    return np.split(order, np.flatnonzero(np.diff(number)) + 1)


def _near(mine: Improver) -> Mask:
    heads = moves_of(mine.program)
    near: Mask = near_relaxation(mine.standing, heads, PROMISING) & ~dear(mine.standing, heads)
    return near


def _job(mine: Improver, parts: Integers, chunk: Integers, values: Floats) -> Job:
    """Promising moves of some parts, all else of other parts as it is."""
    lower, upper = mine.program.lower.copy(), mine.program.upper.copy()
    heads = moves_of(mine.program).ids
    far = heads[~_near(mine)]
    upper[far] = np.maximum(lower[far], 0.0)
    fixed = (parts != SHARED) & ~np.isin(parts, chunk)
    lower[fixed] = upper[fixed] = values[fixed]
    job = mine.job((lower, upper), CHUNK_SECONDS)
    return replace(job, gap=mine.standing.gap * CHUNK_GAP, nodes=job.nodes and CHUNK_NODES)
