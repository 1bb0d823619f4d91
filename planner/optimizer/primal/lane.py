"""The lane that finds plans: a start, a dive from the relaxation, then improvements.

If the relaxation takes long, a plan with few moves is made first. For large programmes the
relaxation improves over time, and the best plan is improved block by block meanwhile; in the
largest, group by group, without waiting for a relaxation.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace
from itertools import cycle

import numpy as np

from planner.formulation.program import Program
from planner.optimizer.bound.branch_and_bound import QUICK_ENTRIES
from planner.optimizer.job import Job, SolverReply
from planner.optimizer.primal.chunks import Chunks
from planner.optimizer.primal.diving import dive
from planner.optimizer.primal.fix_and_optimise import fix_and_optimise
from planner.optimizer.primal.improver import Improver
from planner.optimizer.primal.lns import Way, improve_around
from planner.optimizer.primal.operators import excluded_by_reduced_cost, near_relaxation
from planner.optimizer.primal.rins import Between
from planner.optimizer.restriction import bounds_around, cheapest_moves, moves_of, net_cost
from planner.optimizer.state import Bounds, PlanLane, SearchState, TimeBudget

WIDENING = (0.0, 0.1, 1.0)
"""Shares of the moves freed in addition to those of the relaxation, tried in this order."""

START_SECONDS, LARGE_START_SECONDS = 30.0, 60.0

FEW_MOVES = 1 / 6
"""Share of the moves, the cheapest of each cohort, for a plan made before the relaxation is
solved."""

NEAR_SECONDS, NEAR_SOLUTIONS = 120.0, 1
"""Limits of the first search near the relaxation, which should find any plan quickly."""

PATIENCE = 3.0
"""Multiple of the usual seconds that a job of a large programme gets."""


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
    improver = Improver(program, state, budget, seed)
    quick = len(state.mip.matrix.values) <= QUICK_ENTRIES
    for bounds in starts:
        if improver.take((yield improver.job(bounds, START_SECONDS))):
            break
    if state.relaxed is None and not quick:
        yield from _of_few_moves(improver)
    while state.relaxed is None:
        yield None
    if not (yield from dive(improver, state.relaxed, any_plan=not quick)):
        yield from _near(improver, WIDENING)
    yield from improve_around(improver, quick=quick)


def _of_few_moves(improver: Improver) -> Generator[Job, SolverReply | None, None]:
    """Dive from a relaxation of few moves, unless the relaxation of all moves is solved sooner."""
    heads = moves_of(improver.program)
    nobody = np.zeros(heads.size, dtype=np.bool_)
    most = max(1, round(FEW_MOVES * heads.size / len(improver.program.sets.posts)))
    few = cheapest_moves(heads, net_cost(improver.program), nobody, most)
    bounds = bounds_around(improver.program, heads, few, np.zeros(heads.size))
    reply = yield replace(improver.job(bounds, np.inf), whole=False)
    if reply is not None and reply.solution is not None and improver.state.relaxed is None:
        # The relaxation of all moves may be there by now, and what it gives is better.
        yield from dive(improver, reply.solution, any_plan=True)


def _near(improver: Improver, shares: Sequence[float]) -> Generator[Job, SolverReply | None, None]:
    """Search near the relaxation, in a neighbourhood that widens as long as that helps."""
    heads = moves_of(improver.program)
    for share in shares:
        free = near_relaxation(improver.state, heads, share)
        free &= ~excluded_by_reduced_cost(improver.state, heads)
        bounds = bounds_around(improver.program, heads, free, np.zeros(heads.size))
        known = np.isfinite(improver.state.cost) and share > WIDENING[0]
        job = improver.job(bounds, improver.slice() if known else NEAR_SECONDS, 2, 0.5)
        reply = yield job if known else replace(job, solutions=NEAR_SOLUTIONS)
        better = improver.take(reply)
        if known and not better:
            return


def improve_large(
    program: Program,
    state: SearchState,
    budget: TimeBudget,
    seed: int,
    starts: Sequence[Bounds],
    *,
    by_groups: bool = False,
) -> PlanLane:
    """Find ever cheaper plans of a large programme; parameters as for ``improve``.

    One dive gives a plan. To follow the relaxation from there, block by block, is much quicker
    than to dive into each better one. Where the relaxation takes minutes, cohorts are let move
    group by group instead (``by_groups``).
    """
    improver = Improver(program, state, budget, seed, PATIENCE)
    turns = cycle([Between(improver).improve, Chunks(improver).improve])
    for bounds in starts:
        if improver.take((yield improver.job(bounds, LARGE_START_SECONDS))):
            break
    if by_groups:
        yield from fix_and_optimise(improver)
    tried, has_plan = None, by_groups and state.best is not None
    while True:
        relaxed = state.relaxed
        if relaxed is None:
            yield None
        elif not has_plan and relaxed is not tried:
            tried = relaxed
            has_plan = yield from dive(improver, relaxed, any_plan=True)
        else:
            yield from _improve_or_wait(state, turns)


def help_improve(program: Program, state: SearchState, budget: TimeBudget, seed: int) -> PlanLane:
    """Improve the best plan, without diving; parameters as for ``improve``."""
    improver = Improver(program, state, budget, seed)
    turns = cycle([Between(improver).improve, Chunks(improver).improve])
    while True:
        yield from _improve_or_wait(state, turns)


def _improve_or_wait(
    state: SearchState, turns: Iterator[Way]
) -> Generator[Job | None, SolverReply | None, None]:
    if state.best is None or state.relaxed is None:
        yield None
    else:
        yield from next(turns)()
