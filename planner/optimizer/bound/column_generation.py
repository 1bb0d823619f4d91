"""Column generation: the relaxation of a large programme, some of its moves at a time.

The restricted master, a relaxation with few moves, is soon solved. Its prices (dual values) of the
limits that cohorts share are then charged to every cohort, which picks the moves that it wants at
those prices: they are let in, and what all cohorts would pay is a Lagrangian bound of the whole.
All columns are known, so nothing is generated but chosen (sifting; Bixby and others, *Very large-
scale linear programming*, Operations Research 40, 1992). Few rounds come close to the relaxation
of all moves, which a solver asked at once takes many times as long to find.

At first each cohort has its few cheapest moves, so that limits have a price from the start.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace

import numpy as np

from planner.formulation.program import Floats, Program
from planner.formulation.sets import Integers
from planner.optimizer.blocks import MIXED, blocks_of, row_blocks
from planner.optimizer.dual_bound import dual_bound, reduced_costs
from planner.optimizer.matrix import Mip, matrix_of, without_implied
from planner.optimizer.propagation import with_finite_bounds
from planner.optimizer.restriction import (
    cheapest,
    landings_of,
    moves_of,
    net_cost,
    upper_without,
)
from planner.optimizer.solver import Ended, Job, SolverReply
from planner.optimizer.state import SearchState, TimeBudget

ROUNDS = 12

FIRST_MOVES = 8
"""Moves of each cohort to begin with, the cheapest."""

SHORT_ROUNDS, SHORT_LIST = 2, 30
"""First rounds, whose prices are too poor for a bound, and moves of each cohort, the cheapest at
those prices, that it chooses from meanwhile.
"""

LEFT_OUT = -3
"""Block of the rows that are only implied: many, and relaxations hardly rise by them."""

PIECE = 100_000
"""Columns, about, of the blocks that are asked at once: memory grows with them."""

CHEAPEST = 2
"""Moves of each cohort that are let in beside those it makes and wants."""

WIDER = 8
"""Times as many are let in where those that are allow no plan."""

MADE = 1e-7
"""Posts above which a relaxation makes a move."""

CLOSE = 0.1
"""Share of the gap asked for by which the bound may stay under the relaxation."""


def sift(
    program: Program, state: SearchState, budget: TimeBudget, seed: int
) -> Generator[Job, SolverReply | None, None]:
    """Bound a large programme, and leave what its relaxation looks like for the search of plans.

    Parameters
    ----------
    program
        With its moves.
    state
        What is known; bounds, solutions of relaxations and reduced costs go there.
    budget
        How long jobs may take.
    seed
        Of the solver.
    """
    heads, finite = moves_of(program), with_finite_bounds(state.mip)
    blocks, landings = blocks_of(program), landings_of(program)
    inner = np.where(program.implied, LEFT_OUT, row_blocks(matrix_of(program), blocks))
    multipliers = without_implied(program)
    costs = net_cost(program)
    nobody = np.zeros(heads.size, dtype=np.bool_)
    opened = cheapest(heads, costs, nobody, FIRST_MOVES)
    most, seconds = CHEAPEST, budget.limits(np.inf, 0)[0]
    job = Job(finite.lower, finite.upper, whole=False, seconds=seconds, seed=seed)
    for turn in range(ROUNDS):
        upper = upper_without(program, landings, ~opened)
        few = yield replace(job, lower=program.lower, upper=upper, multipliers=multipliers)
        if few is None or few.ended is Ended.OUT_OF_TIME:
            return
        if few.ended is Ended.INFEASIBLE and opened.all():
            state.prove(np.inf)
            return
        if few.solution is None or few.prices is None:
            most *= WIDER
            opened |= cheapest(heads, costs, opened, most)
            continue
        state.relaxed = few.solution
        shared = np.where(inner == MIXED, few.prices, 0.0)
        asked = job
        if turn < SHORT_ROUNDS:
            listed = cheapest(heads, reduced_costs(finite, shared)[heads.ids], nobody, SHORT_LIST)
            upper = upper_without(program, landings, ~listed)
            asked = replace(job, upper=np.minimum(job.upper, upper))
        wanted = yield from _wanted(asked, blocks, inner, shared)
        if wanted is None:
            return
        solution, prices = wanted
        # Short of moves, prices prove less than nothing: what was not listed has a price as well.
        bound = _take(state, finite, prices) if turn >= SHORT_ROUNDS else -np.inf
        if few.cost - bound <= CLOSE * state.gap * abs(few.cost):
            return
        costs = reduced_costs(finite, prices)[heads.ids]
        # What is neither made nor wanted nor cheap goes: the time of a round grows with its moves.
        opened = (few.solution[heads.ids] > MADE) | (solution[heads.ids] > MADE)
        opened |= cheapest(heads, costs, opened, CHEAPEST)


def _wanted(
    job: Job, blocks: Integers, inner: Integers, prices: Floats
) -> Generator[Job, SolverReply | None, tuple[Floats, Floats] | None]:
    """Solution, and prices of all rows, once every block has chosen at the prices of shared rows.

    Other rows have no price to begin with. Blocks choose on their own, so that it makes no
    difference how many of them are asked at once.
    """
    solution, found = job.lower.copy(), prices.copy()
    pieces = max(1, int((job.lower < job.upper).sum()) // PIECE)
    for piece in np.array_split(np.unique(blocks), pieces):
        held, mine = np.isin(inner, piece), np.isin(blocks, piece)
        upper = np.where(mine, job.upper, job.lower)
        multipliers = np.where(held, np.nan, prices)
        reply = yield replace(job, upper=upper, multipliers=multipliers)
        if reply is None or reply.solution is None or reply.prices is None:
            return None
        solution[mine], found[held] = reply.solution[mine], reply.prices[held]
    return solution, found


def _take(state: SearchState, finite: Mip, prices: Floats) -> float:
    """Take the bound that prices prove, and what they leave of each column's cost."""
    bound = dual_bound(finite, prices)
    state.prove(bound)
    if bound > state.relaxed_bound:
        state.reduced_costs, state.relaxed_bound = reduced_costs(finite, prices), bound
    return bound
