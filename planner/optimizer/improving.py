"""Improve a known plan of a changed programme, for plans that need no proof.

A slack row or another objective leaves few plans near the relaxation, so that roundings and dives
fail. Neighbourhoods of a known plan keep what it keeps.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from threading import Event

from models.search_limits import SearchLimits
from planner.formulation.program import Program
from planner.optimizer.bound.branch_and_bound import QUICK_ENTRIES, relax
from planner.optimizer.job import Ended, SolverReply
from planner.optimizer.matrix import mip_of
from planner.optimizer.portfolio import SMALL, solve_at_once, tight
from planner.optimizer.primal.chunks import Chunks
from planner.optimizer.primal.improver import Improver
from planner.optimizer.primal.lns import improve_around
from planner.optimizer.restriction import moves_of
from planner.optimizer.scheduling import run
from planner.optimizer.state import (
    NO_HOOKS,
    Bounds,
    Lane,
    SearchHooks,
    SearchState,
    TimeBudget,
)

START_SECONDS = 10.0

JOBS_IN_TURN = 14
"""Jobs per lane if steps are counted instead of seconds."""


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
    """
    until = None if limits.deterministic else time.monotonic() + limits.seconds
    program = tight(program)
    state, budget = SearchState(mip_of(program), limits.gap, hooks.watch), TimeBudget(until)
    if len(program.lower) > small or not solve_at_once(state, budget, limits.seed):
        lanes = (
            _start_then_chunks(program, state, budget, limits.seed, starts),
            _relax_then_neighbourhoods(program, state, budget, limits.seed + 1),
        )
        run(lanes, state, until, JOBS_IN_TURN, hooks.stop or Event())
    ended = Ended.OUT_OF_TIME if state.best is None else Ended.SOLVED
    bound, earlier = min(state.bound, state.cost), tuple(reversed(state.earlier))
    return SolverReply(ended, state.best, state.cost, bound, earlier=earlier)


def _start_then_chunks(
    program: Program, state: SearchState, budget: TimeBudget, seed: int, starts: Sequence[Bounds]
) -> Lane:
    mine = Improver(program, state, budget, seed, hinted=True)
    for bounds in starts:
        if state.best is not None or mine.take((yield mine.job(bounds, START_SECONDS))):
            break
    chunks = Chunks(mine)
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
    mine = Improver(program, state, budget, seed, hinted=True)
    yield from improve_around(mine, quick=quick)
