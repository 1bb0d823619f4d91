"""A plan that was made before, as the cheapest of its programme, to solve from again."""

from __future__ import annotations

from dataclasses import replace

from models.account import Judgement
from models.errors import InputError
from models.plan import Plan
from models.result import Result
from models.scenario import Scenario
from planner.books import Books, books_of
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
    program = program_for(books, plan)
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


def program_for(books: Books, plan: Plan) -> Program:
    """The programme in which as many posts may be on hold as in a plan."""
    program = compose(sets_of(books), rules_of(books.scenario))
    if ON_HOLD not in program.groups:
        return program
    upper = program.upper.copy()
    upper[program.groups[ON_HOLD].ids] = sum(hold.heads for hold in plan.holds)
    return replace(program, upper=upper)
