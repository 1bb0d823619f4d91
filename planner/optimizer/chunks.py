"""The lane that finds plans of large programmes: a few cohorts at a time, all others as they are.

First each chunk pays for what it takes from the others what the relaxation says that it is worth,
so that none takes what others need more. Then chunks of the best plan are improved at true cost.
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
from planner.optimizer.parts import SHARED, inner_rows, parts_of

START_SECONDS = 60.0

CHUNK_SECONDS, CHUNK_NODES = 6.0, 20
"""Limits of one chunk."""

CHUNK_GAP = 0.1
"""Gap of one chunk as a share of the search's: there are many."""

CHUNK_MOVES = 600
"""Moves that are free in one chunk."""

PROMISING = 0.03
"""Share of the moves that are ever free, beside those of the relaxation and the best plan."""

BETTER = 0.002
"""Share of its cost by which a relaxation is better than the last one whose prices were paid."""

WHOLE = 1e-6
"""Distance from a whole number up to which a value is one."""


def improve_in_chunks(
    program: Program, standing: Standing, pace: Pace, seed: int, starts: Sequence[Bounds]
) -> Lane:
    """Find plans, cheaper and cheaper; parameters as of ``improve``."""
    mine, parts = Improver(program, standing, pace, seed), parts_of(program)
    for bounds in starts:
        if mine.take((yield mine.job(bounds, START_SECONDS))):
            break
    heads, followed = moves_of(program).ids, np.inf
    everyone = np.unique(parts[heads])
    while True:
        relaxed, best = standing.relaxed, standing.best
        if relaxed is None or best is None or not (relaxed[heads] > WHOLE).any():
            yield None
        elif standing.arrays.cost(relaxed) < followed * (1 - BETTER):
            followed = standing.arrays.cost(relaxed)
            yield from _at_prices(mine, parts, _chunks(mine, everyone, parts))
        else:
            chunk = _chunks(mine, everyone, parts)[0]
            mine.take((yield _job(mine, parts, chunk, best)))


def _at_prices(
    mine: Improver, parts: Integers, chunks: Sequence[Integers]
) -> Generator[Job, Reply | None, None]:
    """Let every chunk choose anew at the prices of the relaxation, then settle what they share."""
    values, prices = mine.standing.best, mine.standing.prices
    if values is None or prices is None:
        return
    paid = np.where(inner_rows(mine.program, parts), 0.0, prices)
    for chunk in chunks:
        reply = yield replace(_job(mine, parts, chunk, values), paid=paid)
        mine.take(reply)
        if reply is not None and reply.solution is not None:
            values = reply.solution
    mine.take((yield _job(mine, parts, np.zeros(0, dtype=np.int64), values)))


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
