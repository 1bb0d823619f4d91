"""Safe dual bounds: any row prices, even inaccurate ones, prove a valid lower bound.

For any row prices ``y[i]``, each row counts at its limit and each column's reduced cost at the
better of its bounds. No solution costs less than the sum (A. Neumaier and O. Shcherbina, *Safe
bounds in linear and mixed-integer linear programming*, Mathematical Programming 99, 2004).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from planner.optimizer.matrix import Mip, limits_at

if TYPE_CHECKING:
    from planner.formulation.program import Floats


def reduced_costs(mip: Mip, row_prices: Floats) -> Floats:
    """[column] cost less the prices of its rows."""
    return np.asarray(mip.objective, dtype=np.float64) - mip.matrix.transposed_times(row_prices)


def dual_bound(mip: Mip, row_prices: Floats) -> float:
    """Lower bound that row prices prove, in the smallest unit of the planning currency.

    Parameters
    ----------
    mip
        The programme. The bound is infinite if a column has a reduced cost and no bound on that
        side; see ``propagation.with_finite_bounds``.
    row_prices
        [row] any numbers; the dual values of an optimal relaxation prove the most.
    """
    by_row, by_column = terms_of(mip, row_prices)
    return float(by_row.sum() + by_column.sum()) + mip.constant


def terms_of(mip: Mip, row_prices: Floats) -> tuple[Floats, Floats]:
    """[row] and [column] terms of the bound; zero times infinity is zero."""
    limits, used = limits_at(mip, row_prices)
    left = reduced_costs(mip, used)
    return _products(used, limits), _products(left, np.where(left > 0, mip.lower, mip.upper))


def _products(amounts: Floats, values: Floats) -> Floats:
    return np.multiply(amounts, values, out=np.zeros_like(amounts), where=amounts != 0)
