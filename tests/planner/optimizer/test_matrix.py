"""Sparse products, presolve and bound tightening, against dense arithmetic and brute force."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from planner.optimizer.dual_bound import dual_bound, reduced_costs
from planner.optimizer.highs import BoundsWithRow
from planner.optimizer.job import Job
from planner.optimizer.matrix import Mip, SparseMatrix, lagrangian, presolve
from planner.optimizer.propagation import tight_bounds
from planner.optimizer.solver import solve
from tests.support.seeds import seeds

HIGHEST = 3


def dense(matrix: SparseMatrix) -> np.ndarray:
    """The same matrix with its zeros."""
    full = np.zeros((matrix.height, matrix.width))
    full[matrix.rows, matrix.columns] = matrix.values
    return full


def drawn(seed: int) -> Mip:
    """Four integer columns from 0 to 3 and three rows, small enough to try every solution."""
    rng = np.random.default_rng(seed)
    full = rng.integers(-3, 4, (3, 4)) * (rng.random((3, 4)) < 0.7)
    rows, columns = np.nonzero(full)
    matrix = SparseMatrix(rows, columns, full[rows, columns].astype(np.float64), 3, 4)
    return Mip(
        lower=np.zeros(4),
        upper=np.full(4, float(HIGHEST)),
        integer=np.ones(4, dtype=np.bool_),
        row_lower=np.array([-np.inf, 1.0, -4.0]),
        row_upper=np.array([4.0, np.inf, 4.0]),
        matrix=matrix,
        objective=rng.integers(-500_000, 500_000, 4),
        constant=100_000.0,
    )


def solutions(mip: Mip) -> list[np.ndarray]:
    """Every whole solution within rows and bounds."""
    found = []
    for values in product(
        *(range(int(a), int(b) + 1) for a, b in zip(mip.lower, mip.upper, strict=True))
    ):
        x = np.array(values, dtype=np.float64)
        used = mip.matrix.times(x)
        if (used >= mip.row_lower).all() and (used <= mip.row_upper).all():
            found.append(x)
    return found


@pytest.mark.parametrize("seed", seeds(range(5)))
def test_products_are_those_of_the_dense_matrix(seed: int) -> None:
    """Both ways round, and with some rows or columns alone."""
    rng, matrix = np.random.default_rng(seed), drawn(seed).matrix
    full, x, y = dense(matrix), rng.normal(size=4), rng.normal(size=3)
    some_rows, some_columns = rng.random(3) < 0.5, rng.random(4) < 0.5

    assert matrix.times(x) == pytest.approx(full @ x)
    assert matrix.transposed_times(y) == pytest.approx(y @ full)
    assert (dense(matrix.with_rows(some_rows)) == full[some_rows]).all()
    assert (dense(matrix.with_columns(some_columns)) == full[:, some_columns]).all()


@pytest.mark.parametrize("seed", seeds(range(20)))
def test_a_programme_is_presolved_and_solved_as_brute_force_does(seed: int) -> None:
    """With one column fixed: the same cheapest cost, or no solution either way."""
    mip = drawn(seed)
    fixed = mip.within(np.array([1.0, 0, 0, 0]), np.array([1.0, 3, 3, 3]))
    every, left = solutions(fixed), presolve(fixed)
    reply = solve(mip, Job(fixed.lower, fixed.upper))

    if not every:
        assert reply.solution is None
        return
    assert left is not None
    assert set(left.columns) == {1, 2, 3}
    assert reply.cost == pytest.approx(min(mip.cost(x) for x in every))


@pytest.mark.parametrize("seed", seeds(range(20)))
def test_tightened_bounds_cut_off_no_solution(seed: int) -> None:
    """Every solution is within them; where they contradict there is none."""
    mip = drawn(seed)
    bounds, every = tight_bounds(mip), solutions(mip)

    for x in every:
        assert (x >= bounds.lower - 1e-9).all()
        assert (x <= bounds.upper + 1e-9).all()
    if bounds.contradict:
        assert not every
    narrowed = bounds.upper < mip.upper
    assert ((bounds.narrowed_by >= 0) | (bounds.excluded_by >= 0))[narrowed].all()


@pytest.mark.parametrize("seed", seeds(range(20)))
def test_any_prices_bound_every_solution_from_below(seed: int) -> None:
    """By the safe dual bound, and by charging for rows in the objective."""
    mip, rng = drawn(seed), np.random.default_rng(seed)
    prices = rng.normal(0.0, 100_000.0, 3)
    costs = [mip.cost(x) for x in solutions(mip)]
    charged = lagrangian(mip, prices)

    assert dual_bound(mip, prices) <= min(costs, default=np.inf) + 1e-6
    assert all(charged.cost(x) <= mip.cost(x) + 1e-6 for x in solutions(mip))
    assert reduced_costs(mip, prices) == pytest.approx(mip.objective - prices @ dense(mip.matrix))


@pytest.mark.parametrize("seed", seeds(range(20), quick=8))
def test_one_more_row_at_a_time_is_bounded_as_if_it_had_been_there(seed: int) -> None:
    """No solution with it costs less, there is none where the bound is infinite, and it is tight.

    The same rows are asked about twice: what was asked before makes no difference.
    """
    mip = drawn(seed)
    some = np.array([0, 2])
    bounds = BoundsWithRow(mip, 60.0)
    for least in (0.0, 4.0, 6.0, 7.0, 4.0):
        row = mip.with_row(some, np.ones(2), least, np.inf)
        bound = bounds.bound(some, least, np.inf)
        costs = [mip.cost(x) for x in solutions(row)]
        relaxed = solve(row, Job(mip.lower, mip.upper, whole=False))

        assert bound <= min(costs, default=np.inf) + 1e-6
        if np.isinf(bound):
            assert relaxed.solution is None
        else:
            assert bound == pytest.approx(relaxed.cost)
