"""The search: an asynchronous portfolio of coroutines (lanes) over a shared incumbent and bound.

One lane proves dual bounds, the other finds better solutions. Each lane has its own solver process
for its jobs, and sees at once what the other lane has found. If steps are counted instead of
seconds, the lanes take turns in this process.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from multiprocessing.connection import wait
from threading import Event

import numpy as np

from models.choices import Solver
from models.search_limits import SearchLimits
from planner.formulation.program import Program
from planner.optimizer.bound.branch_and_bound import (
    QUICK_ENTRIES,
    branching_first,
    prove,
    prove_by_blocks,
    relax,
)
from planner.optimizer.bound.column_generation import sift
from planner.optimizer.dual_bound import dual_bound
from planner.optimizer.matrix import mip_of
from planner.optimizer.primal.lane import help_improve, improve, improve_large
from planner.optimizer.propagation import tightened, with_finite_bounds
from planner.optimizer.row_prices import prices_for, row_prices
from planner.optimizer.solver import Ended, Job, SolverReply, solve
from planner.optimizer.solver_process import AnyJob, SolverProcess, reply_to
from planner.optimizer.state import (
    NO_HOOKS,
    Bounds,
    Lane,
    SearchHooks,
    SearchState,
    Steps,
    Stop,
    TimeBudget,
)

SMALL = 3000
"""Number of columns up to which a single call is tried first; it succeeds or gives up quickly."""

LARGE = 100_000
"""Number of columns from which relaxation and neighbourhoods are solved in parts."""

FIRST_SECONDS, FIRST_NODES = 2.0, 500

JOBS_IN_TURN = 14
"""Jobs per lane if steps are counted instead of seconds."""

TICK_SECONDS = 0.1
"""Longest delay until a stop signal takes effect, in seconds."""


def search(
    program: Program,
    limits: SearchLimits,
    hooks: SearchHooks = NO_HOOKS,
    starts: tuple[Bounds, ...] = (),
    *,
    small: int = SMALL,
    quick: int = QUICK_ENTRIES,
    large: int = LARGE,
) -> SolverReply:
    """Search for the cheapest solution and prove how good it is.

    Parameters
    ----------
    program
        Rows, columns and prices.
    limits
        Gap, seconds from now, seed.
    hooks
        Progress callback, stop signal, and dual values of a similar programme.
    starts
        Column bounds within which first solutions are sought.
    small
        Number of columns up to which a single call is tried first.
    quick
        Number of matrix entries up to which the bound comes from one call on the whole programme;
        above, from one call for each block.
    large
        Number of columns from which relaxation and neighbourhoods are solved in parts.
    """
    until = None if limits.deterministic else time.monotonic() + limits.seconds
    program = tight(program)
    state, budget = SearchState(mip_of(program), limits.gap, hooks.watch), TimeBudget(until)
    if hooks.known_prices is not None:
        prices = prices_for(program, hooks.known_prices)
        state.prove(dual_bound(with_finite_bounds(state.mip), prices))
    if len(program.lower) > small or not solve_at_once(state, budget, limits.seed):
        lanes = _lanes(program, state, budget, limits.seed, starts, quick=quick, large=large)
        run(lanes, state, until, JOBS_IN_TURN, hooks.stop or Event())
    if hooks.keep_prices is not None and state.prices is not None:
        hooks.keep_prices(row_prices(program, state.prices))
    if state.best is not None:
        return SolverReply(Ended.SOLVED, state.best, state.cost, bound=min(state.bound, state.cost))
    ended = Ended.INFEASIBLE if state.bound == np.inf else Ended.OUT_OF_TIME
    return SolverReply(ended, bound=state.bound)


def tight(program: Program) -> Program:
    """The programme within the bounds that its rows imply, for fewer columns and less relaxation.

    Bounds that contradict each other are left alone: infeasibility is for solvers to find.
    """
    bounds = tightened(mip_of(program))
    if bounds.contradict:
        return program
    return replace(program, lower=bounds.lower, upper=bounds.upper)


def solve_at_once(state: SearchState, budget: TimeBudget, seed: int) -> bool:
    """Solve the whole programme in one call, and return whether that was enough."""
    mip = state.mip
    seconds, nodes = budget.limits(FIRST_SECONDS, FIRST_NODES)
    job = Job(
        mip.lower,
        mip.upper,
        gap=state.gap,
        seconds=seconds,
        nodes=nodes,
        hint=state.best,
        seed=seed,
    )
    reply = solve(mip, job)
    if reply.ended is Ended.INFEASIBLE:
        # HiGHS has reported feasible programmes as infeasible, so a second solver has to agree.
        reply = solve(mip, replace(job, solver=Solver.SCIP))
    if reply.ended is Ended.INFEASIBLE:
        state.prove(np.inf)
        return True
    if reply.solution is not None:
        state.offer(reply.solution)
    state.prove(reply.bound)
    return reply.proven or state.closed


def _lanes(
    program: Program,
    state: SearchState,
    budget: TimeBudget,
    seed: int,
    starts: tuple[Bounds, ...],
    *,
    quick: int,
    large: int,
) -> tuple[Lane, Lane]:
    """The lane that proves bounds and the lane that finds plans."""
    by_blocks = prove_by_blocks(program, state, budget, seed)
    helping = help_improve(program, state, budget, seed + 1)
    if len(program.lower) >= large:
        relaxing = sift(program, state, budget, seed)
        primal = improve_large(program, state, budget, seed, starts)
        return _chain(relaxing, by_blocks, helping), primal
    primal = improve(program, state, budget, seed, starts)
    if len(program.values) <= quick:
        return prove(state, budget, seed, branching_first(program)), primal
    return _chain(relax(state, budget, seed), by_blocks, helping), primal


def _chain(*lanes: Lane | Steps) -> Lane:
    """One lane after another."""
    for each in lanes:
        yield from each


@dataclass
class _Running:
    lane: Lane
    process: SolverProcess | None = None
    busy: bool = False
    over: bool = False

    def resume(self, reply: SolverReply | None) -> AnyJob | None:
        """Resume the lane up to its next job or wait."""
        try:
            return self.lane.send(reply)
        except StopIteration:
            self.over = True
            return None


def run(
    lanes: Sequence[Lane], state: SearchState, until: float | None, most_jobs: int, stop: Stop
) -> None:
    """Run lanes in parallel until the time limit, or in turn for a number of jobs without one."""
    if until is None:
        _run_in_turn(lanes, state, most_jobs, stop)
    elif until > time.monotonic():
        with ExitStack() as ended:
            processes = []
            for _ in lanes:
                process = SolverProcess()
                ended.callback(process.end)
                processes.append(process)
            _run_beside(lanes, processes, state, until, stop)


def _run_beside(
    lanes: Sequence[Lane],
    processes: Sequence[SolverProcess],
    state: SearchState,
    until: float,
    stop: Stop,
) -> None:
    """Run lanes in parallel, a process for each, until the gap is closed or time is up."""
    running = [_Running(lane, process) for lane, process in zip(lanes, processes, strict=True)]
    for each, process in zip(running, processes, strict=True):
        process.send(state.mip)
        _next(each, None)
    while not _finished(running, state) and time.monotonic() < until and not stop.is_set():
        busy = [each for each in running if each.busy and each.process is not None]
        left = max(0.0, min(TICK_SECONDS, until - time.monotonic()))
        ready = wait([each.process.connection for each in busy if each.process is not None], left)
        for each in busy:
            if each.process is not None and each.process.connection in ready:
                _hear(each, state)
        for each in running:
            if not each.busy and not each.over:
                _next(each, None)
        if not any(each.busy for each in running):
            return


def _finished(running: Sequence[_Running], state: SearchState) -> bool:
    return state.closed or all(each.over for each in running)


def _hear(each: _Running, state: SearchState) -> None:
    if each.process is None:
        return
    try:
        message = each.process.receive()
    except (EOFError, OSError):
        # The process was killed, perhaps for lack of memory; the other lanes go on.
        each.busy, each.over = False, True
        return
    if isinstance(message, float):
        state.prove(message)
    else:
        _next(each, message)


def _next(each: _Running, reply: SolverReply | None) -> None:
    job = each.resume(reply)
    each.busy = job is not None
    if job is not None and each.process is not None:
        each.process.send(job)


def _run_in_turn(lanes: Sequence[Lane], state: SearchState, most_jobs: int, stop: Stop) -> None:
    """Run lanes in turn in this process, a job at a time: the same jobs on every machine."""
    running = [_Running(lane) for lane in lanes]
    waiting: list[AnyJob | None] = [each.resume(None) for each in running]
    for _ in range(most_jobs):
        for i, each in enumerate(running):
            if state.closed or stop.is_set() or each.over:
                continue
            job = waiting[i]
            reply = reply_to(state.mip, job, state.prove) if job is not None else None
            waiting[i] = each.resume(reply)
        if _finished(running, state):
            return
