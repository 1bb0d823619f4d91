"""Cases that other risks change, charged apart: of many cases an input changes one or two.

Rules on expected losses charge case by case, so that the charges of some cases can be taken back
and made anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

import numpy as np

from planner.expanded_plan import ExpandedPlan
from planner.exposure import ExposureBook
from planner.rules import Charge, Rule


def changed_cases(before: ExposureBook, after: ExposureBook) -> frozenset[str]:
    """Cases whose coefficients differ between two books of the same cases."""
    return frozenset(
        one.id
        for one, other in zip(before.cases, after.cases, strict=True)
        if one is not other
        and not all(
            np.array_equal(*pair)
            for pair in (
                (one.fixed, other.fixed),
                (one.per_head, other.per_head),
                (one.tail, other.tail),
                (one.export, other.export),
            )
        )
    )


def only_cases(done: ExpandedPlan, book: ExposureBook, cases: Collection[str]) -> ExpandedPlan:
    """A plan where nothing but some cases of a book can happen."""
    kept = tuple(case for case in book.cases if case.id in cases)
    return replace(done, books=replace(done.books, exposure=replace(book, cases=kept)))


def charged(rule: Rule, done: ExpandedPlan) -> tuple[Charge, ...]:
    """What a plan owes under a rule."""
    return tuple(rule.charges(done)) if rule.charges is not None else ()


def taken_back(rule: Rule, done: ExpandedPlan) -> Iterator[Charge]:
    """The same with the sign turned."""
    for each in charged(rule, done):
        yield replace(each, amount=-each.amount, unweighted=-each.unweighted, cash=-each.cash)
