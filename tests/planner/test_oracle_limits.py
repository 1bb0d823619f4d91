"""The optimiser against a brute force over tiny companies under teams, quotas, leases and promises.

Every plan of moves, seat blocks and releases is judged by the audit; what a plan leaves undone of
the plan in force is on hold.
"""

from __future__ import annotations

from functools import cache

import pytest

from models.result import Status
from models.scenario import Scenario
from models.workforce import Mode
from planner.audit import audit
from planner.books import books_of
from planner.optimizer.optimise import OptimiserResult
from tests.planner.rules.judging import cheapest_without, found_by
from tests.planner.rules.tiny_limits import Plans, tiny_company, under_way
from tests.seeds import seeds

FEW, MANY = (*range(260, 325), 329, 331, 366), range(500, 700)
"""Companies that are always judged, and the rest.

The last three of the first: one takes a seat block, in the others departures and arrivals bind.
"""
FEW_PLANS, MANY_PLANS = 500, 2500

LIMITS = frozenset(
    {"teams", "acceptance", "arrivals", "visas", "redundancies", "continuity", "people_at_risk"}
    | {"kept_posts", "commitments", "seats", "departures"}
)


@cache
def company_of(seed: int, most_plans: int) -> Scenario:
    """One of the companies; every third one has a plan in force."""
    company = tiny_company(seed, most_plans)
    return under_way(company, seed) if seed % 3 == 0 else company


@cache
def found_of(seed: int, most_plans: int) -> OptimiserResult:
    """What the optimiser finds for it."""
    return found_by(company_of(seed, most_plans))


def assert_as_good_as_any(seed: int, most_plans: int) -> None:
    """As few on hold and as cheap as the best of all plans; or neither finds a lawful one."""
    company, found = company_of(seed, most_plans), found_of(seed, most_plans)
    best = Plans(company).cheapest()
    if best is None:
        assert (found.status, found.plan) == (Status.INFEASIBLE, None)
        return
    assert found.plan is not None
    judgement = audit(found.plan, books_of(company))
    assert judgement.lawful, judgement.violations
    assert (sum(hold.heads for hold in found.plan.holds), judgement.total) == best
    assert found.claimed == judgement.total
    assert found.bound is not None
    assert found.bound <= judgement.total


@pytest.mark.parametrize("seed", seeds(FEW))
def test_no_lawful_plan_is_better_than_the_one_found(seed: int) -> None:
    """Companies of up to five hundred plans each; the audit finds what the solver claims."""
    assert_as_good_as_any(seed, FEW_PLANS)


@pytest.mark.slow
@pytest.mark.parametrize("seed", MANY)
def test_no_lawful_plan_is_better_than_the_one_found_in_many_companies(seed: int) -> None:
    """Two hundred companies of up to twenty-five hundred plans each."""
    assert_as_good_as_any(seed, MANY_PLANS)


@pytest.mark.slow
def test_the_companies_are_of_many_kinds() -> None:
    """Some can do nothing lawful; others stay, move by each mode, buy or give up seats, or hold."""
    kinds: set[str] = set()
    for seed in FEW:
        plan = found_of(seed, FEW_PLANS).plan
        if plan is None:
            kinds.add("none")
            continue
        kinds |= {move.mode.value for move in plan.moves}
        kinds |= {name for name in ("blocks", "releases", "holds") if getattr(plan, name)}
        kinds |= set() if plan.moves else {"stays"}

    decisions = {"none", "stays", "blocks", "releases", "holds"}
    # Nobody can be placed in these companies; the oracle of modes redeploys.
    assert kinds == decisions | {mode.value for mode in Mode if mode is not Mode.REDEPLOY}


@pytest.mark.slow
def test_the_limits_matter() -> None:
    """Each of these rules forbids what would be cheapest in some of the companies."""
    assert {rule for seed in FEW for rule in LIMITS if _binds(seed, rule)} == LIMITS


def _binds(seed: int, rule: str) -> bool:
    """Whether the cheapest plan of a programme that was never told of a rule breaks it."""
    company, plan = company_of(seed, FEW_PLANS), found_of(seed, FEW_PLANS).plan
    if plan is None or plan.holds:
        return False
    judgement = audit(cheapest_without(company, rule), books_of(company))
    return any(finding.rule == rule for finding in judgement.violations)
