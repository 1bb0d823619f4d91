"""The optimiser against a brute force where people are placed at home and posts fall away.

Moves by every mode, placements and consultations are enumerated and judged by the audit; pace,
batches, domestic transfers and quotas of redundancies limit them.
"""

from __future__ import annotations

from functools import cache

import pytest

from models.plan import Plan
from models.result import Status
from models.search_limits import SearchLimits
from models.workforce import Mode
from planner.audit import audit
from planner.expanded_plan import expand
from planner.optimizer.optimise import OptimiserResult, optimise
from tests.planner.rules.every_duty import EveryDuty
from tests.planner.rules.judging import cheapest_without
from tests.planner.rules.tiny_modes import tiny_modes
from tests.seeds import seeds

FEW, MANY = (*range(54), 132, 230, 233, 234, 250, 294), range(5000, 5250)
"""The last six of the few are companies whose cheapest plan redeploys somebody."""

FEW_PLANS, MANY_PLANS = 500, 2500

LIMITS = frozenset({"placements", "pace", "vacancies", "teams", "mass_redundancy", "redundancies"})


@cache
def every_of(seed: int, most_plans: int) -> EveryDuty:
    """One of the companies, with all of its plans."""
    return tiny_modes(seed, most_plans)


@cache
def found_of(seed: int, most_plans: int) -> OptimiserResult:
    """What the optimiser finds for it."""
    return optimise(every_of(seed, most_plans).books, SearchLimits(gap=0.0))


def assert_nothing_lawful_is_cheaper(seed: int, most_plans: int) -> None:
    """What is found is lawful, costs what is claimed and no more than any lawful plan."""
    every, found = every_of(seed, most_plans), found_of(seed, most_plans)
    best = every.cheapest()
    if best is None:
        assert (found.status, found.plan) == (Status.INFEASIBLE, None)
        return
    assert found.plan is not None, best
    judgement = audit(found.plan, every.books)
    assert judgement.lawful, judgement.violations
    assert judgement.total == best[0], (found.plan, best[1])
    assert judgement.total == found.claimed


@pytest.mark.parametrize("seed", seeds(FEW))
def test_no_lawful_plan_is_cheaper_than_the_one_found(seed: int) -> None:
    """Sixty companies of up to 500 plans each."""
    assert_nothing_lawful_is_cheaper(seed, FEW_PLANS)


@pytest.mark.slow
@pytest.mark.parametrize("seed", MANY)
def test_no_lawful_plan_is_cheaper_than_the_one_found_in_many_companies(seed: int) -> None:
    """Two hundred and fifty companies of up to 2,500 plans each."""
    assert_nothing_lawful_is_cheaper(seed, MANY_PLANS)


@pytest.mark.slow
def test_the_cheapest_plans_are_of_many_kinds() -> None:
    """By each mode, with and without placements; posts fall with and without separations."""
    kinds: set[str] = set()
    for seed in FEW:
        plan = found_of(seed, FEW_PLANS).plan
        if plan is not None:
            kinds |= {move.mode.value for move in plan.moves} or {"stays"}
            kinds |= _of_falls(every_of(seed, FEW_PLANS), plan)

    assert kinds == {"stays", "separated", "closed", *(mode.value for mode in Mode)}


def _of_falls(every: EveryDuty, plan: Plan) -> set[str]:
    done = expand(every.books, plan)
    kinds = {"separated" for each in done.separations if each.cause is None}
    for posts, pool in zip(every.scenario.posts.values(), done.vacancy_pools, strict=True):
        falls = posts[0] - posts[-1]
        kinds |= {"closed"} if falls > sum(pool.separated_heads) else set()
    return kinds


@pytest.mark.slow
def test_the_limits_matter() -> None:
    """Each of these rules forbids what would be cheapest in some of the companies."""
    assert {rule for seed in FEW for rule in LIMITS if _binds(seed, rule)} == LIMITS


def _binds(seed: int, rule: str) -> bool:
    """Whether the cheapest plan of a programme that was never told of a rule breaks it."""
    every, plan = every_of(seed, FEW_PLANS), found_of(seed, FEW_PLANS).plan
    if plan is None:
        return False
    judgement = audit(cheapest_without(every.scenario, rule), every.books)
    return any(finding.rule == rule for finding in judgement.violations)
