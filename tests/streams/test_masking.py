"""Small counts of heads cannot be worked out from what is shown, in one snapshot or in two."""

from __future__ import annotations

from collections import defaultdict
from itertools import product

import pytest

from streams.masking import limit_words, words, words_in_all

FLOOR = 5


@pytest.mark.parametrize(
    ("heads", "said"),
    [(0, "0"), (1, "1 to 5"), (5, "1 to 5"), (6, "10"), (13, "15"), (1204, "1,205")],
)
def test_a_count_is_nobody_or_1_to_5_or_a_multiple(heads: int, said: str) -> None:
    assert words(heads, FLOOR) == said


@pytest.mark.parametrize(
    ("heads", "said"),
    [
        ([], "0"),
        ([3], "1 to 5"),
        ([3, 4], "5"),
        ([3, 20], "25"),
        ([7, 8], "15"),
        ([6], "10"),
        ([6, 4], "10"),
    ],
)
def test_a_sum_takes_every_small_count_for_three(heads: list[int], said: str) -> None:
    assert words_in_all(heads, FLOOR) == said


def test_a_floor_of_one_hides_nothing() -> None:
    assert [words(heads, 1) for heads in range(4)] == ["0", "1", "2", "3"]
    assert words_in_all([1, 2, 1], 1) == "4"


def test_limits_are_exact_but_for_small_ones() -> None:
    assert [limit_words(limit, FLOOR) for limit in (0, 5, 6, 12)] == ["0", "1 to 5", "6", "12"]


def test_no_small_count_follows_from_counts_and_their_sum() -> None:
    """Against every possibility, of three counts beside their sum."""
    alike: defaultdict[tuple[str, ...], set[int]] = defaultdict(set)
    for heads in product(range(1, 14), repeat=3):
        shown = (*(words(each, FLOOR) for each in heads), words_in_all(heads, FLOOR))
        alike[shown].add(heads[0])

    assert min(len(counts) for counts in alike.values() if min(counts) < FLOOR) == FLOOR


def test_no_small_change_follows_from_two_snapshots() -> None:
    """A count as it was and as it is, if one of them is large, leaves five sizes of its change."""
    alike: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    for before, after in product(range(1, 58), repeat=2):
        alike[words(before, FLOOR), words(after, FLOOR)].add(abs(before - after))

    small = [changes for changes in alike.values() if changes & {1, 2, 3, 4}]
    assert min(len(changes) for changes in small) >= FLOOR
