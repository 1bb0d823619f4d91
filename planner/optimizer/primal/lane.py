"""The lane that finds plans: a start, a dive from the relaxation, then improvements.

If the relaxation takes long, a plan with few moves is made first. For large programmes the
relaxation improves over time, and the best plan is improved in chunks meanwhile.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import replace

import numpy as np

from planner.formulation.program import Program
from planner.optimizer.bound.branch_and_bound import QUICK_ENTRIES
from planner.optimizer.job import Job, SolverReply
from planner.optimizer.primal.diving import dive
from planner.optimizer.primal.improver import Improver
from planner.optimizer.primal.lns import Chunks, improve_around
from planner.optimizer.primal.operators import excluded_by_reduced_cost, near_relaxation
from planner.optimizer.restriction import bounds_around, cheapest_moves, moves_of, net_cost
from planner.optimizer.state import Bounds, PlanLane, SearchState, TimeBudget

WIDENING = (0.0, 0.1, 1.0)
"""Shares of the moves freed in addition to those of the relaxation, tried in this order."""

START_SECONDS, LARGE_START_SECONDS = 30.0, 60.0

FEW_MOVES = 30
"""Number of cheapest moves per cohort for a plan made before the relaxation is solved."""

NEAR_SECONDS, NEAR_SOLUTIONS = 120.0, 1
"""Limits of the first search near the relaxation, which should find any plan quickly."""

BETTER = 0.002
"""Least improvement of a relaxation over the last one rounded, as a share of its cost."""


def improve(
    program: Program, state: SearchState, budget: TimeBudget, seed: int, starts: Sequence[Bounds]
) -> PlanLane:
    """Find ever cheaper plans.

    Parameters
    ----------
    program
        Has the groups of columns that neighbourhoods are made of.
    state
        Shared state, which takes the plans.
    budget
        Limits of jobs.
    seed
        Seed of the choice of neighbourhoods.
    starts
        Bounds within which a first plan is sought, tried in order until one is found.
    """
    mine = Improver(program, state, budget, seed)
    quick = len(state.mip.matrix.values) <= QUICK_ENTRIES
    for bounds in starts:
        if mine.take((yield mine.job(bounds, START_SECONDS))):
            break
    if state.relaxed is None and not quick:
        yield from _of_few_moves(mine)
    while state.relaxed is None:
        yield None
    found = yield from dive(mine, state.relaxed)
    if not found:
        yield from _near(mine, WIDENING)
    elif not quick:
        # A wider search corrects decisions that diving fixed too early, in twice the time.
        yield from _near(mine, WIDENING[:1])
    yield from improve_around(mine, quick=quick)


def _of_few_moves(mine: Improver) -> Generator[Job, SolverReply | None, None]:
    """Dive from a relaxation of few moves, unless the relaxation of all moves is solved sooner."""
    heads = moves_of(mine.program)
    nobody = np.zeros(heads.size, dtype=np.bool_)
    few = cheapest_moves(heads, net_cost(mine.program), nobody, FEW_MOVES)
    bounds = bounds_around(mine.program, heads, few, np.zeros(heads.size))
    reply = yield replace(mine.job(bounds, np.inf), whole=False)
    if reply is not None and reply.solution is not None and mine.state.relaxed is None:
        yield from dive(mine, reply.solution)


def _near(mine: Improver, shares: Sequence[float]) -> Generator[Job, SolverReply | None, None]:
    """Search near the relaxation (RINS), in a neighbourhood that widens as long as that helps."""
    heads = moves_of(mine.program)
    for share in shares:
        free = near_relaxation(mine.state, heads, share)
        free &= ~excluded_by_reduced_cost(mine.state, heads)
        bounds = bounds_around(mine.program, heads, free, np.zeros(heads.size))
        known = np.isfinite(mine.state.cost) and share > WIDENING[0]
        job = mine.job(bounds, mine.slice() if known else NEAR_SECONDS, 2, 0.5)
        reply = yield job if known else replace(job, solutions=NEAR_SOLUTIONS)
        better = mine.take(reply)
        if known and not better:
            return


def improve_large(
    program: Program, state: SearchState, budget: TimeBudget, seed: int, starts: Sequence[Bounds]
) -> PlanLane:
    """Find ever cheaper plans of a large programme; parameters as for ``improve``."""
    mine = Improver(program, state, budget, seed)
    chunks = Chunks(mine)
    for bounds in starts:
        if mine.take((yield mine.job(bounds, LARGE_START_SECONDS))):
            break
    followed = np.inf
    while True:
        relaxed = state.relaxed
        if relaxed is None:
            yield None
        elif state.mip.cost(relaxed) < followed * (1 - BETTER):
            followed = state.mip.cost(relaxed)
            yield from dive(mine, relaxed)
        else:
            yield from _improve_or_wait(chunks)


def help_improve(program: Program, state: SearchState, budget: TimeBudget, seed: int) -> PlanLane:
    """Improve the best plan in chunks, without diving; parameters as for ``improve``."""
    chunks = Chunks(Improver(program, state, budget, seed))
    while True:
        yield from _improve_or_wait(chunks)


def _improve_or_wait(chunks: Chunks) -> Generator[Job | None, SolverReply | None, None]:
    state = chunks.mine.state
    if state.best is None or state.relaxed is None:
        yield None
    else:
        yield from chunks.improve()
