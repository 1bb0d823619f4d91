"""Whether a plan exists: asked of a solver, and confirmed by the audit or by a second solver."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from enum import Enum, auto

import numpy as np

from models.choices import Solver
from models.scenario import Scenario
from planner.audit import audit
from planner.books import Books, books_of
from planner.formulation.decisions import plan_of
from planner.formulation.program import Program
from planner.formulation.sets import sets_of
from planner.formulation.variables import HEADS
from planner.optimizer.job import MONEY_UNIT, Ended, Job, SolverReply
from planner.optimizer.matrix import Mip, mip_of
from planner.optimizer.overruns import ROUNDING
from planner.optimizer.solver import solve
from planner.rules import Rule, rules_of
from planner.rules.commitments import HOLDS, ON_HOLD
from planner.rules.compose import compose


class Feasibility(Enum):
    """Whether a plan exists."""

    FEASIBLE = auto()
    INFEASIBLE = auto()
    UNDECIDED = auto()


@dataclass(frozen=True, slots=True)
class Asking:
    """Which solver is asked, and until when."""

    solver: Solver
    deadline: float
    """Monotonic time."""

    @property
    def seconds(self) -> float:
        """Seconds that are left."""
        return self.deadline - time.monotonic()

    def part(self, share: float) -> Asking:
        """The same for a part of the time that is left."""
        return replace(self, deadline=time.monotonic() + share * self.seconds)

    def reply(self, mip: Mip) -> SolverReply:
        """Any solution of a programme of ``programme_of``."""
        if self.seconds <= 0:
            return SolverReply(Ended.OUT_OF_TIME)
        job = Job(
            mip.lower,
            mip.upper,
            solver=self.solver,
            gap=1.0,
            seconds=self.seconds,
            solutions=1,
        )
        return solve(mip, job)

    def verdict(self, mip: Mip) -> Feasibility:
        """Whether a programme has a solution, by one solver."""
        reply = self.reply(mip)
        if reply.ended is Ended.INFEASIBLE:
            return Feasibility.INFEASIBLE
        return Feasibility.UNDECIDED if reply.solution is None else Feasibility.FEASIBLE

    def confirmed(self, mip: Mip) -> bool:
        """Whether another solver agrees that a programme has no solution."""
        other = Solver.HIGHS if self.solver is Solver.SCIP else Solver.SCIP
        return replace(self, solver=other).verdict(mip) is Feasibility.INFEASIBLE


def programme_of(
    scenario: Scenario, books: Books, margin: int = 0, *, separate: bool = False
) -> Program:
    """The programme of a scenario with fewest moves in place of costs, which is solved sooner.

    Rules that only have a price are left out where no limit counts it. Any of the promised moves
    may be put on hold.
    """
    rules = [
        rule for rule in rules_of(scenario) if rule.checks is not None or _counts(scenario, rule)
    ]
    program = compose(sets_of(books), rules, margin, separate=separate)
    moves = np.zeros(len(program.lower), dtype=np.int64)
    moves[program.groups[HEADS].ids] = round(MONEY_UNIT)
    upper = program.upper.copy()
    if ON_HOLD in program.groups:
        upper[program.groups[ON_HOLD].ids] = upper[program.groups[HOLDS].ids].sum()
    return replace(program, upper=upper, prices={HEADS: moves}, constants={})


def _counts(scenario: Scenario, rule: Rule) -> bool:
    """Whether what a rule charges counts towards a limit on money."""
    budget = scenario.budget
    if rule.expected:
        return scenario.exposure_cap.total is not None
    return budget.total is not None or bool(budget.by_fiscal_year)


def has_plan(scenario: Scenario, asking: Asking) -> Feasibility:
    """Whether a scenario has a plan that the audit finds lawful.

    A solver may overstep a limit on money by a rounding. It is then asked again with such limits
    tightened by as much.
    """
    books = books_of(scenario)
    for margin in (0, ROUNDING):
        program = programme_of(scenario, books, margin)
        reply = asking.reply(mip_of(program))
        if reply.ended is Ended.INFEASIBLE:
            return Feasibility.UNDECIDED if margin else Feasibility.INFEASIBLE
        if reply.solution is None:
            return Feasibility.UNDECIDED
        if audit(plan_of(program, reply.solution), books).lawful:
            return Feasibility.FEASIBLE
    return Feasibility.UNDECIDED


def has_none(scenario: Scenario, asking: Asking) -> bool:
    """Whether two solvers agree that a scenario has no plan."""
    mip = mip_of(programme_of(scenario, books_of(scenario)))
    return asking.verdict(mip) is Feasibility.INFEASIBLE and asking.confirmed(mip)
