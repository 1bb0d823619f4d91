"""A mean of which one pay is most gives that pay away."""

from __future__ import annotations

from collections import Counter

import pytest

from models.money import Money
from planner.roster.cohorts import enough_people, grouped
from planner.roster.outstanding import outstanding_pay
from planner.roster.posts import Post, Posts, Standing


def found(highest: int, others: int) -> list[tuple[int, float]]:
    """Of so many people who get 100, and one in row 17."""
    pay = [(2 + n, 100) for n in range(others)] + [(17, highest)]
    posts = [Post(row, "tokyo", "bank", "head", "", Standing.FILLED, annual, "JPY", 12, False)
             for row, annual in pay]  # fmt: skip
    grouping = grouped(Posts(posts, (), {}, Counter(), {}), enough_people(5))
    return [(each.row, round(each.times, 6)) for each in outstanding_pay(grouping, _worth)]


def _worth(money: Money) -> float:
    return float(money.amount)


@pytest.mark.parametrize(
    ("highest", "others", "times"),
    [(400, 4, None), (401, 4, 4.01), (999, 50, None), (1_000, 50, 10.0), (100, 4, None)],
)
def test_one_pay_stands_out_if_it_is_most_of_all_or_ten_times_the_others(
    highest: int, others: int, times: float | None
) -> None:
    assert found(highest, others) == ([] if times is None else [(17, times)])
