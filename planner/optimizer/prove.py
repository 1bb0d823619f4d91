"""The lane that proves: lower bounds of the whole programme, and what they cost to raise."""

from __future__ import annotations

import time
from collections.abc import Generator

import numpy as np

from models.search_limits import Solver
from planner.formulation.program import ColumnRole, Program
from planner.formulation.sets import Integers
from planner.optimizer.incumbent import SearchState
from planner.optimizer.jobs import Job, Reply
from planner.optimizer.lanes import Lane
from planner.optimizer.mathopt import Ended
from planner.optimizer.pace import Pace

PROOF_NODES = 100

QUICK_ENTRIES = 100_000
"""Entries of the matrix up to which relaxations are quick; SCIP's bounds rise soonest then."""


def shaping(program: Program) -> Integers:
    """Columns to branch on before all others.

    Among them are those that say where posts gather; without them the proof stands still among
    branches that gain nothing. Routes follow from what is exported: a branch on one of many spells
    lifts nothing, so they are not among them.
    """
    found = [each.ids for each in program.columns_of(ColumnRole.BRANCH_FIRST)]
    return np.concatenate([np.zeros(0, dtype=np.int64), *found])


def prove(standing: SearchState, pace: Pace, seed: int, first: Integers) -> Lane:
    """Bound the programme by its relaxation, then by cuts and branches on the whole of it.

    Parameters
    ----------
    standing
        What is known; better bounds go there.
    pace
        How long jobs may take.
    seed
        Of the solvers.
    first
        Columns to branch on before all others.
    """
    if not (yield from relax(standing, pace, seed)):
        return
    arrays = standing.arrays
    seconds, nodes = pace.limits(np.inf, PROOF_NODES)
    whole = yield Job(
        arrays.lower,
        arrays.upper,
        solver=Solver.SCIP if len(arrays.values) <= QUICK_ENTRIES else Solver.HIGHS,
        gap=standing.gap,
        seconds=seconds,
        nodes=nodes,
        hint=standing.best,
        proves=True,
        first=first,
        seed=seed,
    )
    if whole is None:
        return
    if whole.ended is Ended.INFEASIBLE:
        standing.prove(np.inf)
        return
    if whole.solution is not None:
        standing.offer(whole.solution)
    standing.prove(whole.bound)


def relax(standing: SearchState, pace: Pace, seed: int) -> Generator[Job, Reply | None, bool]:
    """Bound the programme by its relaxation, and say whether there is more to ask."""
    arrays = standing.arrays
    seconds, _ = pace.limits(np.inf, 0)
    began = time.monotonic()
    relaxed = yield Job(arrays.lower, arrays.upper, whole=False, seconds=seconds, seed=seed)
    if relaxed is None:
        return False
    if relaxed.ended is Ended.INFEASIBLE:
        standing.prove(np.inf)
        return False
    if relaxed.solution is not None and relaxed.proven:
        standing.relaxed, standing.reduced = relaxed.solution, relaxed.reduced_costs
        standing.relaxed_bound = relaxed.bound
        standing.relaxed_seconds = time.monotonic() - began
        standing.prove(relaxed.bound)
    return True
