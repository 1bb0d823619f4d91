"""Improve a known plan of a changed programme, for plans that need no proof.

A slack row or another objective leaves few plans near the relaxation, so that roundings and dives
fail. Neighbourhoods of a known plan keep what it keeps.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from models.search_limits import SearchLimits
from planner.formulation.program import Program
from planner.optimizer.bound.branch_and_bound import QUICK_ENTRIES, relax
from planner.optimizer.job import SolverReply
from planner.optimizer.portfolio import SMALL, search_in_lanes
from planner.optimizer.primal.chunks import Chunks
from planner.optimizer.primal.improver import Improver
from planner.optimizer.primal.lns import improve_around
from planner.optimizer.restriction import moves_of
from planner.optimizer.state import (
    NO_HOOKS,
    Bounds,
    Lane,
    SearchHooks,
    SearchState,
    TimeBudget,
)

START_SECONDS = 10.0


def improve_known(
    program: Program,
    limits: SearchLimits,
    starts: Sequence[Bounds],
    hooks: SearchHooks = NO_HOOKS,
    *,
    small: int = SMALL,
) -> SolverReply:
    """Search the neighbourhoods of a known plan for a better one.

    Parameters
    ----------
    program
        Rows, columns and prices.
    limits
        Gap, seconds from now, seed.
    starts
        Column bounds of known plans, tried in order until one is a solution.
    hooks
        Progress callback and stop signal.
    small
        Number of columns up to which a single call is tried first; it also proves.

    Returns
    -------
    reply
        Out of time where no solution was found; infeasible only where that is proven.
    """
    return search_in_lanes(program, limits, hooks, partial(_lanes, starts=starts), small=small)


def _lanes(
    program: Program,
    state: SearchState,
    budget: TimeBudget,
    seed: int,
    *,
    starts: Sequence[Bounds],
) -> tuple[Lane, Lane]:
    return (
        _start_then_chunks(program, state, budget, seed, starts),
        _relax_then_neighbourhoods(program, state, budget, seed + 1),
    )


def _start_then_chunks(
    program: Program, state: SearchState, budget: TimeBudget, seed: int, starts: Sequence[Bounds]
) -> Lane:
    improver = Improver(program, state, budget, seed, hinted=True)
    for bounds in starts:
        if state.best is not None or improver.take((yield improver.job(bounds, START_SECONDS))):
            break
    chunks = Chunks(improver)
    while state.best is not None and moves_of(program).size:
        if state.relaxed is None:
            yield None
        else:
            yield from chunks.improve()


def _relax_then_neighbourhoods(
    program: Program, state: SearchState, budget: TimeBudget, seed: int
) -> Lane:
    if not (yield from relax(state, budget, seed)):
        return
    while state.best is None:
        yield None
    quick = len(program.values) <= QUICK_ENTRIES
    improver = Improver(program, state, budget, seed, hinted=True)
    yield from improve_around(improver, quick=quick)
