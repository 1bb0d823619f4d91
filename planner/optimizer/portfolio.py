"""The search: an asynchronous portfolio of coroutines (lanes) over a shared incumbent and bound.

One lane proves dual bounds, the other finds better solutions. Each lane has its own solver process
for its jobs, and sees at once what the other lane has found (`scheduling`). Which ways the lanes go
depends on the size of the programme.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
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
from planner.optimizer.job import Ended, Job, SolverReply
from planner.optimizer.matrix import mip_of
from planner.optimizer.primal.lane import help_improve, improve, improve_large
from planner.optimizer.propagation import tight_bounds, with_finite_bounds
from planner.optimizer.row_prices import RowPrices, row_prices_for
from planner.optimizer.scheduling import run
from planner.optimizer.solver import solve
from planner.optimizer.state import (
    NO_HOOKS,
    Bounds,
    Lane,
    SearchHooks,
    SearchState,
    Steps,
    TimeBudget,
)

SMALL = 3000
"""Number of columns up to which a single call is tried first; it succeeds or gives up quickly."""

FIRST_SECONDS, FIRST_NODES = 2.0, 500

JOBS_IN_TURN = 14
"""Jobs per lane if steps are counted instead of seconds."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """Sizes of a programme that decide how it is searched."""

    small: int = SMALL
    """Number of columns up to which a single call is tried first."""
    quick: int = QUICK_ENTRIES
    """Number of matrix entries up to which the bound comes from one call on the whole programme;
    above, from one call for each block."""
    large: int = 100_000
    """Number of columns from which relaxation and neighbourhoods are solved in parts."""
    huge: int = 500_000
    """Number of columns from which no plan waits for a relaxation of all cohorts, which takes
    minutes."""


SIZES = Sizes()


def search(
    program: Program,
    limits: SearchLimits,
    hooks: SearchHooks = NO_HOOKS,
    starts: tuple[Bounds, ...] = (),
    sizes: Sizes = SIZES,
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
    sizes
        Which programmes are small or large; tests search small ones as if they were large.
    """
    lanes_of = partial(_lanes, starts=starts, sizes=sizes)
    return search_in_lanes(program, limits, hooks, lanes_of, small=sizes.small)


LanesOf = Callable[[Program, SearchState, TimeBudget, int], tuple[Lane, Lane]]
"""Returns the lanes of a search, given the programme, what they share, its limits and the seed."""


def search_in_lanes(
    program: Program, limits: SearchLimits, hooks: SearchHooks, lanes_of: LanesOf, *, small: int
) -> SolverReply:
    """Solve a small programme in one call, and search the others in lanes.

    Parameters
    ----------
    program
        Rows, columns and prices.
    limits
        Gap, seconds from now, seed.
    hooks
        Progress callback, stop signal, and dual values of a similar programme.
    lanes_of
        Returns the lanes.
    small
        Number of columns up to which a single call is tried first.
    """
    until = None if limits.deterministic else time.monotonic() + limits.seconds
    program = tight(program)
    state, budget = SearchState(mip_of(program), limits.gap, hooks.watch), TimeBudget(until)
    if hooks.known_row_prices is not None:
        row_prices = row_prices_for(program, hooks.known_row_prices)
        state.prove(dual_bound(with_finite_bounds(state.mip), row_prices))
    if len(program.lower) > small or not solve_at_once(state, budget, limits.seed):
        lanes = lanes_of(program, state, budget, limits.seed)
        run(lanes, state, until, JOBS_IN_TURN, hooks.stop or Event())
    if hooks.keep_row_prices is not None and state.row_prices is not None:
        hooks.keep_row_prices(RowPrices.of(program, state.row_prices))
    if state.best is not None:
        bound, earlier = min(state.bound, state.cost), tuple(reversed(state.earlier))
        return SolverReply(Ended.SOLVED, state.best, state.cost, bound, earlier=earlier)
    ended = Ended.INFEASIBLE if state.bound == np.inf else Ended.OUT_OF_TIME
    return SolverReply(ended, bound=state.bound)


def tight(program: Program) -> Program:
    """The programme within the bounds that its rows imply, for fewer columns and less relaxation.

    Bounds that contradict each other are left alone: infeasibility is for solvers to find.
    """
    bounds = tight_bounds(mip_of(program))
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
    *,
    starts: tuple[Bounds, ...],
    sizes: Sizes,
) -> tuple[Lane, Lane]:
    """The lane that proves bounds and the lane that finds plans."""
    by_blocks = prove_by_blocks(program, state, budget, seed)
    helping = help_improve(program, state, budget, seed + 1)
    if len(program.lower) >= sizes.large:
        hurried = len(program.lower) >= sizes.huge
        relaxing = sift(program, state, budget, seed, hurried=hurried)
        primal = improve_large(program, state, budget, seed, starts, by_groups=hurried)
        return _chain(relaxing, by_blocks, helping), primal
    primal = improve(program, state, budget, seed, starts)
    if len(program.values) <= sizes.quick:
        return prove(state, budget, seed, branching_first(program)), primal
    return _chain(relax(state, budget, seed), by_blocks, helping), primal


def _chain(*lanes: Lane | Steps) -> Lane:
    """One lane after another."""
    for each in lanes:
        yield from each
