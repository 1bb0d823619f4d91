"""Dual bounds of programmes whose relaxation is solved in one call.

Small ones go on with branch and bound on the whole programme, others block by block.
"""

from __future__ import annotations

import time

import numpy as np

from models.choices import Solver
from planner.formulation.program import ColumnRole, Program
from planner.formulation.sets import Integers
from planner.optimizer.blocks import blocks_of, row_blocks
from planner.optimizer.decomposition import BlockJob
from planner.optimizer.job import Ended, Job
from planner.optimizer.propagation import with_finite_bounds
from planner.optimizer.state import Lane, SearchState, Steps, TimeBudget

PROOF_NODES = 100

BLOCK_NODES = 100
"""Nodes of one block if steps are counted."""

QUICK_ENTRIES = 100_000
"""Matrix entries up to which relaxations are quick; SCIP's bounds rise fastest then."""


def branching_first(program: Program) -> Integers:
    """[i] columns to branch on before all others.

    They include the columns for where posts gather; without these, branching does not raise the
    bound. Routes are left out: they follow from what is exported, and branching on one of many
    spells does not raise the bound.
    """
    found = [each.ids for each in program.columns_of(ColumnRole.BRANCH_FIRST)]
    return np.concatenate([np.zeros(0, dtype=np.int64), *found])


def prove(state: SearchState, budget: TimeBudget, seed: int, branch_first: Integers) -> Lane:
    """Bound the programme by its relaxation, then by cuts and branches on the whole of it.

    Parameters
    ----------
    state
        Shared state, which takes the bounds.
    budget
        Limits of jobs.
    seed
        Seed of the solvers.
    branch_first
        Columns to branch on before all others.
    """
    if not (yield from relax(state, budget, seed)):
        return
    mip = state.mip
    seconds, nodes = budget.limits(np.inf, PROOF_NODES)
    whole = yield Job(
        mip.lower,
        mip.upper,
        solver=Solver.SCIP,
        gap=state.gap,
        seconds=seconds,
        nodes=nodes,
        hint=state.best,
        proves=True,
        branch_first=branch_first,
        seed=seed,
    )
    if whole is None:
        return
    if whole.ended is Ended.INFEASIBLE:
        state.prove(np.inf)
        return
    if whole.solution is not None:
        state.offer(whole.solution)
    state.prove(whole.bound)


def prove_by_blocks(program: Program, state: SearchState, budget: TimeBudget, seed: int) -> Lane:
    """Bound the programme by each block in whole numbers, at the prices of its relaxation.

    Parameters
    ----------
    program
        The programme, whose blocks are its cohorts.
    state
        Shared state, which takes the bounds.
    budget
        Limits of jobs.
    seed
        Seed of the solvers.
    """
    if state.row_prices is None:
        return
    finite, blocks = with_finite_bounds(state.mip), blocks_of(program)
    seconds, nodes = budget.limits(np.inf, BLOCK_NODES)
    found = yield BlockJob(
        finite.lower,
        finite.upper,
        state.row_prices,
        blocks,
        row_blocks(finite.matrix, blocks),
        seconds=seconds,
        nodes=nodes,
        seed=seed,
    )
    if found is not None:
        state.prove(found.bound)


def relax(state: SearchState, budget: TimeBudget, seed: int) -> Steps:
    """Bound the programme by its linear relaxation, and return whether there is more to prove."""
    mip = state.mip
    seconds, _ = budget.limits(np.inf, 0)
    began = time.monotonic()
    relaxed = yield Job(mip.lower, mip.upper, whole=False, seconds=seconds, seed=seed)
    if relaxed is None:
        return False
    if relaxed.ended is Ended.INFEASIBLE:
        state.prove(np.inf)
        return False
    if relaxed.solution is not None and relaxed.proven:
        state.relaxed, state.reduced_costs = relaxed.solution, relaxed.reduced_costs
        state.row_prices = relaxed.row_prices
        state.relaxed_bound = relaxed.bound
        state.relaxed_seconds = time.monotonic() - began
        state.prove(relaxed.bound)
    return True
