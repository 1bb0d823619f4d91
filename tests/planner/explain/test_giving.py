"""What could give in limits that clash: sets of values that hit every clash."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from planner.explain.negotiable import GivingClash, hitting_set

VALUES = "abcdef"
CLASHES = st.lists(
    st.builds(
        GivingClash,
        st.sets(st.sampled_from(VALUES), min_size=1).map(lambda each: tuple(sorted(each))),
        st.sets(st.sampled_from("ab"), max_size=1).map(frozenset),
    ),
    min_size=1,
    max_size=5,
)


def hits(values: frozenset[str], clashes: list[GivingClash]) -> bool:
    """Whether each clash has one of the values, but for those that do not come about."""
    return all(not each.given <= values or values & set(each.values) for each in clashes)


@given(CLASHES, st.integers(1, 3))
def test_sets_come_one_after_another_until_every_smallest_one_has(
    clashes: list[GivingClash], size: int
) -> None:
    """Each hits every clash; what no set is part of, of all sets so large, has been among them."""
    tried: set[frozenset[str]] = set()
    while (found := hitting_set(clashes, size, tried)) is not None:
        assert hits(found, clashes)
        assert len(found) <= size
        tried.add(found)

    every = [frozenset(each) for n in range(size + 1) for each in combinations(VALUES, n)]
    hitting = [each for each in every if hits(each, clashes)]
    smallest = [each for each in hitting if not any(other < each for other in hitting)]
    assert tried >= set(smallest)


def test_a_clash_in_which_nothing_gives_is_hit_by_nothing() -> None:
    """Whatever else is loosened."""
    assert hitting_set([GivingClash(("a",)), GivingClash(())], 3, ()) is None
