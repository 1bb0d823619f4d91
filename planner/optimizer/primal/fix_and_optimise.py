"""Fix and optimise: some cohorts after others may move, all the others stay as in the best plan.

S. Helber and F. Sahling, *A fix-and-optimize approach for the multi-level capacitated lot sizing
problem*, International Journal of Production Economics 123, 2010. Where even the first relaxation
of all cohorts takes minutes, each group has a plan within a fraction of that.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace

import numpy as np

from planner.optimizer.blocks import SHARED, blocks_of, others_than
from planner.optimizer.job import Job, SolverReply
from planner.optimizer.primal.diving import dive
from planner.optimizer.primal.improver import Improver
from planner.optimizer.primal.rins import improve_between
from planner.optimizer.restriction import (
    cheapest_moves,
    landings_of,
    moves_made,
    moves_of,
    net_cost,
    upper_without,
)

GROUP = 400
"""Rough number of blocks of cohorts that may move at a time; each is a cohort, or those of a team
that moves together."""

MOVES = 8
"""Number of moves per cohort in the first pass, the cheapest; each later pass has twice as many. On
20x2000x12 a group takes 25 s with 8 moves, and a dive with 16 more than 90 s."""

PASSES = 3

LATER_GAP = 0.001
"""Gap of the search for a group in later passes; all of them together gain a few hundredths."""


def fix_and_optimise(improver: Improver) -> Generator[Job, SolverReply | None, None]:
    """Improve the best plan for one group of cohorts after another, by the relaxation of each.

    First by a dive, as if nobody of them had moved; later between that relaxation and the plan.

    Parameters
    ----------
    improver
        The improver, which takes the plans; without a plan nothing is done.
    """
    program, blocks = improver.program, blocks_of(improver.program)
    heads, landings, costs = moves_of(program), landings_of(program), net_cost(program)
    nobody = np.zeros(heads.size, dtype=np.bool_)
    for turn in range(PASSES):
        few = cheapest_moves(heads, costs, nobody, MOVES * 2**turn)
        every = improver.rng.permutation(np.unique(blocks[blocks != SHARED]))
        for group in np.array_split(every, max(1, len(every) // GROUP)):
            best = improver.state.best
            if best is None:
                return
            upper = upper_without(program, landings, ~(few | moves_made(heads, best)))
            others = others_than(blocks, group)
            bounds = np.where(others, best, program.lower), np.where(others, best, upper)
            reply = yield replace(improver.job(bounds, np.inf), whole=False)
            if reply is None or reply.solution is None:
                continue
            if turn == 0:
                yield from dive(improver, reply.solution, bounds, any_plan=True)
            else:
                yield from improve_between(improver, reply.solution, best, bounds, LATER_GAP)
