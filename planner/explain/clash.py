"""Why no plan exists: a deletion filter finds rules that cannot all be kept."""

from __future__ import annotations

import time
from collections.abc import Sequence
from enum import Enum, auto

from models.choices import Solver
from models.result import Clash
from planner.books import Books
from planner.formulation.sets import sets_of
from planner.optimizer.job import Ended, Job
from planner.optimizer.matrix import mip_of
from planner.optimizer.solver import solve
from planner.rules import Rule, rules_of
from planner.rules.compose import compose

MOST_FIGURES = 4
"""Most figures of one rule that a clash lists; ``relocate rules`` lists all of them."""


class _Feasibility(Enum):
    """Whether a plan exists that keeps some rules."""

    FEASIBLE = auto()
    INFEASIBLE = auto()
    UNDECIDED = auto()


def clash_of(books: Books, *, solver: Solver, time_limit_seconds: float) -> Clash:
    """Find rules that clash, by leaving out one after another.

    If no plan exists without a rule either, the rule is dropped from the clash. If a plan exists
    without it, the rule stays. If time runs out before that is known, the rule stays too. The rules
    that remain always clash, but after a timeout there may be more of them than necessary.

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
        With one sentence for each rule, and its figures in this scenario.
    """
    deadline = time.monotonic() + time_limit_seconds
    kept = list(rules_of(books.scenario))
    irreducible = True
    for rule in [rule for rule in kept if _can_be_left_out(rule)]:
        fewer = [other for other in kept if other is not rule]
        found = _feasibility(books, fewer, solver, deadline - time.monotonic())
        if found is _Feasibility.INFEASIBLE:
            kept = fewer
        irreducible &= found is not _Feasibility.UNDECIDED
    words = tuple(_words(rule, books) for rule in kept if _can_be_left_out(rule))
    return Clash(rules=words, irreducible=irreducible)


def _can_be_left_out(rule: Rule) -> bool:
    return not rule.structural and rule.checks is not None


def _feasibility(
    books: Books, rules: Sequence[Rule], solver: Solver, seconds: float
) -> _Feasibility:
    if seconds <= 0:
        return _Feasibility.UNDECIDED
    mip = mip_of(compose(sets_of(books), rules)).unpriced
    reply = solve(mip, Job(mip.lower, mip.upper, solver=solver, gap=1.0, seconds=seconds))
    if reply.ended is Ended.INFEASIBLE:
        return _Feasibility.INFEASIBLE
    return _Feasibility.UNDECIDED if reply.solution is None else _Feasibility.FEASIBLE


def _words(rule: Rule, books: Books) -> str:
    values = rule.values(books.scenario)
    more = f"; and {len(values) - MOST_FIGURES} more" if len(values) > MOST_FIGURES else ""
    figures = "; ".join(values[:MOST_FIGURES]) + more
    return f"{rule.name}: {rule.sentence}" + (f" Here: {figures}." if figures else "")
