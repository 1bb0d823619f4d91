import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rounding import (
    above_middle,
    amount_step,
    middle,
    nearest,
    rounded_amount,
    shared_out,
    shown_few,
    shown_pool,
    shown_rest,
    shown_stock,
    shown_sum,
    two_digits,
)

MANY = range(200)


@pytest.mark.parametrize(
    ("count", "shown"),
    [(0, 0), (1, None), (5, None), (6, 10), (12, 10), (13, 15), (17, 15), (18, 20), (118, 120)],
)
def test_a_count_is_nobody_or_not_told_or_a_multiple_of_five(count: int, shown: int | None) -> None:
    assert shown_stock(count, 5) == shown


@pytest.mark.parametrize("floor", [1, 2, 5, 10, 13])
def test_what_is_shown_never_stands_for_fewer_counts_than_the_floor(floor: int) -> None:
    alike: dict[int | None, list[int]] = {}
    for count in range(1, 20 * floor):
        alike.setdefault(shown_stock(count, floor), []).append(count)

    widths = [len(counts) for counts in list(alike.values())[:-1]]

    assert min(widths) == floor
    assert all(abs(count - shown) <= floor for shown in alike if shown for count in alike[shown])


def test_small_flows_together_never_show_that_all_of_them_are_large() -> None:
    assert [shown_pool(n, 3, 5) for n in (0, 5, 6, 12, 13, 15)] == [0, None, 10, 10, 10, 10]
    assert [shown_pool(n, 8, 5) for n in (13, 33, 35, 40)] == [15, 35, 35, 35]
    assert [shown_pool(n, 2, 5) for n in (6, 10)] == [10, 10]


@given(st.dictionaries(st.tuples(st.text("ab", max_size=6)), st.integers(0, 99), max_size=9))
def test_parts_add_up_and_each_is_off_by_less_than_a_step(parts: dict[tuple[str], int]) -> None:
    total = nearest(sum(parts.values()), 5)

    shown = shared_out(total, parts, 5)

    assert sum(shown.values()) == total
    assert all(abs(shown[key] - part) < 5 and shown[key] % 5 == 0 for key, part in parts.items())
    assert shared_out(total, dict(reversed(parts.items())), 5) == shown


def test_a_total_below_the_parts_rounded_down_leaves_them_so() -> None:
    assert shared_out(5, {("a",): 7, ("b",): 6}, 5) == {("a",): 5, ("b",): 5}


def test_the_largest_remainders_are_rounded_up_and_of_equal_ones_the_first() -> None:
    assert shared_out(20, {("a",): 6, ("b",): 9, ("c",): 6}, 5) == {
        ("a",): 5,
        ("b",): 10,
        ("c",): 5,
    }
    assert shared_out(20, {("b",): 7, ("a",): 7, ("c",): 6}, 5) == {
        ("a",): 10,
        ("b",): 5,
        ("c",): 5,
    }


@pytest.mark.parametrize(
    ("parts", "total"),
    [
        ([], 0),
        ([0, 0], 0),
        ([None], None),
        ([None, 0], None),
        ([None, None], 5),
        ([40, None], 45),
        ([40, 35], 75),
        ([40, None, None, None], 50),
    ],
)
def test_what_is_not_told_stands_for_its_middle_in_a_sum(
    parts: list[int | None], total: int | None
) -> None:
    assert middle(5) == 3
    assert shown_sum(parts, 5) == total


@given(st.lists(st.integers(6, 60)), st.lists(st.integers(1, 5), max_size=6))
def test_a_sum_lies_between_what_its_parts_may_be(shown: list[int], hidden: list[int]) -> None:
    parts = [nearest(each, 5) for each in shown]
    total = shown_sum([*parts, *(None for _ in hidden)], 5)

    if total is not None:
        assert sum(parts) + len(hidden) <= total + 2
        assert total - 2 <= sum(parts) + 5 * len(hidden)


@pytest.mark.parametrize(
    ("total", "there", "shown"),
    [(10, 10, 5), (10, 15, 10), (10, 640, 10), (5, None, None), (None, 10, None), (0, None, 0)],
)
def test_a_sum_of_what_is_not_told_is_no_more_than_there_is(
    total: int | None, there: int | None, shown: int | None
) -> None:
    assert shown_few(total, there, 5) == shown


@pytest.mark.parametrize(("value", "shown"), [(-3, 0), (0, 0), (2, None), (5, 5), (7, 5), (8, 10)])
def test_a_difference_of_shown_counts_is_shown_alike(value: int, shown: int | None) -> None:
    assert shown_rest(value, 5) == shown


@pytest.mark.parametrize("floor", [1, 2, 5, 6, 10])
def test_the_first_multiple_lies_above_the_middle_of_what_it_stands_for(floor: int) -> None:
    counts = [n for n in range(1, 9 * floor) if shown_stock(n, floor) == 2 * floor]

    assert above_middle(floor) == 2 * floor - (counts[0] + counts[-1]) // 2


@pytest.mark.parametrize(
    ("amount", "shown"), [(0, 0), (7, 7), (99, 99), (114, 110), (115, 120), (9_960_000, 10_000_000)]
)
def test_two_digits_of_an_amount(amount: int, shown: int) -> None:
    assert two_digits(amount) == shown


@pytest.mark.parametrize(
    ("amount", "shown"),
    [(0, 0), (49, 0), (-49, 0), (50, 100), (-50, -100), (149, 100), (-149, -100), (-150, -200)],
)
def test_an_amount_is_rounded_alike_on_both_sides_and_may_be_made_nothing(
    amount: int, shown: int
) -> None:
    assert rounded_amount(amount, 100) == shown


@pytest.mark.parametrize(
    ("total", "posts", "currency", "step"),
    [
        (65_579_762_609, 2327, "USD", 20_000_000),
        (137_992_500, 6, "USD", 20_000_000),
        (100_000_000_000, 1000, "USD", 100_000_000),
        (-100_000_000_000, 1000, "USD", 100_000_000),
        (99_999_999_999, 1000, "USD", 50_000_000),
        (49_999_999_999, 1000, "USD", 20_000_000),
        (19_999_999_999, 1000, "USD", 10_000_000),
        (100_000_000_000, 1000, "JPY", 100_000_000),
        (300, 2, "USD", 100),
        (300, 9, "USD", 100),
        (300_000, 0, "USD", 200_000),
        (0, 9, "USD", 100),
    ],
)
def test_amounts_have_one_two_or_five_times_a_power_of_ten_up_to_what_a_post_costs(
    total: int, posts: int, currency: str, step: int
) -> None:
    assert amount_step(total, posts, currency) == step
