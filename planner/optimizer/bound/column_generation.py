"""Column generation: the relaxation of a large programme, some of its moves at a time.

Solve the restricted master, a relaxation with few moves. Take the dual values of its linking rows
as prices. Price each block of cohorts separately at these prices (the Lagrangian sub-problem) and
add the moves it chooses to the master. The blocks' costs add up to a Lagrangian bound of the whole.
All columns are known, so they are chosen rather than generated (sifting; Bixby and others, *Very
large-scale linear programming*, Operations Research 40, 1992). A few rounds come close to the
relaxation of all moves, which takes a solver many times as long in one call.

Prices of one master after another swing between extremes. Blocks are therefore priced between them
and the best so far (smoothing; P. Wentges, *Weighted Dantzig-Wolfe decomposition for linear
mixed-integer programming*, International Transactions in Operational Research 4, 1997).

Each cohort starts with its few cheapest moves, so that limits have a price from the start.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace

import numpy as np

from planner.formulation.program import Floats, Program
from planner.formulation.sets import Integers
from planner.optimizer.blocks import MIXED, blocks_of, row_blocks
from planner.optimizer.dual_bound import dual_bound, reduced_costs
from planner.optimizer.job import Ended, Job, SolverReply
from planner.optimizer.matrix import Mip, matrix_of, without_redundant
from planner.optimizer.propagation import with_finite_bounds
from planner.optimizer.restriction import (
    cheapest_moves,
    landings_of,
    moves_made,
    moves_of,
    net_cost,
    upper_without,
)
from planner.optimizer.state import SearchState, TimeBudget

ROUNDS = 12

FIRST_MOVES, FEWER_MOVES = 8, 2
"""Number of cheapest moves per cohort to begin with, and the same where time is short: the first
master of 20x2000x12 takes 24 s with two each, 110 s with four and over 200 s with eight."""

SHORT_ROUNDS, SHORT_LIST = 2, 30
"""Number of first rounds, whose prices are too poor for a bound, and number of cheapest moves at
those prices that each cohort then chooses from.
"""

SIMPLEX_ROUNDS = 1
"""Number of first masters that simplex solves; on the later ones the barrier is twice as quick."""

LEFT_OUT = -3
"""Number for redundant rows: there are many, and they hardly raise the relaxation."""

PIECE = 100_000
"""Rough number of columns of the blocks priced at a time; it limits memory."""

CHEAPEST = 2
"""Number of moves per cohort added beside those it makes and chooses."""

WIDER = 8
"""Factor for the number of moves if the present ones allow no plan."""

SMOOTHING = 0.5
"""Weight of the prices that have proven the most so far, in those at which blocks are priced next.
"""

CLOSE = 0.1
"""Share of the requested gap by which the bound may stay below the relaxation."""


def sift(
    program: Program,
    state: SearchState,
    budget: TimeBudget,
    seed: int,
    *,
    hurried: bool = False,
) -> Generator[Job, SolverReply | None, None]:
    """Bound a large programme, and leave its relaxation for the lane that finds plans.

    Parameters
    ----------
    program
        The programme.
    state
        Shared state, which takes bounds, solutions of relaxations and reduced costs.
    budget
        Limits of jobs.
    seed
        Seed of the solver.
    hurried
        Whether there may be no time for a second round: the first begins with fewer moves, and
        prices all moves for a bound.
    """
    heads, finite = moves_of(program), with_finite_bounds(state.mip)
    blocks, landings = blocks_of(program), landings_of(program)
    inner = np.where(program.redundant, LEFT_OUT, row_blocks(matrix_of(program), blocks))
    multipliers = without_redundant(program)
    costs = net_cost(program)
    nobody = np.zeros(heads.size, dtype=np.bool_)
    first_moves, short_rounds = (FEWER_MOVES, 0) if hurried else (FIRST_MOVES, SHORT_ROUNDS)
    opened = cheapest_moves(heads, costs, nobody, first_moves)
    stable: Floats | None = None
    most, seconds = CHEAPEST, budget.limits(np.inf, 0)[0]
    job = Job(finite.lower, finite.upper, whole=False, seconds=seconds, seed=seed)
    for turn in range(ROUNDS):
        upper = upper_without(program, landings, ~opened)
        few = yield replace(
            job,
            lower=program.lower,
            upper=upper,
            multipliers=multipliers,
            barrier=turn >= SIMPLEX_ROUNDS,
        )
        if few is None or few.ended is Ended.OUT_OF_TIME:
            return
        if few.ended is Ended.INFEASIBLE and opened.all():
            state.prove(np.inf)
            return
        if few.solution is None or few.row_prices is None:
            most *= WIDER
            opened |= cheapest_moves(heads, costs, opened, most)
            continue
        state.relaxed = few.solution
        shared = np.where(inner == MIXED, few.row_prices, 0.0)
        if stable is not None:
            shared = SMOOTHING * stable + (1 - SMOOTHING) * shared
        asked = job
        if turn < short_rounds:
            listed = cheapest_moves(
                heads, reduced_costs(finite, shared)[heads.ids], nobody, SHORT_LIST
            )
            upper = upper_without(program, landings, ~listed)
            asked = replace(job, upper=np.minimum(job.upper, upper))
        wanted = yield from _price_blocks(asked, blocks, inner, shared)
        if wanted is None:
            return
        solution, row_prices = wanted
        # With too few moves the prices prove nothing, since unlisted moves have prices as well.
        known, bound = state.relaxed_bound, -np.inf
        if turn >= short_rounds:
            bound = _accept_bound(state, finite, row_prices)
            stable = shared if bound > known else stable
        if few.cost - bound <= CLOSE * state.gap * abs(few.cost):
            return
        costs = reduced_costs(finite, row_prices)[heads.ids]
        # Drop moves that are not made, chosen or cheap: the time of a round grows with its moves.
        opened = moves_made(heads, few.solution) | moves_made(heads, solution)
        opened |= cheapest_moves(heads, costs, opened, CHEAPEST)


def _price_blocks(
    job: Job, blocks: Integers, inner: Integers, row_prices: Floats
) -> Generator[Job, SolverReply | None, tuple[Floats, Floats] | None]:
    """Solution and prices of all rows, after each block has chosen at the prices of linking rows.

    Other rows have no price at first. Blocks choose independently, so the number priced at a time
    makes no difference.
    """
    solution, found = job.lower.copy(), row_prices.copy()
    pieces = max(1, int((job.lower < job.upper).sum()) // PIECE)
    for piece in np.array_split(np.unique(blocks), pieces):
        held, in_block = np.isin(inner, piece), np.isin(blocks, piece)
        upper = np.where(in_block, job.upper, job.lower)
        multipliers = np.where(held, np.nan, row_prices)
        reply = yield replace(job, upper=upper, multipliers=multipliers)
        if reply is None or reply.solution is None or reply.row_prices is None:
            return None
        solution[in_block], found[held] = reply.solution[in_block], reply.row_prices[held]
    return solution, found


def _accept_bound(state: SearchState, finite: Mip, row_prices: Floats) -> float:
    """Accept the bound that prices prove, the prices and their reduced costs."""
    bound = dual_bound(finite, row_prices)
    state.prove(bound)
    if bound > state.relaxed_bound:
        state.reduced_costs, state.relaxed_bound = reduced_costs(finite, row_prices), bound
        state.row_prices = row_prices
    return bound
