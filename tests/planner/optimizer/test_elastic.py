"""How many steps rows have to be widened, at least, for a solution to exist."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from planner.optimizer.elastic import fewest_steps
from planner.optimizer.matrix import Mip, SparseMatrix


def programme(most: float, least: float) -> Mip:
    """``x <= most`` and ``x + y >= least``, with ``y`` at most 2."""
    return Mip(
        lower=np.zeros(2),
        upper=np.array([np.inf, 2.0]),
        integer=np.ones(2, dtype=np.bool_),
        row_lower=np.array([-np.inf, least]),
        row_upper=np.array([most, np.inf]),
        matrix=SparseMatrix(
            np.array([0, 1, 1]), np.array([0, 0, 1]), np.array([1.0, 1.0, 1.0]), 2, 2
        ),
        objective=np.zeros(2),
        constant=0.0,
    )


@pytest.mark.parametrize(
    ("loose", "steps", "fewest"),
    [
        (programme(most=13, least=8), 10, 3.0),
        (programme(most=23, least=8), 10, 1.5),
        (programme(most=3, least=3), 10, 6.0),
        (programme(most=8, least=3), 5, 2.0),
    ],
)
def test_the_fewest_steps_with_which_all_fits(loose: Mip, steps: int, fewest: float) -> None:
    """Five fit where eight are asked for: steps of one or two more, of half less, or of both."""
    found = fewest_steps(programme(most=3, least=8), loose, steps, seconds=10.0)

    assert found is not None
    assert found == pytest.approx((fewest, fewest))


def test_programmes_that_differ_in_more_than_rows_are_not_compared() -> None:
    """Another bound of a column, or an entry more, is no step of a row."""
    tight = programme(most=3, least=8)

    assert fewest_steps(tight, replace(tight, upper=np.array([9.0, 2.0])), 5, 10.0) is None
    assert fewest_steps(tight, programme(most=np.inf, least=8), 5, 10.0) is None
