"""Whom falling numbers of posts make redundant: the programme against the audit, plan by plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest

from models.calendar import Horizon
from models.plan import Move, Plan
from models.scenario import Scenario
from models.workforce import HeadcountStep, Mode, ModePolicies, ModePolicy
from planner.audit import audit
from planner.books import books_of
from planner.expanded_plan import expand
from planner.formulation.decisions import values_of
from planner.formulation.sets import sets_of
from planner.formulation.variables import HEADS, SEPARATED
from planner.optimizer.job import MONEY_UNIT, Job
from planner.optimizer.matrix import mip_of
from planner.optimizer.solver import solve
from planner.rules import rules_of
from planner.rules.compose import compose
from tests.support.builders import cohort, move, scenario
from tests.support.judging import programme_of
from tests.support.seeds import seeds

QUARTERS = [f"{year}-Q{quarter}" for year in (2027, 2028) for quarter in (1, 2, 3, 4)]


def changing(rng: np.random.Generator) -> Scenario:
    """A cohort whose posts rise and fall over two years, while its people resign."""
    posts, steps = int(rng.integers(8, 40)), []
    level = posts
    for i in range(1, len(QUARTERS)):
        if rng.random() < 0.5:
            level = max(3, level + int(rng.integers(-6, 5)))
            starts = date(2027 + i // 4, 3 * (i % 4) + 1, 1)
            steps.append(HeadcountStep(cohort="kyc", effective_from=starts, posts=level))
    attrition = float(rng.choice([0.0, 0.1, 0.3, 0.6]))
    vacant = int(rng.integers(0, 6))
    return scenario(
        horizon=Horizon(periods=len(QUARTERS), tail_periods=0),
        cohorts=(cohort("kyc", posts=posts, vacant=vacant, attrition=attrition),),
        headcount=tuple(steps),
        modes=ModePolicies(refill=ModePolicy()),
        refill_window_periods=int(rng.integers(0, 4)),
    )


def some_moves(rng: np.random.Generator) -> tuple[Move, ...]:
    """A few posts move in some quarters, most of them vacant ones."""
    found = []
    for quarter in QUARTERS:
        mode = Mode.REFILL if rng.random() < 0.8 else Mode.TRANSFER
        if rng.random() < 0.4:
            found.append(move(int(rng.integers(1, 3)), mode, quarter))
    return tuple(found)


@pytest.mark.parametrize("seed", seeds(range(150), quick=15))
def test_as_many_are_separated_as_the_audit_counts_whatever_would_pay(seed: int) -> None:
    """With moves held, separations are asked for and avoided: neither changes their number.

    A plan that the audit refuses is no solution, and one that it admits is.
    """
    rng = np.random.default_rng(seed)
    company = changing(rng)
    books = books_of(company)
    program = compose(sets_of(books), rules_of(company))
    mip, heads, separated = mip_of(program), program.groups[HEADS], program.groups[SEPARATED]
    for plan in (Plan(moves=some_moves(rng)) for _ in range(3)):
        lower, upper = program.lower.copy(), program.upper.copy()
        held = values_of(program, plan)[heads.ids]
        lawful = audit(plan, books).lawful
        if held.sum() < sum(each.heads for each in plan.moves) or (held > upper[heads.ids]).any():
            assert not lawful
            continue
        lower[heads.ids] = upper[heads.ids] = held
        counted = expand(books, plan).vacancy_pools[0].separated_heads
        for worth in (MONEY_UNIT, -MONEY_UNIT):
            costs = np.zeros(len(lower))
            costs[separated.ids] = worth * rng.integers(1, 4, separated.size)
            solution = solve(replace(mip, objective=costs), Job(lower, upper)).solution

            assert (solution is not None) == lawful
            if solution is not None:
                expected = [counted[period] for period in separated.index["period"]]
                assert solution[separated.ids].tolist() == expected


@pytest.mark.parametrize(
    ("kyc", "posts", "refilled", "separated"),
    [
        ({"posts": 10, "vacant": 2}, (10, 5, 5), 0, 3),
        ({"posts": 9, "attrition": 0.4506}, (9, 7, 7), 0, 2),
        ({"posts": 10, "vacant": 1}, (10, 11, 10), 1, 0),
    ],
)
def test_no_more_and_no_fewer_are_separated_than_vacancies_leave(
    kyc: dict[str, Any], posts: tuple[int, ...], refilled: int, separated: int
) -> None:
    """Five posts fall and two are vacant: three. Two fall, and 0.9999 of one is vacant: two.

    One is vacant, one is new in the second quarter, in which one is refilled abroad, and one falls
    in the third: the vacancy of the start was refilled and the new one closes, so nobody.
    """
    company = scenario(
        cohorts=(cohort("kyc", **kyc),),
        headcount=tuple(
            HeadcountStep(cohort="kyc", effective_from=date(2027, 3 * i + 1, 1), posts=number)
            for i, number in enumerate(posts)
            if i
        ),
        modes=ModePolicies(refill=ModePolicy()),
        refill_window_periods=1,
    )
    program = programme_of(company)
    heads, gone = program.groups[HEADS], program.groups[SEPARATED]
    plan = Plan(moves=(move(refilled, Mode.REFILL, "2027-Q2"),) if refilled else ())
    lower, upper = program.lower.copy(), program.upper.copy()
    lower[heads.ids] = upper[heads.ids] = values_of(program, plan)[heads.ids]

    assert audit(plan, books_of(company)).lawful
    for worth in (MONEY_UNIT, -MONEY_UNIT):
        costs = np.zeros(len(lower))
        costs[gone.ids] = worth
        solution = solve(replace(mip_of(program), objective=costs), Job(lower, upper)).solution
        assert solution is not None
        assert solution[gone.ids].sum() == separated
