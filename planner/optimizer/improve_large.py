"""The lane that finds plans of large programmes.

A relaxation is rounded off; then the best plan is improved a few cohorts at a time, until there is
a better relaxation.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence

import numpy as np

from planner.formulation.program import Program
from planner.optimizer.chunks import Chunks
from planner.optimizer.improver import Bounds, Improver
from planner.optimizer.incumbent import SearchState
from planner.optimizer.jobs import Job, Reply
from planner.optimizer.lanes import Lane
from planner.optimizer.pace import Pace
from planner.optimizer.rounding import round_off

START_SECONDS = 60.0

BETTER = 0.002
"""Share of its cost by which a relaxation is better than the last one that was rounded off."""


def improve_large(
    program: Program, standing: SearchState, pace: Pace, seed: int, starts: Sequence[Bounds]
) -> Lane:
    """Find plans, cheaper and cheaper; parameters as of ``improve``."""
    mine = Improver(program, standing, pace, seed)
    chunks = Chunks(mine)
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
            yield from _improve(chunks)


def help_improve(program: Program, standing: SearchState, pace: Pace, seed: int) -> Lane:
    """Improve the best plan, without rounding off; parameters as of ``improve``."""
    chunks = Chunks(Improver(program, standing, pace, seed))
    while True:
        yield from _improve(chunks)


def _improve(chunks: Chunks) -> Generator[Job | None, Reply | None, None]:
    """Improve some cohorts, or wait for what it takes."""
    standing = chunks.mine.standing
    if standing.best is None or standing.relaxed is None:
        yield None
    else:
        yield from chunks.improve()
