"""What is found where no plan exists."""

from __future__ import annotations

from models.choices import Solver
from models.clash import Clash, WrittenValue
from models.scenario import Scenario
from planner.books import books_of
from planner.explain.infeasible import clash_of, with_relaxations


def explained(company: Scenario, seconds: float = 60.0) -> Clash:
    clash = clash_of(books_of(company), solver=Solver.HIGHS, time_limit_seconds=seconds)
    return with_relaxations(company, clash, solver=Solver.HIGHS, time_limit_seconds=seconds)


def changes(clash: Clash) -> dict[str, WrittenValue]:
    """What each relaxation of one change makes of which value."""
    return {
        each.changes[0].path: each.changes[0].after
        for each in clash.relaxations
        if len(each.changes) == 1
    }
