"""A mean of which one pay is most gives that pay away."""

from __future__ import annotations

from collections import Counter

import pytest

from models.money import Money
from planner.roster.cohorts import enough_people, grouped
from planner.roster.outstanding import outstanding_pay
from planner.roster.posts import Post, Posts, Standing


def found(others: int, *highest: int) -> list[tuple[tuple[int, ...], float | None]]:
    """Of so many people who get 100, and some in row 17 and below."""
    return found_in(5, others, *highest)


def found_in(floor: int, others: int, *highest: int) -> list[tuple[tuple[int, ...], float | None]]:
    """The same with another floor."""
    pay = [(2 + n, 100) for n in range(others)] + list(enumerate(highest, 17))
    posts = [Post(row, "tokyo", "bank", "head", "", Standing.FILLED, annual, "JPY", 12, False)
             for row, annual in pay]  # fmt: skip
    grouping = grouped(Posts(posts, (), {}, Counter(), {}), enough_people(floor))
    return [(each.rows, each.times and round(each.times, 6))
            for each in outstanding_pay(grouping, _worth)]  # fmt: skip


def _worth(money: Money) -> float:
    return float(money.amount)


@pytest.mark.parametrize(
    ("highest", "others", "times"),
    [(400, 4, None), (401, 4, 4.01), (999, 50, None), (1_000, 50, 10.0), (100, 4, None)],
)
def test_one_pay_stands_out_if_it_is_most_of_all_or_ten_times_the_others(
    highest: int, others: int, times: float | None
) -> None:
    assert found(others, highest) == ([] if times is None else [((17,), times)])


@pytest.mark.parametrize(
    ("first", "second", "times"),
    [(1_201, 1_200, 12.005), (1_200, 1_200, None), (1_200, 1_201, 12.005), (1_400, 1_200, 13.0)],
)
def test_two_pays_stand_out_if_the_second_can_tell_the_first_to_within_a_quarter(
    first: int, second: int, times: float | None
) -> None:
    """Three others get 300: less the second's own pay, the sum is the first's and that."""
    rows = (17, 18) if first >= second else (18, 17)
    assert found(3, first, second) == ([] if times is None else [(rows, times)])


def test_two_pays_that_are_all_of_a_mean_need_no_others_pay() -> None:
    assert found(3, 10**9, 10**9)[0][0] == (17, 18)


@pytest.mark.parametrize("second", [0, 60, 100, 101])
def test_two_people_are_all_of_a_mean_and_one_has_none(second: int) -> None:
    """Their rows are told from top to bottom, which does not tell who gets more."""
    assert found_in(2, 0, 100, second) == [((17, 18), None)]
    assert found_in(1, 0, 100) == []


def test_one_of_whom_the_others_get_nothing_is_all_of_a_mean() -> None:
    assert found(0, 100, 0, 0, 0, 0) == [((17,), None)]
