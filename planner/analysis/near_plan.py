"""A small search round a known plan, for a programme with a row that the plan does not keep."""

from __future__ import annotations

from dataclasses import replace

from models.plan import Plan
from models.search_limits import SearchLimits
from planner.formulation.decisions import plan_of, values_of
from planner.formulation.program import Program
from planner.formulation.sets import Mask
from planner.optimizer.job import Job
from planner.optimizer.matrix import mip_of
from planner.optimizer.portfolio import tight
from planner.optimizer.restriction import bounds_around, moves_of
from planner.optimizer.solver import solve
from planner.optimizer.state import Bounds

NODES = 100
"""Nodes of one search if steps are counted instead of seconds."""

SHARES = (0.7, 0.3)
"""Share of the time of each neighbourhood, should it be needed."""

GAP = 1e-4
"""Gap at which it ends; longer searches start from what it found."""


def plan_near(program: Program, plan: Plan, free: Mask, limits: SearchLimits) -> Plan | None:
    """A plan in which free moves change and others are made with fewer posts, or as many.

    If there is none, other moves of the plan may have more posts as well.

    Parameters
    ----------
    program
        The programme; everything but moves is free.
    plan
        The known plan.
    free
        [move] moves that may change.
    limits
        Seconds and seed.

    Returns
    -------
    plan
        None if none was found in time.
    """
    program = tight(program)
    mip = mip_of(program)
    for (lower, upper), share in zip(_neighbourhoods(program, plan, free), SHARES, strict=True):
        job = Job(lower, upper, gap=GAP, seconds=share * limits.seconds, seed=limits.seed)
        if limits.deterministic:
            job = replace(job, seconds=None, nodes=NODES)
        reply = solve(mip, job)
        if reply.solution is not None:
            return plan_of(program, reply.solution)
    return None


def _neighbourhoods(program: Program, plan: Plan, free: Mask) -> tuple[Bounds, Bounds]:
    heads, values = moves_of(program), values_of(program, plan)
    posts = values[heads.ids]
    lower, upper = bounds_around(program, heads, free, posts)
    lower[heads.ids] = program.lower[heads.ids]
    more, made = upper.copy(), heads.ids[posts > 0]
    more[made] = program.upper[made]
    return (lower, upper), (lower, more)
