"""Our own search: plans and proof side by side, each against the other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from threading import Event

import numpy as np

from models.search_limits import Solver
from planner.formulation.program import Program
from planner.optimizer.arrays import arrays_of
from planner.optimizer.improve import improve
from planner.optimizer.improve_large import help_improve, improve_large
from planner.optimizer.improver import Bounds
from planner.optimizer.incumbent import SearchState, Watch
from planner.optimizer.jobs import Job, work_off
from planner.optimizer.lanes import Lane, Stop, run
from planner.optimizer.mathopt import Ended, SolverReply
from planner.optimizer.pace import Pace
from planner.optimizer.prove import prove, shaping
from planner.optimizer.sifting import sift

SMALL = 3000
"""Columns up to which one call is tried first: it is right at once, or soon given up."""

LARGE = 100_000
"""Columns from which neither relaxation nor neighbourhoods are asked for in one piece."""

FIRST_SECONDS, FIRST_NODES = 2.0, 500

JOBS_IN_TURN = 14
"""Jobs of each lane where effort counts in place of time."""


@dataclass(frozen=True)
class Search:
    """How to search."""

    gap: float
    until: float | None
    """Monotonic time at which it ends; none for a search that is the same on every machine."""
    seed: int = 0
    watch: Watch | None = None
    stop: Stop | None = None
    """Set to end it at once, with the best plan so far."""
    small: int = SMALL
    """Columns up to which one call is tried first."""
    large: int = LARGE
    """Columns from which it goes about in parts."""


def search(program: Program, how: Search, starts: tuple[Bounds, ...] = ()) -> SolverReply:
    """Look for the cheapest solution and prove how good it is.

    Parameters
    ----------
    program
        Rows, columns and prices.
    how
        Gap, time and seed.
    starts
        Bounds within which first solutions are looked for.
    """
    standing = SearchState(arrays_of(program), how.gap, how.watch)
    pace = Pace(how.until)
    stop = how.stop or Event()
    if len(program.lower) <= how.small and _first(standing, pace, how):
        return _answer(standing)
    lanes = _lanes(program, standing, pace, how, starts)
    run(lanes, standing, how.until, JOBS_IN_TURN, stop)
    return _answer(standing)


def _lanes(
    program: Program, standing: SearchState, pace: Pace, how: Search, starts: tuple[Bounds, ...]
) -> tuple[Lane, Lane]:
    """Who proves and who finds plans."""
    if len(program.lower) < how.large:
        return (
            prove(standing, pace, how.seed, shaping(program)),
            improve(program, standing, pace, how.seed, starts),
        )
    return (
        _sift_then_improve(program, standing, pace, how.seed),
        improve_large(program, standing, pace, how.seed, starts),
    )


def _sift_then_improve(program: Program, standing: SearchState, pace: Pace, seed: int) -> Lane:
    """Bound the programme, then help to find plans: cuts on the whole of it are out of reach."""
    yield from sift(program, standing, pace, seed)
    yield from help_improve(program, standing, pace, seed + 1)


def _first(standing: SearchState, pace: Pace, how: Search) -> bool:
    """Ask for the whole programme in one call, and say whether that was enough."""
    arrays = standing.arrays
    seconds, nodes = pace.limits(FIRST_SECONDS, FIRST_NODES)
    job = Job(arrays.lower, arrays.upper, gap=how.gap, seconds=seconds, nodes=nodes, seed=how.seed)
    reply = work_off(arrays, job)
    if reply.ended is Ended.INFEASIBLE:
        # HiGHS has called programmes infeasible that are not: a second solver has to agree.
        reply = work_off(arrays, replace(job, solver=Solver.SCIP))
    if reply.ended is Ended.INFEASIBLE:
        standing.prove(np.inf)
        return True
    if reply.solution is not None:
        standing.offer(reply.solution)
    standing.prove(reply.bound)
    return reply.proven or standing.closed


def _answer(standing: SearchState) -> SolverReply:
    if standing.best is not None:
        return SolverReply(Ended.SOLVED, standing.best, min(standing.bound, standing.cost))
    if standing.bound == np.inf:
        return SolverReply(Ended.INFEASIBLE, None, np.inf)
    return SolverReply(Ended.OUT_OF_TIME, None, standing.bound)
