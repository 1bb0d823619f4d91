"""Three solvers find the same optimum on a part of the worked example."""

from __future__ import annotations

import pytest

from models.choices import Solver
from models.result import Status
from models.scenario import Scenario
from models.search_limits import SearchLimits
from planner.planning import make_plan
from planner.scenario_files import load

KEPT = 10
GAP = 0.0005
BY_COHORT = ("headcount", "service", "access", "acceptance", "costs", "incumbent")


def ten_cohorts() -> Scenario:
    """The ten largest cohorts of shanghai-2026 in Shanghai, over four quarters, alone.

    What asks for cohorts that are left out goes with them.
    """
    whole = load("shanghai-2026", settings={"horizon.ends": "2028-01-01"})
    ours = sorted((c for c in whole.cohorts if c.office == "shanghai"), key=lambda c: -c.posts)
    names = {cohort.id for cohort in ours[:KEPT]}
    tables = {
        table: tuple(row for row in getattr(whole, table) if row.cohort in names)
        for table in BY_COHORT
    }
    return whole.model_copy(
        update={
            **tables,
            "cohorts": tuple(c for c in whole.cohorts if c.id in names),
            "teams": tuple(t for t in whole.teams if set(t.cohorts) <= names),
            "effects": tuple(e for e in whole.effects if e.cohort in names | {None}),
            "presence": (),
        }
    )


@pytest.mark.slow
def test_they_agree_on_ten_cohorts() -> None:
    """Each plan is lawful, and costs no less than what either of the others has proven."""
    company = ten_cohorts()
    limits = [SearchLimits(solver=solver, gap=GAP, seconds=120.0) for solver in Solver]
    results = [make_plan(company, each) for each in limits]

    assert all(each.status in {Status.OPTIMAL, Status.FEASIBLE} for each in results)
    bounds = [each.bound for each in results if each.bound is not None]
    objectives = [each.objective for each in results if each.objective is not None]
    assert len(bounds) == len(objectives) == len(Solver)
    assert max(bounds) <= min(objectives)
    assert results[0].status is Status.OPTIMAL
    assert min(objectives) >= max(objectives) * (1 - 20 * GAP)
