"""Feasibility-based bound tightening, and which row tightened each bound."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planner.formulation.program import Floats, Program
from planner.formulation.sets import Integers

ROUNDS = 12
"""Rounds after which tightening stops; bounds may then stay loose, never wrong."""
TOLERANCE = 1e-6


@dataclass(frozen=True, eq=False)
class Bounds:
    """Bounds that every plan keeps."""

    lower: Floats
    upper: Floats
    narrowed_by: Integers
    """[column] last row that tightened a variable's upper bound while it could still be one; -1
    for none."""
    excluded_by: Integers
    """[column] row that tightened it to below one; -1 for none."""

    @property
    def contradict(self) -> bool:
        """Whether no plan can exist: bounds then prove nothing about single moves."""
        return bool((self.lower > self.upper + TOLERANCE).any())


@dataclass(frozen=True, eq=False)
class _Rows:
    """Entries of rows ``values . x <= limits``."""

    rows: Integers
    columns: Integers
    values: Floats
    limits: Floats


def bounds_of(program: Program) -> Bounds:
    """Tighten the bounds of variables, row by row, until nothing changes.

    In a row ``a . x <= b`` each term is at most ``b`` minus the least value of the other terms
    (feasibility-based bound tightening; Savelsbergh, ORSA Journal on Computing 6, 1994). Every
    step removes only values that no plan can have, so it may stop at any time.
    """
    bounds = Bounds(
        lower=program.lower.copy(),
        upper=program.upper.copy(),
        narrowed_by=np.full(len(program.lower), -1, dtype=np.int64),
        excluded_by=np.full(len(program.lower), -1, dtype=np.int64),
    )
    sides = (
        _rows(program, program.values, program.row_upper),
        _rows(program, -program.values, -program.row_lower),
    )
    for _ in range(ROUNDS):
        before = bounds.lower.copy(), bounds.upper.copy()
        for side in sides:
            _tighten(program, side, bounds)
        if np.array_equal(before[0], bounds.lower) and np.array_equal(before[1], bounds.upper):
            break
    return bounds


def _rows(program: Program, values: Floats, limits: Floats) -> _Rows:
    kept = np.isfinite(limits[program.rows])
    return _Rows(program.rows[kept], program.columns[kept], values[kept], limits)


def _tighten(program: Program, side: _Rows, bounds: Bounds) -> None:
    lower, upper = bounds.lower, bounds.upper
    most, rising = _room(side, lower, upper), side.values > 0
    narrows = rising & (most < upper[side.columns] - TOLERANCE)
    excludes = narrows & (most < 1 - TOLERANCE) & (bounds.excluded_by[side.columns] < 0)
    bounds.excluded_by[side.columns[excludes]] = side.rows[excludes]
    narrows &= bounds.excluded_by[side.columns] < 0
    bounds.narrowed_by[side.columns[narrows]] = side.rows[narrows]
    found = np.full(len(upper), np.inf)
    np.minimum.at(found, side.columns[rising], most[rising])
    found = np.where(program.integer, np.floor(found + TOLERANCE), found)
    np.minimum(upper, found, out=upper)
    found = np.full(len(lower), -np.inf)
    np.maximum.at(found, side.columns[~rising], most[~rising])
    found = np.where(program.integer, np.ceil(found - TOLERANCE), found)
    np.maximum(lower, found, out=lower)


def _room(side: _Rows, lower: Floats, upper: Floats) -> Floats:
    """[entry] bound on a variable by its row, with all others at their least."""
    least = side.values * np.where(side.values > 0, lower[side.columns], upper[side.columns])
    endless = ~np.isfinite(least)
    height = len(side.limits)
    total = np.bincount(side.rows, np.where(endless, 0.0, least), height)
    others = total[side.rows] - np.where(endless, 0.0, least)
    endless_others = np.bincount(side.rows, endless, height)[side.rows] - endless
    room = (side.limits[side.rows] - others) / side.values
    return np.where(endless_others > 0, np.where(side.values > 0, np.inf, -np.inf), room)
