"""Moves that all plans make, that some share, and that one makes alone."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from models.briefing import Holding
from models.outlook import Flow
from models.plan import Move, Plan
from models.workforce import Mode
from planner.briefing.flows import flows
from planner.briefing.holdings import holdings
from tests.support.builders import move, plan

MOVES = st.lists(
    st.builds(
        move,
        st.integers(1, 9),
        mode=st.sampled_from((Mode.TRANSFER, Mode.REFILL)),
        period=st.sampled_from(("2027-Q1", "2027-Q2")),
        cohort=st.sampled_from(("kyc", "alerts")),
        destination=st.sampled_from(("bengaluru", "dalian")),
    ),
    max_size=6,
)
NAMES = ("Base", "Strict", "Bold")


def held(*plans: list[Move]) -> list[tuple[int | None, tuple[str, ...], bool]]:
    """Posts, plans, and whether all make the move, where there is one flow."""
    named = {name: plan(moves) for name, moves in zip(NAMES, plans, strict=False)}
    return [(each.flow.posts, each.plans, each.is_shared) for each in holdings(named)]


def test_the_least_of_all_is_shared_and_the_rest_is_of_those_who_have_more() -> None:
    """Two, five and nine posts of one cohort."""
    assert held([move(5)], [move(2)], [move(9)]) == [
        (2, NAMES, True),
        (3, ("Base", "Bold"), False),
        (4, ("Bold",), False),
    ]


def test_a_flow_of_other_cohorts_is_not_shared() -> None:
    """Four posts each from Shanghai to Bengaluru, of one cohort here and of another there."""
    assert held([move(4)], [move(4, cohort="alerts")]) == [
        (4, ("Base",), False),
        (4, ("Strict",), False),
    ]


def test_shared_moves_of_two_cohorts_are_one_flow() -> None:
    both = [move(4), move(2, cohort="alerts")]

    assert held(both, both) == [(6, ("Base", "Strict"), True)]


def test_moves_of_one_cohort_in_parts_count_together() -> None:
    assert held([move(1), move(3)], [move(4)]) == [(4, ("Base", "Strict"), True)]


def test_a_plan_alone_shares_nothing() -> None:
    """Nothing says that another plan would make its moves."""
    assert held([move(4)]) == [(4, ("Base",), False)]


def test_plans_without_moves_hold_nothing() -> None:
    assert held([], []) == []
    assert held([move(4)], []) == [(4, ("Base",), False)]


@given(st.lists(MOVES, min_size=1, max_size=3))
def test_holdings_that_name_a_plan_add_up_to_its_flows(made: list[list[Move]]) -> None:
    """And no plan could share more with all others."""
    plans = {name: plan(moves) for name, moves in zip(NAMES, made, strict=False)}
    found = holdings(plans)

    for name, each in plans.items():
        assert added([one for one in found if name in one.plans]) == counted(flows(each))
    if len(plans) > 1:
        shared = added([one for one in found if one.is_shared])
        assert sum(shared.values()) == sum(least_of_all(plans).values())


def added(some: list[Holding]) -> Counter[Flow]:
    return counted(tuple(each.flow for each in some))


def counted(some: tuple[Flow, ...]) -> Counter[Flow]:
    """Posts of each flow."""
    posts: Counter[Flow] = Counter()
    for each in some:
        posts[each.model_copy(update={"posts": 0})] += each.posts or 0
    return posts


def least_of_all(plans: dict[str, Plan]) -> Counter[Move]:
    """Posts of each move that every plan makes."""
    counts = []
    for each in plans.values():
        posts: Counter[Move] = Counter()
        for one in each.moves:
            posts[one.model_copy(update={"heads": 1})] += one.heads
        counts.append(posts)
    least = counts[0]
    for other in counts[1:]:
        least &= other
    return least
