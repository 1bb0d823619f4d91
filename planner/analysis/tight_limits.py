"""The limits that a plan is at, each with what could give, by what the relaxation says of them."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np

from models.clash import ClashMember
from models.plan import Plan
from planner.books import Books
from planner.explain.members import kind_of, member_of
from planner.explain.separable import Limit, limits_of
from planner.formulation.program import Floats, Program
from planner.formulation.sets import Mask, sets_of
from planner.optimizer.job import Job
from planner.optimizer.matrix import Mip, mip_of
from planner.optimizer.primal.start import starts_of
from planner.optimizer.solver import solve
from planner.rules import rules_of
from planner.rules.commitments import HOLDS, ON_HOLD
from planner.rules.compose import compose
from planner.rules.named_limit import NamedLimit
from planner.rules.negotiable import Negotiable

TOLERANCE = 1e-6
"""What is left of a limit that counts as nothing, as a share of the limit."""

MONTH = 1 / 12
"""Part of a limit on money that is about its unit."""


@dataclass(frozen=True, eq=False)
class TightLimit:
    """A limit that leaves no room, and the value of the scenario that loosens it."""

    limit: ClashMember
    """In the periods in which it is tight."""
    value: Negotiable
    estimate: float
    """What the prices of the relaxation say of the worth of a unit."""


def tight_limits(books: Books, plan: Plan, seconds: float | None) -> list[TightLimit]:
    """Limits of which a plan leaves less than the smallest thing that counts towards them.

    So are those that have a price in the linear relaxation: it has no smallest things, and may be
    at a limit on money that a plan nearly reaches.

    Parameters
    ----------
    books
        The scenario with its coefficients.
    plan
        A plan that keeps every rule.
    seconds
        Time for the relaxation, and for what else follows from the plan; None for no limit.

    Returns
    -------
    tight
        Those with the largest estimate first. Limits of the same value of the scenario, such as
        seats and seat blocks of an office, count once.
    """
    program = _separate(books)
    mip = mip_of(program)
    prices = _row_prices(mip, seconds)
    tight = _without_room(program, mip, plan, seconds)
    if prices is not None:
        tight |= prices != 0
    groups: dict[Hashable, list[Limit]] = {}
    for limit in limits_of(program):
        if tight[list(limit.rows)].any():
            groups.setdefault(limit.member, []).append(limit)
    found: dict[str, TightLimit] = {}
    for limits in groups.values():
        for each in _loosened(books, mip, limits, prices):
            path = each.value.path
            if path not in found or each.estimate > found[path].estimate:
                found[path] = each
    return sorted(found.values(), key=lambda each: -each.estimate)


def _separate(books: Books) -> Program:
    """The programme with each limit as rows of its own, promised moves on hold as needed."""
    program = compose(sets_of(books), rules_of(books.scenario), separate=True)
    upper = program.upper.copy()
    if ON_HOLD in program.groups:
        upper[program.groups[ON_HOLD].ids] = upper[program.groups[HOLDS].ids].sum()
    return replace(program, upper=upper)


def _row_prices(mip: Mip, seconds: float | None) -> Floats | None:
    """[row] dual values of the relaxation; None if it is not solved in time."""
    return solve(mip, Job(mip.lower, mip.upper, whole=False, seconds=seconds)).row_prices


def _without_room(program: Program, mip: Mip, plan: Plan, seconds: float | None) -> Mask:
    """[row] whether a plan leaves less of it than its smallest whole coefficient."""
    nowhere: Mask = np.zeros(len(mip.row_lower), dtype=np.bool_)
    lower, upper = starts_of(program, plan)[0]
    solution = solve(mip, Job(lower, upper, seconds=seconds)).solution
    if solution is None:
        return nowhere
    sums = mip.matrix.times(solution)
    left = np.minimum(sums - mip.row_lower, mip.row_upper - sums)
    size = np.abs(_limit_of(mip))
    smallest = np.full(len(left), np.inf)
    whole = mip.integer[mip.matrix.columns] & (mip.upper[mip.matrix.columns] > 0)
    np.minimum.at(smallest, mip.matrix.rows[whole], np.abs(mip.matrix.values[whole]))
    smallest[np.isinf(smallest)] = 0.0
    tight: Mask = left < np.maximum(smallest * (1 - TOLERANCE), TOLERANCE * np.maximum(1.0, size))
    # Where an office can add no blocks, their row holds nothing.
    tight[np.bincount(mip.matrix.rows, minlength=len(left)) == 0] = False
    return tight


def _limit_of(mip: Mip) -> Floats:
    """[row] its limit, whichever side it is on."""
    return np.where(np.isfinite(mip.row_upper), mip.row_upper, mip.row_lower)


def _loosened(
    books: Books, mip: Mip, limits: Sequence[Limit], prices: Floats | None
) -> Iterator[TightLimit]:
    """What could give in limits that are one member, if it is an amount or a row of a table.

    Where posts may not go at all and how long things take is no amount of which there is a unit.
    """
    member = member_of(books, [(each.rule, each.name, each.at) for each in limits])
    if member.amount is None and not member.subject.row:
        return
    for value in _values(books, member):
        rows = [row for each in limits for row in each.rows]
        part = _part(books, member, value)
        yield TightLimit(member, value, _estimate(mip, rows, prices, part))


def _values(books: Books, member: ClashMember) -> Iterator[Negotiable]:
    """The value that is the limit itself, if it can give; nothing that takes its place."""
    kind = kind_of(member)
    given = kind.gives(NamedLimit(member, books.scenario)) if kind is not None else ()
    yield from (each for each in islice(given, 1) if each.steps > 0)


def _part(books: Books, member: ClashMember, value: Negotiable) -> float:
    """About what part of a limit its unit is."""
    if member.amount is None:
        return 1.0
    if member.unit == books.scenario.currency:
        return MONTH
    return value.unit / max(1, member.amount)


def _estimate(mip: Mip, rows: Sequence[int], prices: Floats | None, part: float) -> float:
    """What a part more of some rows is worth at their prices."""
    if prices is None:
        return 0.0
    sizes = np.maximum(np.abs(_limit_of(mip)[rows]), 1.0)
    return float(np.abs(prices[rows]) @ sizes) * part
