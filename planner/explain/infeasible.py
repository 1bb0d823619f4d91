"""A scenario without a plan: which limits clash, and what would have to give."""

from __future__ import annotations

import time

from models.choices import Solver
from models.clash import Clash
from planner.books import Books
from planner.explain.clash import clash_in
from planner.explain.feasibility import Asking
from planner.explain.relaxations import relaxations_of

CLASH_SHARE = 0.5
"""Share of the time that goes to the clash; the rest goes to its relaxations."""


def clash_of(books: Books, *, solver: Solver, time_limit_seconds: float) -> Clash:
    """Find limits that clash, none of which can be spared, and what could give.

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
        It has no members if time ran out before it was known that limits clash at all.
    """
    started = time.monotonic()
    asking = Asking(solver, started + CLASH_SHARE * time_limit_seconds)
    members, irreducible = clash_in(books, asking)
    rest = Asking(solver, started + time_limit_seconds)
    found = relaxations_of(books.scenario, members, rest)
    return Clash(
        members=members,
        irreducible=irreducible,
        relaxations=found.relaxations,
        complete=found.complete,
    )
