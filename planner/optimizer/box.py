"""Bounds that prices of rows prove by themselves, whoever made the prices and however badly.

For any price ``y[i]`` of each row, no solution costs less than what the rows are worth at their
limits plus what is left of each column's cost at the better of its bounds.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from planner.formulation.program import Floats
from planner.formulation.sets import Mask
from planner.optimizer.arrays import Arrays

PASSES = 3
"""Times that bounds are followed from rows to columns."""


def left_over(arrays: Arrays, prices: Floats) -> Floats:
    """[column] what is left of its cost after the prices of its rows: its reduced cost."""
    paid = np.bincount(
        arrays.columns,
        weights=arrays.values * prices[arrays.rows],
        minlength=len(arrays.lower),
    )
    return np.asarray(arrays.objective, dtype=np.float64) - paid


def proven(arrays: Arrays, prices: Floats) -> float:
    """Lower bound of the programme by the prices of its rows, in the smallest unit.

    Parameters
    ----------
    arrays
        The programme; the fewer of its bounds are infinite, the better, see ``bounded``.
    prices
        [row] any numbers; those of an optimal relaxation prove the most.
    """
    limits = np.where(prices > 0, arrays.row_lower, arrays.row_upper)
    # A price on the side where a row has no limit is a solver's rounding: it is left out.
    used = np.where(np.isfinite(limits), prices, 0.0)
    left = left_over(arrays, used)
    best = np.where(left > 0, arrays.lower, arrays.upper)
    worth = _product(used, limits) + _product(left, best)
    return float(worth) + arrays.constant


def _product(amounts: Floats, values: Floats) -> float:
    some = amounts != 0
    return float(amounts[some] @ values[some])


def bounded(arrays: Arrays) -> Arrays:
    """The same programme with the bounds that rows imply where columns have none."""
    lower, upper = arrays.lower.copy(), arrays.upper.copy()
    some = _rows_of(arrays, np.isinf(lower) | np.isinf(upper))
    mirrored = replace(some, values=-some.values)
    for _ in range(PASSES):
        above = _implied(some, lower, upper)
        below = -_implied(mirrored, -upper, -lower)
        lower = np.where(np.isinf(lower), below, lower)
        upper = np.where(np.isinf(upper), above, upper)
    return replace(arrays, lower=lower, upper=upper)


def _rows_of(arrays: Arrays, columns: Mask) -> Arrays:
    """The programme with the entries of those rows alone that know some of the columns."""
    known = np.zeros(len(arrays.row_lower), dtype=np.bool_)
    known[arrays.rows[columns[arrays.columns]]] = True
    kept = known[arrays.rows]
    return replace(
        arrays,
        rows=arrays.rows[kept],
        columns=arrays.columns[kept],
        values=arrays.values[kept],
    )


def _implied(arrays: Arrays, lower: Floats, upper: Floats) -> Floats:
    """[column] highest values that the rows allow; infinite where none says so."""
    rows, columns, values = arrays.rows, arrays.columns, arrays.values
    least = values * np.where(values > 0, lower[columns], upper[columns])
    most = values * np.where(values > 0, upper[columns], lower[columns])
    over = np.where(values > 0, arrays.row_upper[rows], -arrays.row_lower[rows])
    others = np.where(values > 0, _others(arrays, least), _others(arrays, -most))
    found = np.full(len(lower), np.inf)
    np.minimum.at(found, columns, (over - others) / np.abs(values))
    return found


def _others(arrays: Arrays, amounts: Floats) -> Floats:
    """[entry] sum of the amounts of the other entries of its row."""
    rows, endless = arrays.rows, np.isinf(amounts)
    finite = np.where(endless, 0.0, amounts)
    sums = np.bincount(rows, weights=finite, minlength=len(arrays.row_lower))[rows] - finite
    endless_others = np.bincount(rows, weights=endless, minlength=len(arrays.row_lower))[rows]
    others: Floats = np.where(endless_others - endless > 0, -np.inf, sums)
    return others
