"""Efficient points of two criteria, worked by hand and for any pairs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from planner.analysis.efficient import (
    OpenInterval,
    efficient,
    intervals_between,
    knee_of,
    largest,
)

PAIRS = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), min_size=1, max_size=30)


def test_dominated_pairs_are_left_out() -> None:
    """(3, 6) is dominated by (2, 5), (5, 5) as well; of equal pairs the first stays."""
    assert efficient([(3, 6), (2, 5), (5, 5), (1, 9), (2, 5), (6, 1)]) == [3, 1, 5]


@given(pairs=PAIRS)
def test_no_pair_that_is_kept_is_dominated_and_every_other_is(
    pairs: list[tuple[int, int]],
) -> None:
    kept = [pairs[i] for i in efficient(pairs)]

    assert kept == sorted(kept)
    for axis, cost in pairs:
        better = [(a, c) for a, c in kept if a <= axis and c <= cost]
        assert better
        assert (axis, cost) not in kept or better == [(axis, cost)]


def test_the_knee_lies_furthest_below_the_line_of_both_ends() -> None:
    """Scaled, the middle points lie 0.3 and 0.55 below the line from (0, 1) to (1, 0)."""
    assert knee_of([(0, 100), (20, 50), (25, 20), (100, 0)]) == 2


def test_there_is_no_knee_on_a_line_nor_above_it() -> None:
    assert knee_of([(0, 10), (5, 5), (10, 0)]) is None
    assert knee_of([(0, 10), (6, 6), (10, 0)]) is None
    assert knee_of([(0, 10), (10, 0)]) is None


def test_the_next_limit_halves_the_largest_rectangle() -> None:
    """From 0 to 10 the cost falls by 50 (area 500), from 10 to 100 by 10 (area 900)."""
    pairs = [(0, 100), (10, 50), (100, 40)]
    chosen = largest(intervals_between([0, 10, 100]), pairs)

    assert chosen == OpenInterval(10, 100)
    assert chosen.middle == 55


def test_nothing_is_looked_for_where_the_cost_does_not_fall() -> None:
    assert largest([OpenInterval(0, 10)], [(0, 7), (10, 7)]) is None
    assert largest([], [(0, 7)]) is None


def test_what_is_left_after_a_search() -> None:
    """Up to 50 the cheapest lies at 20: what lies between 20 and 50 is known to cost no less."""
    assert OpenInterval(0, 100).after(20) == (OpenInterval(0, 20), OpenInterval(50, 100))
    assert OpenInterval(0, 100).after(0) == (OpenInterval(50, 100),)
    assert OpenInterval(3, 5).after(4) == ()
