"""A plan that was made before, as the cheapest of its programme, to solve from again."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from models.account import Judgement
from models.errors import InputError
from models.plan import Plan
from models.result import Result
from models.scenario import Scenario
from planner.books import books_of
from planner.formulation.decisions import values_of
from planner.formulation.program import Program
from planner.formulation.sets import sets_of
from planner.optimizer.optimise import OptimiserResult
from planner.planning import Cheapest
from planner.rules import rules_of
from planner.rules.commitments import ON_HOLD
from planner.rules.compose import compose


def cheapest_of(scenario: Scenario, result: Result) -> Cheapest:
    """A result, as if its plan had just been found in the programme of its scenario.

    Parameters
    ----------
    scenario
        What the result was made from, overlays and settings applied.
    result
        A result with a plan.

    Raises
    ------
    InputError
        The result has no plan.
    """
    plan, judgement = plan_and_judgement(result)
    books = books_of(scenario)
    program = compose(sets_of(books), rules_of(scenario))
    if ON_HOLD in program.groups:
        program = _with_holds(program, result)
    found = OptimiserResult(
        result.status, plan, judgement.total, result.bound, program, None, judgement
    )
    return Cheapest(books, result.baselines, found, result.status)


def plan_and_judgement(result: Result) -> tuple[Plan, Judgement]:
    """The plan of a result, and its audit.

    Raises
    ------
    InputError
        The result has no plan.
    """
    plan, judgement = result.audited_plan, result.audited_judgement
    if plan is None or judgement is None:
        step = "`relocate plan` says why there is none, and what would make one possible."
        raise InputError.of("has no plan to explain", next_step=step)
    return plan, judgement


def _with_holds(program: Program, result: Result) -> Program:
    """The programme in which as many moves may be on hold as in the plan."""
    on_hold, upper = program.groups[ON_HOLD].ids, program.upper.copy()
    upper[on_hold] = np.inf
    plan = result.audited_plan
    if plan is not None:
        upper[on_hold] = values_of(replace(program, upper=upper), plan)[on_hold]
    return replace(program, upper=upper)
