"""The optimiser against a brute force over the audit, with rules of every family at once.

Moves, blocks, measures, routes and consultations are enumerated; teams, acceptance, quotas,
continuity, leases, listed costs and churn have data too.
"""

from __future__ import annotations

import pytest

from models.result import Status
from models.search_limits import SearchLimits
from planner.audit import audit
from planner.optimizer.optimise import optimise
from tests.planner.rules.tiny_mixed import tiny_mixed
from tests.seeds import seeds

FEW, MANY = range(30), range(3000, 3150)
FEW_PLANS, MANY_PLANS = 300, 1500


def assert_nothing_lawful_is_cheaper(seed: int, most_plans: int) -> None:
    """What is found is lawful, costs what is claimed and no more than any lawful plan."""
    every = tiny_mixed(seed, most_plans)
    found, best = optimise(every.books, SearchLimits(gap=0.0)), every.cheapest()
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
    """Thirty companies of up to 300 plans each."""
    assert_nothing_lawful_is_cheaper(seed, FEW_PLANS)


@pytest.mark.slow
@pytest.mark.parametrize("seed", MANY)
def test_no_lawful_plan_is_cheaper_than_the_one_found_in_many_companies(seed: int) -> None:
    """A hundred and fifty companies of up to 1,500 plans each."""
    assert_nothing_lawful_is_cheaper(seed, MANY_PLANS)
