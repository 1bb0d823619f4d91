"""Why no plan exists: rules that cannot all be kept, none of which could be left out."""

from __future__ import annotations

import time
from collections.abc import Sequence

from models.search_limits import Solver
from planner.books import Books
from planner.formulation.sets import sets_of
from planner.optimizer.matrix import mip_of
from planner.optimizer.solver import Ended, Job, solve
from planner.rules import Rule, rules_of
from planner.rules.compose import compose

MOST_FIGURES = 4
"""Figures of one rule that a clash spells out; ``relocate rules`` has them all."""


def clash_of(books: Books, *, solver: Solver, time_limit_seconds: float) -> tuple[str, ...]:
    """Find rules that clash, by leaving out one after another.

    Parameters
    ----------
    books
        The scenario with its coefficients.
    solver
        Which solver to ask for feasibility.
    time_limit_seconds
        Seconds for the whole search. What is not decided in time stays in the list, so that the
        list always clashes but may then hold more than it needs.

    Returns
    -------
    words
        One sentence for each rule of the clash, with its figures of today.
    """
    deadline = time.monotonic() + time_limit_seconds
    kept = list(rules_of(books.scenario))
    for rule in [rule for rule in kept if _can_be_left_out(rule)]:
        fewer = [other for other in kept if other is not rule]
        if _infeasible(books, fewer, solver, deadline - time.monotonic()):
            kept = fewer
    return tuple(_words(rule, books) for rule in kept if _can_be_left_out(rule))


def _can_be_left_out(rule: Rule) -> bool:
    return not rule.structural and rule.checks is not None


def _infeasible(books: Books, rules: Sequence[Rule], solver: Solver, seconds: float) -> bool:
    if seconds <= 0:
        return False
    mip = mip_of(compose(sets_of(books), rules)).unpriced
    job = Job(mip.lower, mip.upper, solver=solver, gap=1.0, seconds=seconds)
    return solve(mip, job).ended is Ended.INFEASIBLE


def _words(rule: Rule, books: Books) -> str:
    values = rule.values(books.scenario)
    more = f"; and {len(values) - MOST_FIGURES} more" if len(values) > MOST_FIGURES else ""
    figures = "; ".join(values[:MOST_FIGURES]) + more
    return f"{rule.name}: {rule.sentence}" + (f" Here: {figures}." if figures else "")
