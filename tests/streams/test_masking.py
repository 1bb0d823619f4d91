"""Small counts of heads cannot be worked out from what is shown."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.masking import withheld


def test_small_counts_are_withheld_and_the_smallest_other_with_a_lone_one() -> None:
    """3 of 3 + 9 + 20 follows from the sum of 32 and the others: 9 is withheld as well."""
    assert withheld([3, 9, 20], "aaa", 5) == (True, True, False)
    assert withheld([9, 20], "aa", 5) == (False, False)


def test_each_group_looks_after_itself() -> None:
    """A lone small count has nobody to hide behind; another group cannot help it."""
    assert withheld([3, 9, 20], "abb", 5) == (True, False, False)


def test_two_small_ones_that_their_sum_gives_away_are_joined_by_another() -> None:
    """1 + 1 is the only way to 2, 4 + 4 the only one to 8; 2 + 3 could be 1 + 4."""
    assert withheld([1, 1, 9, 20], "aaaa", 5) == (True, True, True, False)
    assert withheld([4, 4, 9, 20], "aaaa", 5) == (True, True, True, False)
    assert withheld([2, 3, 9, 20], "aaaa", 5) == (True, True, False, False)


def ways(heads: list[int], hidden: tuple[bool, ...], floor: int) -> Iterator[tuple[int, ...]]:
    """Every way in which the withheld counts could make up the sum that a reader knows."""
    total = sum(count for count, hide in zip(heads, hidden, strict=True) if hide)
    possible = [
        range(1, floor) if count < floor else range(floor, total + 1)
        for count, hide in zip(heads, hidden, strict=True)
        if hide
    ]
    return (way for way in product(*possible) if sum(way) == total)


@given(st.lists(st.integers(1, 9), min_size=1, max_size=5), st.integers(3, 5))
def test_no_small_count_follows_from_the_sum(heads: list[int], floor: int) -> None:
    """Against every possibility: each has two values at least, or everything is withheld."""
    hidden = withheld(heads, ["all"] * len(heads), floor)
    assert all(hide for count, hide in zip(heads, hidden, strict=True) if count < floor)
    found = list(zip(*ways(heads, hidden, floor), strict=True))
    small = [count < floor for count, hide in zip(heads, hidden, strict=True) if hide]

    fixed = [
        len(set(values)) == 1 for values, is_small in zip(found, small, strict=False) if is_small
    ]
    assert not any(fixed) or all(hidden)


@pytest.mark.parametrize("floor", [1, 2])
def test_a_low_floor_withholds_no_more_than_it_must(floor: int) -> None:
    assert withheld([1, 9], "aa", floor) == (floor == 2, False)
