"""A scenario in, an audited plan with its gap out."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, replace

import numpy as np

from models.plan import Plan
from models.result import Status
from planner.books import Books
from planner.formulation.program import Floats, Program
from planner.formulation.readback import HOLDS, ON_HOLD, plan_of
from planner.formulation.sets import sets_of
from planner.optimizer.incumbent import Watch
from planner.optimizer.lanes import Stop
from planner.optimizer.mathopt import MONEY_UNIT, Answer, Ended, Solver, solve
from planner.optimizer.reference import starts_of
from planner.optimizer.search import Search, search
from planner.rules import rules_of
from planner.rules.compose import compose

AUDIT_SECONDS = 2.0
"""Kept back of the time limit at most, for files to be read and the plan to be judged."""


NO_END = 1_000_000.0
"""Seconds given where effort counts in place of time."""


@dataclass(frozen=True)
class Effort:
    """How long and how hard to look."""

    solver: Solver = Solver.SEARCH
    gap: float = 0.001
    """Relative gap of the objective at which to stop."""
    time_limit_seconds: float = 60.0
    seed: int = 0
    deterministic: bool = False
    """Stop after an effort that is the same on every machine, not after a time."""


@dataclass(frozen=True, eq=False)
class Company:
    """Who looks on: what is known before, who hears of progress, who may end it."""

    reference: Plan | None = None
    """A plan to start from, of this scenario or one much like it."""
    watch: Watch | None = None
    stop: Stop | None = None
    """Set to end a search at once, with the best plan so far."""
    still: Plan | None = None
    """A plan in which nobody moves, to start from as well."""


ALONE = Company()


@dataclass(frozen=True, eq=False)
class Found:
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


def optimise(books: Books, effort: Effort, margin: int = 0, company: Company = ALONE) -> Found:
    """Look for the cheapest plan that keeps every rule.

    Where committed moves stand in the way of any plan, as few of them as possible are put on hold.

    Parameters
    ----------
    books
        The scenario with its coefficients.
    effort
        How long and how hard to look.
    margin
        What limits on money are tightened by; with one, the bound is of the tightened programme.
    company
        A plan to start from, who hears of progress, and who may end it. Only the search listens.
    """
    limit = NO_END if effort.deterministic else effort.time_limit_seconds
    deadline = time.monotonic() + limit - min(AUDIT_SECONDS, limit / 10)
    program = compose(sets_of(books), rules_of(books.scenario), margin)
    answer = _look(program, effort, deadline, company)
    if answer.ended is Ended.INFEASIBLE and ON_HOLD in program.groups:
        held = _with_fewest_holds(program, effort, deadline)
        if held is not None:
            program, answer = held, _look(held, effort, deadline, company)
    return _found(program, answer)


def _look(program: Program, effort: Effort, deadline: float, company: Company) -> Answer:
    if effort.solver is not Solver.SEARCH:
        return _ask(program, effort, deadline)
    how = Search(
        gap=effort.gap,
        until=None if effort.deterministic else deadline,
        seed=effort.seed,
        watch=company.watch,
        stop=company.stop,
    )
    return search(program, how, starts_of(program, company.reference, company.still))


def _ask(program: Program, effort: Effort, deadline: float) -> Answer:
    return solve(
        program,
        solver=effort.solver,
        gap=effort.gap,
        time_limit_seconds=deadline - time.monotonic(),
        seed=effort.seed,
    )


def _with_fewest_holds(program: Program, effort: Effort, deadline: float) -> Program | None:
    """Allow as few heads on hold as let a plan exist; none if that is no help."""
    on_hold, upper = program.groups[ON_HOLD].ids, program.upper.copy()
    upper[on_hold] = upper[program.groups[HOLDS].ids].sum()
    counting = np.zeros(len(upper), dtype=np.int64)
    counting[on_hold] = round(MONEY_UNIT)
    fewest = replace(program, upper=upper, prices={ON_HOLD: counting}, constants={})
    answer = _ask(fewest, replace(effort, gap=0.0), deadline)
    if answer.solution is None:
        return None
    upper = program.upper.copy()
    upper[on_hold] = np.rint(answer.solution[on_hold])
    return replace(program, upper=upper)


def _whole(bound: float) -> int:
    """Totals are whole, so a bound rounds up, less what floating point may have added."""
    return math.ceil(bound - 0.01 - abs(bound) * 1e-12)


def _found(program: Program, answer: Answer) -> Found:
    if answer.ended is Ended.INFEASIBLE:
        return Found(Status.INFEASIBLE, None, None, None)
    bound = _whole(answer.bound) if math.isfinite(answer.bound) else None
    if answer.solution is None:
        return Found(Status.NO_PLAN_IN_TIME, None, None, bound)
    claimed = round(float(program.objective @ answer.solution)) + program.constant
    plan = plan_of(program, answer.solution)
    return Found(Status.FEASIBLE, plan, claimed, bound, program, answer.solution)
