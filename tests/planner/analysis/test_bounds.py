"""What dual bounds say of a point of a frontier, by hand."""

from __future__ import annotations

import math

from planner.analysis.bounds import CostBound, gap_of


def test_the_highest_bound_that_holds_for_a_point_counts() -> None:
    """Up to 50 on the axis no plan costs less than 90,000; up to any, less than 80,000."""
    bounds = [CostBound(math.inf, 0.0, 80_000.0), CostBound(50.0, 0.0, 90_000.0)]

    assert gap_of(bounds, 50, 100_000) == 0.1
    assert gap_of(bounds, 51, 100_000) == 0.2


def test_a_bound_of_a_weighted_sum_bounds_the_cost() -> None:
    """No plan has cost + 2 axis below 100,000: with 10,000 on the axis it costs 80,000 or more."""
    assert gap_of([CostBound(math.inf, 2.0, 100_000.0)], 10_000, 100_000) == 0.2
    assert gap_of([CostBound(math.inf, 2.0, 100_000.0)], 0, 100_000) == 0.0


def test_a_rounding_is_no_gap_and_without_a_bound_all_is_open() -> None:
    assert gap_of([CostBound(math.inf, 0.0, 99_900.0)], 5, 100_000) == 0.0
    assert gap_of([CostBound(math.inf, 0.0, 99_899.0)], 5, 100_000) > 0
    assert gap_of([CostBound(3.0, 0.0, 99_000.0)], 5, 100_000) == 1.0
    assert gap_of([], 5, 100_000) == 1.0
