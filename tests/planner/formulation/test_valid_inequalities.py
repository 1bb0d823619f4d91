"""Bounds on how many posts move tighten relaxations and exclude no plan.

Companies whose posts reach data in China from abroad, and whose people are placed at home: limits
on refills and on redeploys say how many posts a fraction of an export can be.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from models.plan import Plan
from models.scenario import Scenario
from models.workforce import Mode, Substitute
from planner.audit import audit
from planner.formulation.fixing import DECISIONS, values_of
from planner.formulation.program import Program
from planner.formulation.sets import MODES, sets_of
from planner.formulation.variables import HEADS
from planner.optimizer.matrix import mip_of
from planner.optimizer.solver import Ended, Job, SolverReply, solve
from planner.rules import rules_of
from planner.rules.compose import compose
from tests.builders import access, cohort, pay, role
from tests.planner.rules.duties import china, data, export_law, population, terms
from tests.planner.rules.every_duty import EveryDuty
from tests.planner.rules.exporters import NONE_OFFERED, company
from tests.planner.rules.tiny_companies import Dice
from tests.planner.rules.tiny_modes import tiny_modes
from tests.seeds import seeds

FEW, MANY = (21, 66, 250, 43, 60, 72, 230, 233), range(6000, 6060)
"""In the few, lawful plans refill or redeploy abroad."""

FEW_PLANS, MANY_PLANS = 40, 120
EVERY_PLAN = 40
"""Most lawful plans of a company that are fixed into its programme."""


def exporter(seed: int, most_plans: int) -> EveryDuty:
    """A company of ``tiny_modes`` whose cohorts reach data that leaves China under a contract."""
    return EveryDuty(_with_data(Dice(seed, 16), tiny_modes(seed, most_plans).scenario))


def _with_data(dice: Dice, base: Scenario) -> Scenario:
    here, *elsewhere = base.jurisdictions
    contract = terms(set_up=dice.amount("USD", 30))
    law = export_law(**{**NONE_OFFERED, "standard_contract": contract})
    fields = {name: getattr(base, name) for name in Scenario.model_fields}
    mass = here.mass_redundancy
    return Scenario(
        **{
            **fields,
            "jurisdictions": (china(exports=law, mass_redundancy=mass), *elsewhere),
            "populations": (population("retail", dice.one_of((99_999, 100_000))),),
            "datasets": (data("clients", "retail"),),
            "access": tuple(access(each.id, "clients") for each in base.cohorts),
        }
    )


def programme(every: EveryDuty, *, bounded: bool = True) -> Program:
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
    for name in DECISIONS:
        ids = program.groups[name].ids
        lower[ids] = upper[ids] = values[ids]
    return replace(program, lower=lower, upper=upper)


def assert_bounds_exclude_no_plan(every: EveryDuty) -> None:
    """The optimum is the same without them, and lawful plans cost what the audit says."""
    bounded, free = programme(every), programme(every, bounded=False)
    best, free_best = solved(bounded), solved(free)
    assert best.ended is free_best.ended
    if best.ended is Ended.SOLVED:
        assert best.cost == pytest.approx(free_best.cost, abs=1)
        assert solved(bounded, whole=False).bound >= solved(free, whole=False).bound - 1
    judged = ((plan, audit(plan, every.books)) for plan in every.plans())
    lawful = [(plan, judgement.total) for plan, judgement in judged if judgement.lawful]
    for plan, total in lawful[:: 1 + len(lawful) // EVERY_PLAN]:
        assert solved(with_decisions(bounded, plan)).cost == pytest.approx(total, abs=1)


@pytest.mark.parametrize("seed", seeds(FEW))
def test_bounds_exclude_no_plan(seed: int) -> None:
    """Eight companies of up to forty plans of moves, each with every contract."""
    assert_bounds_exclude_no_plan(exporter(seed, FEW_PLANS))


@pytest.mark.slow
@pytest.mark.parametrize("seed", MANY)
def test_bounds_exclude_no_plan_of_many_companies(seed: int) -> None:
    """Sixty companies of up to 120 plans of moves, each with every contract."""
    assert_bounds_exclude_no_plan(exporter(seed, MANY_PLANS))


@pytest.mark.parametrize(("mode", "heads"), [(Mode.REFILL, 2), (Mode.REDEPLOY, 3)])
def test_all_that_a_mode_can_land_outside_are_a_whole_export(mode: Mode, heads: int) -> None:
    """Of ten posts two are vacant, and three of eight people accept a post of clerks: ``exported``
    is 1 once all of these are outside, though they are two or three tenths of the posts."""
    whole = company(
        roles=(role("analyst"), role("clerk")),
        pay=tuple(
            pay(who, where, "USD 50000")
            for who in ("analyst", "clerk")
            for where in ("shanghai", "bengaluru")
        ),
        cohorts=(cohort("kyc", vacant=2), cohort("desk", role="clerk", vacant=5)),
        substitutes=(Substitute(role_from="analyst", role_to="clerk", acceptance=0.4),),
    )
    program = programme(EveryDuty(whole))
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
