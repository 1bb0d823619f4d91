"""Results about plans that a test makes by hand, judged by the audit, without a search."""

from __future__ import annotations

from functools import cache

from models.baselines import Baselines
from models.named import NamedPlan
from models.plan import Plan
from models.result import Result, SolveRecord, Status
from models.scenario import Scenario
from planner.audit import audit
from planner.baselines import baselines_of
from planner.books import books_of
from planner.value import saving_of


def named(name: str, of: Scenario, plan: Plan, gap: int = 0) -> NamedPlan:
    """A plan that is proven to be within a gap, in cents, of the best of its scenario."""
    judged = audit(plan, books_of(of))
    result = _result(of, Status.OPTIMAL)
    saving = saving_of(judged, result.baselines)
    made = {"plan": plan, "judgement": judged, "objective": judged.total, "saving": saving}
    return NamedPlan(name, of, result.model_copy(update={**made, "bound": judged.total - gap}))


def infeasible(name: str, of: Scenario) -> NamedPlan:
    """A search that proved that there is no plan."""
    return NamedPlan(name, of, _result(of, Status.INFEASIBLE))


def _result(of: Scenario, status: Status) -> Result:
    return Result(
        status=status,
        currency=of.currency,
        provenance=SolveRecord(
            scenario=of.name,
            scenario_hash=of.hash,
            solver="search",
            seed=0,
            asked_gap=0.0,
            time_limit_seconds=1.0,
            versions={},
        ),
        baselines=_baselines(of),
    )


@cache
def _baselines(of: Scenario) -> Baselines:
    return baselines_of(books_of(of))
