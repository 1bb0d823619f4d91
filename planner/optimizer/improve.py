"""The lane that finds plans: a start, the relaxation rounded off, then better plans around it.

Where the relaxation takes long, a plan of few moves comes before it.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import replace

import numpy as np

from planner.formulation.program import Program
from planner.optimizer.around import around
from planner.optimizer.improver import Bounds, Improver
from planner.optimizer.incumbent import SearchState
from planner.optimizer.jobs import Job, Reply
from planner.optimizer.lanes import Lane
from planner.optimizer.likely import cheapest, net_cost
from planner.optimizer.neighbourhood import bounds_around, dear, moves_of, near_relaxation
from planner.optimizer.pace import Pace
from planner.optimizer.prove import QUICK_ENTRIES
from planner.optimizer.rounding import round_off

WIDENING = (0.0, 0.1, 1.0)
"""Shares of the moves that are freed beside those of the relaxation, one after another."""

START_SECONDS = 30.0

FEW_MOVES = 30
"""Moves of each cohort, the cheapest, of which a plan is made before the relaxation is there."""

NEAR_SECONDS, NEAR_SOLUTIONS = 120.0, 1
"""Limits of the first search near the relaxation: any plan soon."""


def improve(
    program: Program, standing: SearchState, pace: Pace, seed: int, starts: Sequence[Bounds]
) -> Lane:
    """Find plans, cheaper and cheaper.

    Parameters
    ----------
    program
        With the groups of columns that neighbourhoods are made of.
    standing
        What is known; better plans go there.
    pace
        How long jobs may take.
    seed
        Of the choice of neighbourhoods.
    starts
        Bounds within which a first plan is looked for, one after another until there is one.
    """
    mine = Improver(program, standing, pace, seed)
    quick = len(standing.arrays.values) <= QUICK_ENTRIES
    for bounds in starts:
        if mine.take((yield mine.job(bounds, START_SECONDS))):
            break
    if standing.relaxed is None and not quick:
        yield from _of_few_moves(mine)
    while standing.relaxed is None:
        yield None
    rounded = yield from round_off(mine, standing.relaxed)
    if not rounded:
        yield from _near(mine, WIDENING)
    elif not quick:
        # What rounding has settled too soon a search of its own finds, in twice the time.
        yield from _near(mine, WIDENING[:1])
    yield from around(mine, quick=quick)


def _of_few_moves(mine: Improver) -> Generator[Job, Reply | None, None]:
    """Round off a relaxation of few moves, unless that of all moves is there sooner."""
    heads = moves_of(mine.program)
    nobody = np.zeros(heads.size, dtype=np.bool_)
    few = cheapest(heads, net_cost(mine.program), nobody, FEW_MOVES)
    bounds = bounds_around(mine.program, heads, few, np.zeros(heads.size))
    reply = yield replace(mine.job(bounds, np.inf), whole=False)
    if reply is not None and reply.solution is not None and mine.standing.relaxed is None:
        yield from round_off(mine, reply.solution)


def _near(mine: Improver, shares: Sequence[float]) -> Generator[Job, Reply | None, None]:
    """Plans near the relaxation, in a neighbourhood that widens as long as that helps."""
    heads = moves_of(mine.program)
    for share in shares:
        free = near_relaxation(mine.standing, heads, share) & ~dear(mine.standing, heads)
        bounds = bounds_around(mine.program, heads, free, np.zeros(heads.size))
        found = np.isfinite(mine.standing.cost) and share > WIDENING[0]
        job = mine.job(bounds, mine.slice() if found else NEAR_SECONDS, 2, 0.5)
        reply = yield job if found else replace(job, solutions=NEAR_SOLUTIONS)
        better = mine.take(reply)
        if found and not better:
            return
