"""Feasibility-based bound tightening (propagation): the rows tighten the bounds of the columns.

In a row ``a . x <= b`` each term is at most ``b`` less the least that the other terms can be
(M. W. P. Savelsbergh, *Preprocessing and probing techniques for mixed integer programming
problems*, ORSA Journal on Computing 6, 1994). No step cuts off a solution, so tightening may stop
at any time.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from planner.optimizer.matrix import Mip, SparseMatrix

if TYPE_CHECKING:
    from planner.formulation.program import Floats
    from planner.formulation.sets import Integers, Mask

ROUNDS = 12
"""Most rounds of tightening. Bounds not tightened by then stay wider than necessary but valid."""

PASSES = 3
"""Most rounds in which columns without a bound can get one."""

TOLERANCE = 1e-6


@dataclass(frozen=True, eq=False)
class TightBounds:
    """Bounds valid for every solution, and the rows that they come from."""

    lower: Floats
    upper: Floats
    narrowed_by: Integers
    """[column] row that last lowered the upper bound before it fell below one; -1 for none."""
    excluded_by: Integers
    """[column] row that lowered it below one; -1 for none."""

    @property
    def contradict(self) -> bool:
        """Whether the bounds contradict each other, so that no solution exists."""
        return bool((self.lower > self.upper + TOLERANCE).any())


@dataclass(frozen=True, eq=False)
class _RowSide:
    """Rows ``matrix . x <= limits``."""

    matrix: SparseMatrix
    limits: Floats


def tight_bounds(mip: Mip) -> TightBounds:
    """Tighten the bounds of all columns, row by row, until nothing changes."""
    nobody = np.full(len(mip.lower), -1, dtype=np.int64)
    bounds = TightBounds(mip.lower.copy(), mip.upper.copy(), nobody.copy(), nobody.copy())
    sides = _sides(mip)
    for _ in range(ROUNDS):
        before = bounds.lower.copy(), bounds.upper.copy()
        for side in sides:
            _tighten(side, mip.integer, bounds)
        if np.array_equal(before[0], bounds.lower) and np.array_equal(before[1], bounds.upper):
            break
    return bounds


def with_finite_bounds(mip: Mip) -> Mip:
    """The same programme, with bounds implied by the rows for columns without bounds."""
    lower, upper = mip.lower.copy(), mip.upper.copy()
    sides = _sides(mip, np.isinf(lower) | np.isinf(upper))
    for _ in range(PASSES):
        below, above = _limits_by_rows(sides, lower, upper)
        lower = np.where(np.isinf(lower), below, lower)
        upper = np.where(np.isinf(upper), above, upper)
    return mip.within(lower, upper)


def _sides(mip: Mip, columns: Mask | None = None) -> tuple[_RowSide, _RowSide]:
    """All rows as upper limits, or only the rows that contain some columns."""
    matrix = mip.matrix
    if columns is not None:
        known = np.zeros(matrix.height, dtype=np.bool_)
        known[matrix.rows[columns[matrix.columns]]] = True
        matrix = matrix.entries(known[matrix.rows])
    mirrored = replace(matrix, values=-matrix.values)
    return _side(matrix, mip.row_upper), _side(mirrored, -mip.row_lower)


def _side(matrix: SparseMatrix, limits: Floats) -> _RowSide:
    return _RowSide(matrix.entries(np.isfinite(limits[matrix.rows])), limits)


def _limits_by_rows(
    sides: tuple[_RowSide, _RowSide], lower: Floats, upper: Floats
) -> tuple[Floats, Floats]:
    """[column] least and highest value that the rows allow; infinite if they do not limit it."""
    below, above = np.full(len(lower), -np.inf), np.full(len(upper), np.inf)
    for side in sides:
        room, rising = _room(side, lower, upper), side.matrix.values > 0
        np.minimum.at(above, side.matrix.columns[rising], room[rising])
        np.maximum.at(below, side.matrix.columns[~rising], room[~rising])
    return below, above


def _tighten(side: _RowSide, integer: Mask, bounds: TightBounds) -> None:
    """Tighten bounds in place by the rows of one side, and record the row responsible."""
    rows, columns = side.matrix.rows, side.matrix.columns
    lower, upper = bounds.lower, bounds.upper
    room, rising = _room(side, lower, upper), side.matrix.values > 0
    narrows = rising & (room < upper[columns] - TOLERANCE)
    excludes = narrows & (room < 1 - TOLERANCE) & (bounds.excluded_by[columns] < 0)
    bounds.excluded_by[columns[excludes]] = rows[excludes]
    narrows &= bounds.excluded_by[columns] < 0
    bounds.narrowed_by[columns[narrows]] = rows[narrows]
    above = np.full(len(upper), np.inf)
    np.minimum.at(above, columns[rising], room[rising])
    above = np.where(integer, np.floor(above + TOLERANCE), above)
    np.minimum(upper, above, out=upper)
    below = np.full(len(lower), -np.inf)
    np.maximum.at(below, columns[~rising], room[~rising])
    below = np.where(integer, np.ceil(below - TOLERANCE), below)
    np.maximum(lower, below, out=lower)


def _room(side: _RowSide, lower: Floats, upper: Floats) -> Floats:
    """[entry] largest change of a column in its row while all other terms are at their least."""
    rows, columns, values = side.matrix.rows, side.matrix.columns, side.matrix.values
    least = values * np.where(values > 0, lower[columns], upper[columns])
    endless = ~np.isfinite(least)
    finite = np.where(endless, 0.0, least)
    others = side.matrix.row_sums(finite)[rows] - finite
    endless_others = side.matrix.row_sums(endless)[rows] - endless
    room = (side.limits[rows] - others) / values
    return np.where(endless_others > 0, np.where(values > 0, np.inf, -np.inf), room)
