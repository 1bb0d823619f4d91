"""Bounds on how many posts move tighten relaxations and exclude no plan."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from models.plan import Plan
from models.workforce import Mode, Substitute
from planner.formulation.decisions import values_of
from planner.formulation.program import Program
from planner.formulation.sets import MODES, sets_of
from planner.formulation.variables import HEADS
from planner.optimizer.job import Ended, Job, SolverReply
from planner.optimizer.matrix import mip_of
from planner.optimizer.solver import solve
from planner.rules import rules_of
from planner.rules.compose import compose
from tests.support.builders import cohort, pay, role
from tests.support.companies import exporting
from tests.support.every_plan import EveryPlan
from tests.support.random_companies.company import KINDS, tiny_company

TIGHT, MANY = (("duties", 82), ("duties", 96), ("duties", 110)), range(6000, 6040)
FEW_PLANS, MANY_PLANS = 200, 800
SAMPLE = 40
"""Most lawful plans of a company that are fixed into its programme."""


def programme(every: EveryPlan, *, bounded: bool = True) -> Program:
    """The programme, or that of rules that say nothing of how many posts move at most."""
    rules = rules_of(every.scenario)
    return compose(
        sets_of(every.books), rules if bounded else [replace(each, bounds=None) for each in rules]
    )


def solved(program: Program, *, whole: bool = True) -> SolverReply:
    """What HiGHS finds without a gap."""
    return solve(mip_of(program), Job(program.lower, program.upper, whole=whole, gap=0.0))


def with_decisions(program: Program, plan: Plan) -> Program:
    """The programme with all decisions as in a plan."""
    values, lower, upper = values_of(program, plan), program.lower.copy(), program.upper.copy()
    for columns, decision in program.decisions:
        if not decision.follows:
            lower[columns.ids] = upper[columns.ids] = values[columns.ids]
    return replace(program, lower=lower, upper=upper)


def assert_bounds_exclude_no_plan(every: EveryPlan) -> None:
    """The optimum is the same without them, and lawful plans cost what the audit says."""
    bounded, free = programme(every), programme(every, bounded=False)
    best, free_best = solved(bounded), solved(free)
    assert best.ended is free_best.ended
    if best.ended is Ended.SOLVED:
        assert best.cost == pytest.approx(free_best.cost, abs=1)
        assert solved(bounded, whole=False).bound >= solved(free, whole=False).bound - 1
    lawful = [(plan, judgement.total) for plan, judgement in every.lawful() if not plan.holds]
    for plan, total in lawful[:: 1 + len(lawful) // SAMPLE]:
        assert solved(with_decisions(bounded, plan)).cost == pytest.approx(total, abs=1)


@pytest.mark.parametrize(("kind", "seed"), TIGHT)
def test_bounds_exclude_no_plan_that_reaches_them(kind: str, seed: int) -> None:
    """Companies some of whose lawful plans refill or redeploy as many posts abroad as can be."""
    assert_bounds_exclude_no_plan(tiny_company(seed, FEW_PLANS, kind))


@pytest.mark.slow
@pytest.mark.parametrize("seed", MANY)
@pytest.mark.parametrize("kind", KINDS)
def test_bounds_exclude_no_plan_of_many_companies(kind: str, seed: int) -> None:
    """Forty companies of each kind, of up to eight hundred plans each."""
    assert_bounds_exclude_no_plan(tiny_company(seed, MANY_PLANS, kind))


@pytest.mark.parametrize(("mode", "heads"), [(Mode.REFILL, 2), (Mode.REDEPLOY, 3)])
def test_all_that_a_mode_can_land_outside_are_a_whole_export(mode: Mode, heads: int) -> None:
    """Of ten posts two are vacant, and three of eight people accept a post of clerks: ``exported``
    is 1 once all of these are outside, though they are two or three tenths of the posts."""
    whole = exporting(
        roles=(role("analyst"), role("clerk")),
        pay=tuple(
            pay(who, where, "USD 50000")
            for who in ("analyst", "clerk")
            for where in ("shanghai", "bengaluru")
        ),
        cohorts=(cohort("kyc", vacant=2), cohort("desk", role="clerk", vacant=5)),
        substitutes=(Substitute(role_from="analyst", role_to="clerk", acceptance=0.4),),
    )
    program = programme(EveryPlan(whole))
    moves, lower = program.groups[HEADS], program.lower.copy()
    wanted = moves.index["mode"] == MODES.index(mode)
    kyc = [each.id for each in whole.cohorts].index("kyc")
    wanted &= (moves.index["cohort"] == kyc) & (moves.index["period"] == 0)
    lower[moves.ids[wanted]] = heads
    exported = program.groups["exported clients"].ids
    counting = np.zeros(len(lower), dtype=np.int64)
    counting[exported[0]] = 1_000_000
    program = replace(program, lower=lower, prices={"exports": counting}, constants={})

    assert wanted.sum() == 1
    assert solved(program, whole=False).bound == pytest.approx(1_000_000)
