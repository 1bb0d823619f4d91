"""Safe dual bounds: what prices of rows prove, whoever made the prices and however badly.

For any price ``y[i]`` of each row, no solution costs less than what the rows are worth at their
limits plus what is left of each column's cost at the better of its bounds (A. Neumaier and
O. Shcherbina, *Safe bounds in linear and mixed-integer linear programming*, Mathematical
Programming 99, 2004).
"""

from __future__ import annotations

import numpy as np

from planner.formulation.program import Floats
from planner.optimizer.matrix import Mip, limits_at


def reduced_costs(mip: Mip, prices: Floats) -> Floats:
    """[column] what is left of its cost after the prices of its rows."""
    return np.asarray(mip.objective, dtype=np.float64) - mip.matrix.transposed_times(prices)


def dual_bound(mip: Mip, prices: Floats) -> float:
    """Lower bound of the programme by the prices of its rows, in the smallest unit.

    Parameters
    ----------
    mip
        The programme; it proves nothing where a column has a reduced cost and no bound on that
        side, see ``propagation.with_finite_bounds``.
    prices
        [row] any numbers; those of an optimal relaxation prove the most.
    """
    limits, used = limits_at(mip, prices)
    left = reduced_costs(mip, used)
    best = np.where(left > 0, mip.lower, mip.upper)
    return _product(used, limits) + _product(left, best) + mip.constant


def _product(amounts: Floats, values: Floats) -> float:
    """Sum of products, in which nothing times infinity is nothing."""
    some = amounts != 0
    return float(amounts[some] @ values[some])
