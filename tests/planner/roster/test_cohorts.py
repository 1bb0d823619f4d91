"""Posts to groups that no single person can be told from."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.roster.cohorts import Grouping, enough_people, grouped
from planner.roster.posts import Post, Posts, Standing

FLOOR = 5


def post(
    role: str, annual: int = 100, standing: Standing = Standing.FILLED, function: str = "",
    office: str = "shanghai",
) -> Post:  # fmt: skip
    return Post(0, office, "bank", role, function, standing, annual, "CNY", 12, False)


def groups_of(*posts: Post) -> Grouping:
    return grouped(Posts(posts, (), {}, Counter(), {}), enough_people(FLOOR))


def roles(grouping: Grouping) -> dict[str, int]:
    return {group.key.role: group.posts for group in grouping.groups}


def test_a_small_group_joins_the_one_with_the_nearest_pay() -> None:
    grouping = groups_of(
        *[post("cheap", 100)] * 5, *[post("dear", 300)] * 5, *[post("small", 220)] * 2
    )

    assert roles(grouping) == {"cheap": 5, "dear": 7}
    assert [(each.small.role, each.role, each.people) for each in grouping.joinings] == [
        ("small", "dear", 2)
    ]


def test_the_same_function_counts_before_pay() -> None:
    grouping = groups_of(
        *[post("cheap", 100, function="law")] * 5,
        *[post("dear", 300, function="ops")] * 5,
        *[post("small", 290, function="law")] * 2,
    )

    assert roles(grouping) == {"cheap": 7, "dear": 5}


def test_small_groups_join_each_other_and_are_told_where_they_end() -> None:
    grouping = groups_of(
        post("a", 100), *[post("b", 110)] * 2, *[post("c", 500)] * 4, *[post("d", 900)] * 9
    )

    assert {each.small.role: each.role for each in grouping.joinings} == {
        "a": "c", "b": "c",
    }  # fmt: skip
    assert roles(grouping) == {"c": 7, "d": 9}


def test_open_posts_do_not_make_a_group_large_enough() -> None:
    """One person beside four vacancies is one person."""
    open_posts = [post("desk", 0, Standing.OPEN)] * 4

    grouping = groups_of(post("desk"), *open_posts, *[post("other")] * 5)

    assert roles(grouping) == {"other": 10}


def test_an_employer_with_too_few_people_at_an_office_is_left_out() -> None:
    grouping = groups_of(*[post("a", office="tokyo")] * 4, *[post("a")] * 5)

    assert [group.key.office for group in grouping.groups] == ["shanghai"]
    assert len(grouping.left_out) == 4


posts = st.builds(
    post,
    role=st.sampled_from("abcdef"),
    annual=st.integers(1, 9),
    standing=st.sampled_from([Standing.FILLED, Standing.OPEN]),
    function=st.sampled_from(["", "x", "y"]),
    office=st.sampled_from(["shanghai", "tokyo"]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(posts, max_size=40))
def test_no_post_is_lost_and_no_group_is_small(drawn: list[Post]) -> None:
    grouping = groups_of(*drawn)

    assert sum(group.posts for group in grouping.groups) + len(grouping.left_out) == len(drawn)
    assert all(len(group.people) >= FLOOR for group in grouping.groups)
    assert all(sum(p.office == office and p.standing is Standing.FILLED for p in drawn) < FLOOR
               for office in {p.office for p in grouping.left_out})  # fmt: skip
