"""Safe dual bounds: any row prices, even inaccurate ones, prove a valid lower bound.

For any row prices ``y[i]``, each row counts at its limit and each column's reduced cost at the
better of its bounds. No solution costs less than the sum (A. Neumaier and O. Shcherbina, *Safe
bounds in linear and mixed-integer linear programming*, Mathematical Programming 99, 2004).
"""

from __future__ import annotations

import numpy as np

from planner.formulation.program import Floats
from planner.optimizer.matrix import Mip, limits_at


def reduced_costs(mip: Mip, prices: Floats) -> Floats:
    """[column] cost less the prices of its rows."""
    return np.asarray(mip.objective, dtype=np.float64) - mip.matrix.transposed_times(prices)


def dual_bound(mip: Mip, prices: Floats) -> float:
    """Lower bound that row prices prove, in the smallest unit of the planning currency.

    Parameters
    ----------
    mip
        The programme. The bound is infinite if a column has a reduced cost and no bound on that
        side; see ``propagation.with_finite_bounds``.
    prices
        [row] any numbers; the dual values of an optimal relaxation prove the most.
    """
    limits, used = limits_at(mip, prices)
    left = reduced_costs(mip, used)
    best = np.where(left > 0, mip.lower, mip.upper)
    return _product(used, limits) + _product(left, best) + mip.constant


def _product(amounts: Floats, values: Floats) -> float:
    """Sum of products, in which zero times infinity is zero."""
    some = amounts != 0
    return float(amounts[some] @ values[some])
