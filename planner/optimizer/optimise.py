"""A scenario in, an audited plan with its gap out."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, replace

import numpy as np

from models.plan import Plan
from models.result import Status
from models.search_limits import SearchLimits, Solver
from planner.books import Books
from planner.formulation.program import Floats, Program
from planner.formulation.readback import plan_of
from planner.formulation.sets import sets_of
from planner.formulation.variables import HOLDS, ON_HOLD
from planner.optimizer.incumbent import Watch
from planner.optimizer.lanes import Stop
from planner.optimizer.mathopt import MONEY_UNIT, Ended, SolverReply, solve
from planner.optimizer.reference import starts_of
from planner.optimizer.search import Search, search
from planner.rules import rules_of
from planner.rules.compose import compose

AUDIT_SECONDS = 2.0
"""Kept back of the time limit at most, for files to be read and the plan to be judged."""


NO_END = 1_000_000.0
"""Seconds given to a deterministic search, which counts steps in place of time."""


@dataclass(frozen=True, eq=False)
class SearchHooks:
    """What a caller may add to a search: plans to start from, progress, and a way to end it."""

    reference: Plan | None = None
    """A plan to start from, of this scenario or one much like it."""
    watch: Watch | None = None
    stop: Stop | None = None
    """Set to end a search at once, with the best plan so far."""
    still: Plan | None = None
    """A plan in which nobody moves, to start from as well."""


NO_HOOKS = SearchHooks()


@dataclass(frozen=True, eq=False)
class OptimiserResult:
    """A plan as the solver left it, not yet audited."""

    status: Status
    plan: Plan | None
    claimed: int | None
    """Objective by the programme's own prices; the audit may find less, never more."""
    bound: int | None
    """No plan of the scenario costs less."""
    program: Program | None = None
    """What was solved."""
    solution: Floats | None = None
    """[column] its solution that the plan was read from."""


def optimise(
    books: Books, limits: SearchLimits, margin: int = 0, hooks: SearchHooks = NO_HOOKS
) -> OptimiserResult:
    """Look for the cheapest plan that keeps every rule.

    Where committed moves stand in the way of any plan, as few of them as possible are put on hold.

    Parameters
    ----------
    books
        The scenario with its coefficients.
    limits
        Solver, gap, time and seed.
    margin
        What limits on money are tightened by; with one, the bound is of the tightened programme.
    hooks
        A plan to start from, a callback for progress, and a way to end it; only the search has
        them, the single calls to a solver do not.
    """
    limit = NO_END if limits.deterministic else limits.seconds
    deadline = time.monotonic() + limit - min(AUDIT_SECONDS, limit / 10)
    program = compose(sets_of(books), rules_of(books.scenario), margin)
    answer = _look(program, limits, deadline, hooks)
    if answer.ended is Ended.INFEASIBLE and ON_HOLD in program.groups:
        held = _with_fewest_holds(program, limits, deadline)
        if held is not None:
            program, answer = held, _look(held, limits, deadline, hooks)
    return _found(program, answer)


def _look(
    program: Program, limits: SearchLimits, deadline: float, hooks: SearchHooks
) -> SolverReply:
    if limits.solver is not Solver.SEARCH:
        return _ask(program, limits, deadline)
    how = Search(
        gap=limits.gap,
        until=None if limits.deterministic else deadline,
        seed=limits.seed,
        watch=hooks.watch,
        stop=hooks.stop,
    )
    return search(program, how, starts_of(program, hooks.reference, hooks.still))


def _ask(program: Program, limits: SearchLimits, deadline: float) -> SolverReply:
    return solve(
        program,
        solver=limits.solver,
        gap=limits.gap,
        time_limit_seconds=deadline - time.monotonic(),
        seed=limits.seed,
    )


def _with_fewest_holds(program: Program, limits: SearchLimits, deadline: float) -> Program | None:
    """Allow as few heads on hold as let a plan exist; none if that is no help."""
    on_hold, upper = program.groups[ON_HOLD].ids, program.upper.copy()
    upper[on_hold] = upper[program.groups[HOLDS].ids].sum()
    counting = np.zeros(len(upper), dtype=np.int64)
    counting[on_hold] = round(MONEY_UNIT)
    fewest = replace(program, upper=upper, prices={ON_HOLD: counting}, constants={})
    answer = _ask(fewest, limits.model_copy(update={"gap": 0.0}), deadline)
    if answer.solution is None:
        return None
    upper = program.upper.copy()
    upper[on_hold] = np.rint(answer.solution[on_hold])
    return replace(program, upper=upper)


def _whole(bound: float) -> int:
    """Totals are whole, so a bound rounds up, less what floating point may have added."""
    return math.ceil(bound - 0.01 - abs(bound) * 1e-12)


def _found(program: Program, answer: SolverReply) -> OptimiserResult:
    if answer.ended is Ended.INFEASIBLE:
        return OptimiserResult(Status.INFEASIBLE, None, None, None)
    bound = _whole(answer.bound) if math.isfinite(answer.bound) else None
    if answer.solution is None:
        return OptimiserResult(Status.NO_PLAN_IN_TIME, None, None, bound)
    claimed = round(float(program.objective @ answer.solution)) + program.constant
    plan = plan_of(program, answer.solution)
    return OptimiserResult(Status.FEASIBLE, plan, claimed, bound, program, answer.solution)
