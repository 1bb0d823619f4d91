"""A scenario without a plan: which limits clash, and what would have to give."""

from __future__ import annotations

import time

from models.choices import Solver
from models.clash import Clash
from models.scenario import Scenario
from planner.books import Books
from planner.explain.clash import clash_in
from planner.explain.feasibility import Asking
from planner.explain.relaxations import relaxations_of


def clash_of(books: Books, *, solver: Solver, time_limit_seconds: float) -> Clash:
    """Find limits that clash, none of which can be spared.

    Parameters
    ----------
    books
        The scenario with its coefficients; it has no plan that keeps every rule.
    solver
        Which solver to ask for feasibility.
    time_limit_seconds
        Seconds for the whole search.

    Returns
    -------
    clash
        Its members clash whatever else is given up; without any one of them the others can be kept.
        It has no members if time ran out before it was known that limits clash at all, and no
        relaxations: they take longer, and not everybody asks for them.
    """
    asking = Asking(solver, time.monotonic() + time_limit_seconds)
    members, irreducible = clash_in(books, asking)
    return Clash(members=members, irreducible=irreducible)


def with_relaxations(
    scenario: Scenario, clash: Clash, *, solver: Solver, time_limit_seconds: float
) -> Clash:
    """The clash with the least changes of the scenario that make a plan possible."""
    asking = Asking(solver, time.monotonic() + time_limit_seconds)
    found = relaxations_of(scenario, clash.members, asking)
    return clash.model_copy(update={"relaxations": found.relaxations, "complete": found.complete})
