"""The relaxation of a large programme, some of its moves at a time.

A relaxation with few moves is soon solved. What it says limits that cohorts share are worth is then
charged to every cohort, which picks the moves it wants at those prices: they are let in, and what
all cohorts would pay is a lower bound of the whole. Few rounds come close to the relaxation of all
moves, which a solver asked at once takes many times as long to find.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace

import numpy as np

from planner.formulation.program import Columns, Floats, Program
from planner.formulation.sets import Integers, Mask
from planner.optimizer.arrays import Arrays
from planner.optimizer.box import bounded, left_over, proven
from planner.optimizer.incumbent import Standing
from planner.optimizer.jobs import Job, Reply
from planner.optimizer.mathopt import Ended
from planner.optimizer.neighbourhood import moves_of
from planner.optimizer.pace import Pace
from planner.optimizer.parts import MIXED, parts_of, row_parts

ROUNDS = 12

PIECE = 100_000
"""Columns, about, of the parts that are asked at once: memory grows with them."""

CHEAPEST = 2
"""Moves of each cohort that are let in beside those it wants."""

WIDER = 8
"""Times as many are let in where those that are allow no plan."""

MADE = 1e-7
"""Heads above which a relaxation makes a move."""

CLOSE = 0.1
"""Share of the gap asked for by which the bound may stay under the relaxation."""


def sift(
    program: Program, standing: Standing, pace: Pace, seed: int
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
    parts = parts_of(program)
    inner = row_parts(program, parts)
    let_in, left = np.zeros(heads.size, dtype=np.bool_), standing.arrays.objective[heads.ids]
    most, seconds = CHEAPEST, pace.limits(np.inf, 0)[0]
    job = Job(finite.lower, finite.upper, whole=False, seconds=seconds, seed=seed)
    for _ in range(ROUNDS):
        few = yield replace(job, lower=program.lower, upper=_without(program, heads, let_in))
        if few is None or few.ended is Ended.OUT_OF_TIME:
            return
        if few.ended is Ended.INFEASIBLE and let_in.all():
            standing.prove(np.inf)
            return
        if few.solution is None or few.prices is None:
            most *= WIDER
            let_in |= _cheapest(heads, left, let_in, most)
            continue
        standing.relaxed, standing.prices = few.solution, few.prices
        wanted = yield from _wanted(job, parts, inner, few.prices)
        if wanted is None:
            return
        solution, prices = wanted
        bound = _take(standing, finite, prices)
        if few.cost - bound <= CLOSE * standing.gap * abs(few.cost):
            return
        left = left_over(finite, prices)[heads.ids]
        let_in |= solution[heads.ids] > MADE
        let_in |= _cheapest(heads, left, let_in, CHEAPEST)


def _wanted(
    job: Job, parts: Integers, inner: Integers, prices: Floats
) -> Generator[Job, Reply | None, tuple[Floats, Floats] | None]:
    """Solution, and prices of all rows, once every part has chosen at the prices of shared rows.

    Parts choose on their own, so that it makes no difference how many of them are asked at once.
    """
    solution, prices = job.lower.copy(), np.where(inner == MIXED, prices, 0.0)
    for piece in np.array_split(np.unique(parts), max(1, len(parts) // PIECE)):
        held, mine = np.isin(inner, piece), np.isin(parts, piece)
        upper = np.where(mine, job.upper, job.lower)
        charged = np.where(held, np.nan, np.where(inner == MIXED, prices, 0.0))
        reply = yield replace(job, upper=upper, charged=charged)
        if reply is None or reply.solution is None or reply.prices is None:
            return None
        solution[mine], prices[held] = reply.solution[mine], reply.prices[held]
    return solution, prices


def _without(program: Program, heads: Columns, let_in: Mask) -> Floats:
    """Upper bounds of all columns: moves that are left out stay at their least."""
    upper, out = program.upper.copy(), heads.ids[~let_in]
    upper[out] = program.lower[out]
    return upper


def _take(standing: Standing, finite: Arrays, prices: Floats) -> float:
    """Take the bound that prices prove, and what they leave of each column's cost."""
    bound = proven(finite, prices)
    standing.prove(bound)
    if bound > standing.relaxed_bound:
        standing.reduced, standing.relaxed_bound = left_over(finite, prices), bound
    return bound


def _cheapest(heads: Columns, left: Floats | Integers, let_in: Mask, most: int) -> Mask:
    """[move] The cheapest of each cohort's moves that are still left out."""
    cost = np.where(let_in, np.inf, left)
    order = np.lexsort((cost, heads.index["cohort"]))
    rank = np.empty(heads.size, dtype=np.int64)
    rank[order] = _places(heads.index["cohort"][order])
    cheapest: Mask = (rank < most) & ~let_in
    return cheapest


def _places(sorted_: Integers) -> Integers:
    """[i] How many equal numbers stand before each number of a sorted list."""
    first = np.searchsorted(sorted_, sorted_)
    places: Integers = np.arange(len(sorted_)) - first
    return places
