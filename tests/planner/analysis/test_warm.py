"""Another search in a changed programme, from a known plan: what the audit refuses."""

from __future__ import annotations

import pytest

from models.search_limits import SearchLimits
from planner.analysis.warm import program_of, solve_from
from planner.formulation.program import Program
from planner.formulation.sets import sets_of
from planner.optimizer.state import NO_HOOKS
from planner.planning import Cheapest, find_cheapest
from planner.rules.compose import compose
from tests.support.companies import crowded
from tests.support.judging import rules_but_seats

EXACT = SearchLimits(gap=0.0, deterministic=True)


def without_seats(cheapest: Cheapest) -> Program:
    """A mistake to plant: the programme knows nothing of seats."""
    return compose(sets_of(cheapest.books), rules_but_seats(cheapest.books.scenario))


def test_the_cheapest_plan_is_found_again() -> None:
    """From staying put, in the same programme: no warning, the same total, a bound."""
    cheapest = find_cheapest(crowded(), EXACT)
    staying = cheapest.baselines.staying_put.plan
    again = solve_from(cheapest, program_of(cheapest), staying, EXACT, NO_HOOKS)

    assert cheapest.found.judgement is not None
    assert again.plan is not None
    assert again.plan.posts == 5
    assert again.plan.total == cheapest.found.judgement.total
    assert again.bound == pytest.approx(again.plan.total, rel=1e-6)


@pytest.mark.parametrize("proves", [True, False])
def test_a_plan_that_the_audit_refuses_is_told_and_not_returned(proves: bool) -> None:
    """All ten leave for five seats; the plan started from remains, or none."""
    cheapest = find_cheapest(crowded(), EXACT)
    wrong = without_seats(cheapest)
    start = cheapest.baselines.staying_put.plan
    with pytest.warns(RuntimeWarning, match="the audit refuses it: it breaks seats"):
        found = solve_from(cheapest, wrong, start, EXACT, NO_HOOKS, proves=proves)

    assert found.plan is None or found.plan.posts <= 5
