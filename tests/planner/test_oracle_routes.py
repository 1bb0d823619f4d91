"""The optimiser against a brute force over the audit, where data, routes and redundancies matter.

Tiny random companies with thresholds, windows, leads and validities on their edges: every plan of
moves, measures, routes and consultations is judged, and none that is lawful may be cheaper than
the one found.
"""

from __future__ import annotations

import pytest

from models.choices import Solver
from models.result import Status
from models.search_limits import SearchLimits
from models.settings import Budget, ExposureCap
from planner.audit import audit
from planner.books import Books, books_of
from planner.optimizer.optimise import OptimiserResult, optimise
from tests.planner.rules.tiny_exporters import tiny_exporter
from tests.seeds import seeds

FEW, MANY = range(40), range(1000, 1240)
FEW_PLANS, MANY_PLANS = 250, 1500


def found_by(books: Books, solver: Solver = Solver.HIGHS) -> OptimiserResult:
    """What the optimiser finds without a gap."""
    return optimise(books, SearchLimits(solver=solver, gap=0.0))


def assert_nothing_lawful_is_cheaper(seed: int, most_plans: int) -> None:
    """What is found is lawful, costs what is claimed and no more than any lawful plan."""
    every = tiny_exporter(seed, most_plans)
    found, best = found_by(every.books), every.cheapest()
    if best is None:
        assert (found.status, found.plan) == (Status.INFEASIBLE, None)
        return
    assert found.plan is not None, best
    judgement = audit(found.plan, every.books)
    assert judgement.lawful, judgement.violations
    assert judgement.total == best[0], (found.plan, best[1])
    assert judgement.total == found.claimed
    assert found.bound is not None
    assert found.bound <= judgement.total


@pytest.mark.parametrize("seed", seeds(FEW))
def test_no_lawful_plan_is_cheaper_than_the_one_found(seed: int) -> None:
    """Forty companies of up to 250 plans each."""
    assert_nothing_lawful_is_cheaper(seed, FEW_PLANS)


@pytest.mark.slow
@pytest.mark.parametrize("seed", MANY)
def test_no_lawful_plan_is_cheaper_than_the_one_found_in_many_companies(seed: int) -> None:
    """Two hundred and forty companies of up to fifteen hundred plans each."""
    assert_nothing_lawful_is_cheaper(seed, MANY_PLANS)


@pytest.mark.parametrize("seed", seeds(FEW[:20]))
def test_all_solvers_find_the_same_total(seed: int) -> None:
    """HiGHS, SCIP and CP-SAT claim the same money, or all find that no plan exists.

    Without limits on money, whose edges lie within the tolerance of solvers.
    """
    unlimited = {"budget": Budget(), "exposure_cap": ExposureCap()}
    books = books_of(tiny_exporter(seed, FEW_PLANS).scenario.model_copy(update=unlimited))
    found = [found_by(books, solver) for solver in Solver]

    assert len({(each.status, each.claimed) for each in found}) == 1


@pytest.mark.slow
def test_the_cheapest_plans_are_of_many_kinds() -> None:
    """Some stay, some take measures, file each route, consult, or have nothing lawful to do."""
    kinds: set[str] = set()
    for seed in MANY:
        plan = found_by(tiny_exporter(seed, MANY_PLANS).books).plan
        if plan is None:
            kinds.add("none")
            continue
        kinds |= {filing.route.value for filing in plan.routes}
        kinds |= {"for a time" for filing in plan.routes if filing.until}
        kinds |= {"measures"} if plan.measures else set()
        kinds |= {"talks"} if plan.consultations else set()
        kinds |= set() if plan.moves else {"stays"}

    assert kinds == {
        "none",
        "stays",
        "measures",
        "talks",
        "for a time",
        "standard_contract",
        "certification",
        "security_assessment",
    }
