"""The relaxation of a large programme, some of its moves at a time.

A relaxation with few moves is soon solved. What it says limits that cohorts share are worth is then
charged to every cohort, which picks the moves it wants at those prices: they are let in, and what
all cohorts would pay is a lower bound of the whole. Few rounds come close to the relaxation of all
moves, which a solver asked at once takes many times as long to find.

At first each cohort has its few cheapest moves, so that limits have a price from the start.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace

import numpy as np

from planner.formulation.program import Floats, Program
from planner.formulation.sets import Integers
from planner.optimizer.arrays import Arrays, without_implied
from planner.optimizer.box import bounded, left_over, proven
from planner.optimizer.incumbent import SearchState
from planner.optimizer.jobs import Job, Reply
from planner.optimizer.likely import cheapest, net_cost
from planner.optimizer.mathopt import Ended
from planner.optimizer.neighbourhood import moves_of
from planner.optimizer.pace import Pace
from planner.optimizer.parts import MIXED, parts_of, row_parts
from planner.optimizer.shutting import landings_of, shut

ROUNDS = 12

FIRST_MOVES = 8
"""Moves of each cohort to begin with, the cheapest."""

SHORT_ROUNDS, SHORT_LIST = 2, 30
"""First rounds, whose prices are too poor for a bound, and moves of each cohort, the cheapest at
those prices, that it chooses from meanwhile.
"""

LEFT_OUT = -3
"""Part of the rows that are only implied: many, and relaxations hardly rise by them."""

PIECE = 100_000
"""Columns, about, of the parts that are asked at once: memory grows with them."""

CHEAPEST = 2
"""Moves of each cohort that are let in beside those it makes and wants."""

WIDER = 8
"""Times as many are let in where those that are allow no plan."""

MADE = 1e-7
"""Heads above which a relaxation makes a move."""

CLOSE = 0.1
"""Share of the gap asked for by which the bound may stay under the relaxation."""


def sift(
    program: Program, standing: SearchState, pace: Pace, seed: int
) -> Generator[Job, Reply | None, None]:
    """Bound a large programme, and leave what its relaxation looks like for the search of plans.

    Parameters
    ----------
    program
        With its moves.
    standing
        What is known; bounds, solutions of relaxations and reduced costs go there.
    pace
        How long jobs may take.
    seed
        Of the solver.
    """
    heads, finite = moves_of(program), bounded(standing.arrays)
    parts, landings = parts_of(program), landings_of(program)
    inner = np.where(program.implied, LEFT_OUT, row_parts(program, parts))
    charged = without_implied(program)
    left = net_cost(program)
    nobody = np.zeros(heads.size, dtype=np.bool_)
    let_in = cheapest(heads, left, nobody, FIRST_MOVES)
    most, seconds = CHEAPEST, pace.limits(np.inf, 0)[0]
    job = Job(finite.lower, finite.upper, whole=False, seconds=seconds, seed=seed)
    for turn in range(ROUNDS):
        upper = shut(program, landings, ~let_in)
        few = yield replace(job, lower=program.lower, upper=upper, charged=charged)
        if few is None or few.ended is Ended.OUT_OF_TIME:
            return
        if few.ended is Ended.INFEASIBLE and let_in.all():
            standing.prove(np.inf)
            return
        if few.solution is None or few.prices is None:
            most *= WIDER
            let_in |= cheapest(heads, left, let_in, most)
            continue
        standing.relaxed = few.solution
        shared = np.where(inner == MIXED, few.prices, 0.0)
        asked = job
        if turn < SHORT_ROUNDS:
            listed = cheapest(heads, left_over(finite, shared)[heads.ids], nobody, SHORT_LIST)
            asked = replace(job, upper=np.minimum(job.upper, shut(program, landings, ~listed)))
        wanted = yield from _wanted(asked, parts, inner, shared)
        if wanted is None:
            return
        solution, prices = wanted
        # Short of moves, prices prove less than nothing: what was not listed has a price as well.
        bound = _take(standing, finite, prices) if turn >= SHORT_ROUNDS else -np.inf
        if few.cost - bound <= CLOSE * standing.gap * abs(few.cost):
            return
        left = left_over(finite, prices)[heads.ids]
        # What is neither made nor wanted nor cheap goes: the time of a round grows with its moves.
        let_in = (few.solution[heads.ids] > MADE) | (solution[heads.ids] > MADE)
        let_in |= cheapest(heads, left, let_in, CHEAPEST)


def _wanted(
    job: Job, parts: Integers, inner: Integers, prices: Floats
) -> Generator[Job, Reply | None, tuple[Floats, Floats] | None]:
    """Solution, and prices of all rows, once every part has chosen at the prices of shared rows.

    Other rows have no price to begin with. Parts choose on their own, so that it makes no
    difference how many of them are asked at once.
    """
    solution, found = job.lower.copy(), prices.copy()
    pieces = max(1, int((job.lower < job.upper).sum()) // PIECE)
    for piece in np.array_split(np.unique(parts), pieces):
        held, mine = np.isin(inner, piece), np.isin(parts, piece)
        upper = np.where(mine, job.upper, job.lower)
        charged = np.where(held, np.nan, prices)
        reply = yield replace(job, upper=upper, charged=charged)
        if reply is None or reply.solution is None or reply.prices is None:
            return None
        solution[mine], found[held] = reply.solution[mine], reply.prices[held]
    return solution, found


def _take(standing: SearchState, finite: Arrays, prices: Floats) -> float:
    """Take the bound that prices prove, and what they leave of each column's cost."""
    bound = proven(finite, prices)
    standing.prove(bound)
    if bound > standing.relaxed_bound:
        standing.reduced, standing.relaxed_bound = left_over(finite, prices), bound
    return bound
