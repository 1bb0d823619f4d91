"""Entry of the optimiser: from a scenario's coefficients to a plan with a dual bound."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from models.account import Judgement
from models.choices import Solver
from models.plan import Plan
from models.result import Status
from models.search_limits import SearchLimits
from planner.books import Books
from planner.formulation.decisions import plan_of
from planner.formulation.program import Floats, Program
from planner.formulation.sets import sets_of
from planner.optimizer.job import MONEY_UNIT, Ended, Job, SolverReply
from planner.optimizer.matrix import mip_of
from planner.optimizer.overruns import ROUNDING, margin_for, overrun_by_rounding
from planner.optimizer.portfolio import search
from planner.optimizer.primal.start import starts_of
from planner.optimizer.solver import solve
from planner.optimizer.state import NO_HOOKS, SearchHooks
from planner.rules import rules_of
from planner.rules.commitments import HOLDS, ON_HOLD
from planner.rules.compose import compose

AUDIT_SECONDS = 2.0
"""Most seconds of the time limit kept back for reading files and auditing the plan."""

NO_END = 1_000_000.0
"""Seconds given to a deterministic search, which counts steps instead of time."""

REPAIR_SECONDS, REPAIR_SHARE = 5.0, 0.1
"""Least time for a second search after a rounding: seconds, and a share of the time spent."""

AuditFunction = Callable[[Plan], Judgement]
"""The audit, which shares no code with the optimiser."""


@dataclass(frozen=True, eq=False)
class OptimiserResult:
    """The solver's plan, and its audit if there was one."""

    status: Status
    plan: Plan | None
    claimed: int | None
    """Objective by the programme's own prices; the audit may find less, never more."""
    bound: int | None
    """Lower bound: no plan of the scenario costs less."""
    program: Program | None = None
    """The programme that was solved."""
    solution: Floats | None = None
    """[column] the solution from which the plan was read."""
    judgement: Judgement | None = None
    dropped: Judgement | None = None
    """The audit of a cheaper plan, which it refused."""

    @property
    def refused(self) -> bool:
        """Whether the audit refuses the plan: it breaks a rule, or costs more than claimed."""
        if self.judgement is None or self.claimed is None:
            return False
        return not self.judgement.lawful or self.judgement.total > self.claimed + ROUNDING


def optimise(
    books: Books,
    limits: SearchLimits,
    hooks: SearchHooks = NO_HOOKS,
    judge: AuditFunction | None = None,
    spent: float = 0.0,
) -> OptimiserResult:
    """Search for the cheapest plan that keeps every rule.

    The programme may be solved again for two reasons, each at most once. If committed moves make
    every plan impossible, as few of them as possible are put on hold. If the audit finds that a
    solver's rounding exceeds a limit on money, these limits are tightened by the excess. The dual
    bound is always that of the programme before tightening. A plan that the audit refuses for
    another reason gives way to one that was found before it.

    Parameters
    ----------
    books
        The scenario with its coefficients.
    limits
        Solver, gap, time and seed.
    hooks
        A plan to start from, a callback for progress, and a stop signal. Single calls to a solver
        ignore them.
    judge
        The audit; without one, roundings are not repaired.
    spent
        Seconds of the time limit already used.
    """
    started = time.monotonic() - spent
    first, reply = _attempt(books, limits, hooks, judge, margin=0)
    overrun = overrun_by_rounding(first.judgement)
    if not overrun:
        return cheapest_admitted(first, reply, judge)
    hooks = replace(hooks, reference=first.plan)
    limits, hooks = repair_limits(limits, hooks, time.monotonic() - started)
    second, reply = _attempt(books, limits, hooks, judge, margin_for(overrun))
    result = cheapest_admitted(second, reply, judge)
    status = Status.NO_PLAN_IN_TIME if result.plan is None else result.status
    return replace(result, status=status, bound=first.bound)


def _attempt(
    books: Books,
    limits: SearchLimits,
    hooks: SearchHooks,
    judge: AuditFunction | None,
    margin: int,
) -> tuple[OptimiserResult, SolverReply]:
    """Solve the programme with limits on money tightened, and once more for moves on hold."""
    deadline = _deadline(limits)
    program = compose(sets_of(books), rules_of(books.scenario), margin)
    reply = _solve(program, limits, deadline, hooks)
    if reply.ended is Ended.INFEASIBLE and ON_HOLD in program.groups:
        fewest = with_fewest_holds(program, limits.within(deadline - time.monotonic()))
        if fewest is not None:
            program, reply = fewest, _solve(fewest, limits, deadline, hooks)
    return _result(program, reply, judge), reply


def repair_limits(
    limits: SearchLimits, hooks: SearchHooks, spent: float
) -> tuple[SearchLimits, SearchHooks]:
    """Limits and hooks of a search that repairs a rounding.

    A plan found in time should not be lost over a cent. Its repair gets a few seconds even if time
    is up or somebody has stopped the search, and these seconds cannot be stopped.
    """
    repair = REPAIR_SECONDS + REPAIR_SHARE * spent
    if hooks.stopped:
        by_clock = limits.model_copy(update={"deterministic": False})
        return by_clock.within(repair), replace(hooks, stop=None)
    return limits.within(max(limits.seconds - spent, repair)), hooks


def _deadline(limits: SearchLimits) -> float:
    """Monotonic time by which a search must end, so that time remains for the audit."""
    seconds = NO_END if limits.deterministic else limits.seconds
    return time.monotonic() + seconds - min(AUDIT_SECONDS, seconds / 10)


def _solve(
    program: Program, limits: SearchLimits, deadline: float, hooks: SearchHooks
) -> SolverReply:
    if limits.solver is not Solver.SEARCH:
        return _one_call(program, limits, deadline)
    starts = starts_of(program, hooks.reference, hooks.staying_put)
    return search(program, limits.within(deadline - time.monotonic()), hooks, starts)


def _one_call(program: Program, limits: SearchLimits, deadline: float) -> SolverReply:
    job = Job(
        program.lower,
        program.upper,
        solver=limits.solver,
        gap=limits.gap,
        seconds=deadline - time.monotonic(),
        seed=limits.seed,
    )
    return solve(mip_of(program), job)


def with_fewest_holds(program: Program, limits: SearchLimits) -> Program | None:
    """Put as few posts on hold as a plan needs; None if holds do not help."""
    on_hold, upper = program.groups[ON_HOLD].ids, program.upper.copy()
    upper[on_hold] = upper[program.groups[HOLDS].ids].sum()
    counting = np.zeros(len(upper), dtype=np.int64)
    counting[on_hold] = round(MONEY_UNIT)
    fewest = replace(program, upper=upper, prices={ON_HOLD: counting}, constants={})
    seconds = NO_END if limits.deterministic else limits.seconds
    limits = limits.model_copy(update={"gap": 0.0})
    reply = _one_call(fewest, limits, time.monotonic() + seconds)
    if reply.solution is None:
        return None
    upper = program.upper.copy()
    upper[on_hold] = np.rint(reply.solution[on_hold])
    return replace(program, upper=upper)


def _result(program: Program, reply: SolverReply, judge: AuditFunction | None) -> OptimiserResult:
    if reply.ended is Ended.INFEASIBLE:
        return OptimiserResult(Status.INFEASIBLE, None, None, None)
    bound = _whole(reply.bound) if math.isfinite(reply.bound) else None
    if reply.solution is None:
        return OptimiserResult(Status.NO_PLAN_IN_TIME, None, None, bound)
    claimed = round(float(program.objective @ reply.solution)) + program.constant
    plan = plan_of(program, reply.solution)
    judgement = judge(plan) if judge is not None else None
    return OptimiserResult(
        Status.FEASIBLE, plan, claimed, bound, program, reply.solution, judgement
    )


def cheapest_admitted(
    found: OptimiserResult, reply: SolverReply, judge: AuditFunction | None
) -> OptimiserResult:
    """What was found; where the audit refuses it, the cheapest earlier solution that it admits."""
    if found.refused and found.program is not None:
        for solution in reply.earlier:
            earlier = _result(found.program, replace(reply, solution=solution), judge)
            if not earlier.refused:
                return replace(earlier, dropped=found.judgement)
    return found


def _whole(bound: float) -> int:
    """The bound rounded up, since totals are whole, less a tolerance for floating point."""
    return math.ceil(bound - 0.01 - abs(bound) * 1e-12)
