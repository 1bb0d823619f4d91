"""Short ways to judge plans and to look for the cheapest, with every rule or without one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from models.account import Finding, Judgement
from models.choices import Solver
from models.plan import BlockOrder, Move, Plan
from models.scenario import Scenario
from models.search_limits import SearchLimits
from planner.audit import audit
from planner.books import Books, books_of
from planner.formulation.decisions import plan_of
from planner.formulation.program import Program
from planner.formulation.sets import sets_of
from planner.optimizer.job import Job, SolverReply
from planner.optimizer.matrix import mip_of
from planner.optimizer.optimise import OptimiserResult, optimise
from planner.optimizer.solver import solve
from planner.rules import rules_of
from planner.rules.compose import compose
from planner.rules.rule import Rule
from tests.support.builders import plan


def judged(
    scenario: Scenario, moves: Sequence[Move] = (), blocks: Sequence[BlockOrder] = ()
) -> Judgement:
    """What the audit says of some moves and blocks."""
    return audit(plan(moves, blocks), books_of(scenario))


def violations(judgement: Judgement, rule: str) -> tuple[Finding, ...]:
    """Findings of one rule that is broken."""
    return tuple(finding for finding in judgement.violations if finding.rule == rule)


def findings(judgement: Judgement, rule: str) -> tuple[Finding, ...]:
    """All that one rule says."""
    return tuple(finding for finding in judgement.findings if finding.rule == rule)


def only(found: tuple[Finding, ...]) -> Finding:
    """The one finding that there is."""
    (finding,) = found
    return finding


def found_by(scenario: Scenario, solver: Solver = Solver.HIGHS) -> OptimiserResult:
    """What the optimiser finds with every rule in force and no gap."""
    return optimise(books_of(scenario), SearchLimits(solver=solver, gap=0.0))


def cheapest(scenario: Scenario) -> Plan:
    """The cheapest plan with every rule in force, for which solver and audit find one price."""
    found = found_by(scenario)
    assert found.plan is not None
    assert found.claimed == audit(found.plan, books_of(scenario)).total
    return found.plan


def programme_of(scenario: Scenario) -> Program:
    """The programme with every rule in force."""
    return compose(sets_of(books_of(scenario)), rules_of(scenario))


def relaxed(scenario: Scenario) -> tuple[Program, SolverReply]:
    """The programme with every rule in force, and its relaxation."""
    program = programme_of(scenario)
    return program, solve(mip_of(program), Job(program.lower, program.upper, whole=False))


def least_in_relaxation(program: Program, column: int, at_least: Mapping[int, int]) -> float:
    """Least that a column is in fractions, where some others are raised to so much."""
    lower, counting = program.lower.copy(), np.zeros(len(program.lower), dtype=np.int64)
    lower[list(at_least)], counting[column] = list(at_least.values()), 1_000_000
    counted = replace(program, prices={"counted": counting}, constants={})
    reply = solve(mip_of(counted), Job(lower, counted.upper, whole=False))
    return reply.bound / 1_000_000


def cheapest_without(scenario: Scenario, *rules: str) -> Plan:
    """The cheapest plan of a programme that was never told of some rules."""
    found = any_without(scenario, *rules)
    assert found is not None
    return found


def any_without(scenario: Scenario, *rules: str) -> Plan | None:
    """The same; none if the other rules leave no plan."""
    kept = [each for each in rules_of(scenario) if each.name not in rules]
    program = compose(sets_of(books_of(scenario)), kept)
    job = Job(program.lower, program.upper, seconds=60.0)
    answer = solve(mip_of(program), job)
    return None if answer.solution is None else plan_of(program, answer.solution)


def assert_limits_the_optimiser(scenario: Scenario, rule: str) -> None:
    """With the rule the cheapest plan is lawful; without it, it breaks this rule and no other."""
    books = books_of(scenario)
    assert audit(cheapest(scenario), books).lawful
    unaware = audit(cheapest_without(scenario, rule), books)
    assert {finding.rule for finding in unaware.violations} == {rule}


def assert_moves_the_optimum(scenario: Scenario, rule: str) -> None:
    """Without the rule's price the optimiser picks a lawful plan that truly costs more."""
    books = books_of(scenario)
    aware, unaware = audit(cheapest(scenario), books), cheapest_without(scenario, rule)
    assert aware.lawful
    assert audit(unaware, books).lawful
    assert aware.total < audit(unaware, books).total


def do_nothing(scenario: Scenario, books: Books | None = None) -> Judgement:
    """What the audit says where nobody moves and nothing is decided."""
    return audit(Plan(), books or books_of(scenario))


def rules_but_seats(company: Scenario) -> tuple[Rule, ...]:
    """A mistake to plant: the programme knows nothing of seats, the audit does."""
    return tuple(rule for rule in rules_of(company) if rule.name != "seats")
