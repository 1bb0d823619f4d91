"""Roles that few people have give no cohort their name."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from planner.roster.cohorts import Grouping, enough_people, grouped
from planner.roster.drafts import draft_of_roster
from planner.roster.mapping import mapping_from
from planner.roster.other_roles import without_small_names
from planner.roster.posts import Post, Posts, Standing
from planner.roster.updates import update_of_roster
from tests.support.rosters import SETTINGS, person, write_csv

FLOOR = 5
TITLES = [f"Head of {name}" for name in ("Credit", "Rates", "Metals", "Grains", "Power", "Ships")]


def post(role: str, function: str = "", annual: int = 100) -> Post:
    return Post(0, "beijing", "bank", role, function, Standing.FILLED, annual, "CNY", 12, False)


def named(*posts: Post) -> Grouping:
    grouping = grouped(Posts(posts, (), {}, Counter(), {}), enough_people(FLOOR))
    return without_small_names(grouping, FLOOR, {"ops": "Operations"})


def sizes(grouping: Grouping) -> dict[str, int]:
    return {group.key.role: len(group.people) for group in grouping.groups}


def test_small_groups_that_join_each_other_are_other_roles() -> None:
    """Six of one each, and three beside two; all are told where they end."""
    assert sizes(named(*map(post, "abcdef"))) == {"Other roles": 6}

    grouping = named(*[post("a")] * 3, *[post("b")] * 2)

    assert sizes(grouping) == {"Other roles": 5}
    assert {(each.small.role, each.people, each.role) for each in grouping.joinings} == {
        ("a", 3, "Other roles"), ("b", 2, "Other roles"),
    }  # fmt: skip


def test_they_are_called_after_a_function_that_enough_people_have() -> None:
    assert sizes(named(*(post(role, "ops") for role in "abcde"))) == {"Operations, other roles": 5}
    assert sizes(named(*(post(role, "ops") for role in "abcd"), post("e"))) == {"Other roles": 5}


def test_a_role_that_enough_people_have_keeps_its_name() -> None:
    assert sizes(named(*[post("a")] * 5, *[post("b")] * 2)) == {"a": 7}


def test_groups_of_one_name_are_one_group() -> None:
    low = [post("a"), *[post("b")] * 4]
    high = [*[post("c", annual=900)] * 2, *[post("d", annual=900)] * 3]

    assert sizes(named(*low, *high)) == {"Other roles": 10}


@pytest.mark.slow
def test_titles_of_single_people_are_in_no_file_and_are_counted_again(tmp_path: Path) -> None:
    """A later roster names none of them as the scenario does; five of the six are still there."""
    rows = [person("Beijing", title, 300_000 + 1_000 * n, "2020-06-01")
            for n, title in enumerate(TITLES)]  # fmt: skip
    team = [person("Beijing", "AML analyst", 100_000, "2020-06-01", function="Risk")] * 5
    path, own = write_csv(tmp_path / "staff.csv", [*rows, *team]), tmp_path / "own"

    draft = draft_of_roster(path, own, mapping_from(None, SETTINGS))
    draft.write()

    assert "beijing: Head of Credit (1 person) joins Operations, other roles" in draft.joinings
    assert {(each.id, each.name, each.posts) for each in draft.made.scenario.cohorts} == {
        ("beijing-aml-analyst", "Beijing, AML analyst", 5),
        ("beijing-operations-other-roles", "Beijing, Operations, other roles", 6),
    }
    assert 'operations-other-roles,"Operations, other roles"' in (own / "roles.csv").read_text()
    assert not [each for each in own.glob("[a-z]*.*") if "Head of" in each.read_text()]
    saved = mapping_from(own / "roster.yaml", [])
    assert draft_of_roster(path, tmp_path / "again", saved).made.mapping == saved
    write_csv(path, [*rows[1:], *team])
    update = update_of_roster(own, path, date(2027, 6, 1), saved)
    assert [(each.cohort, each.posts) for each in update.steps] == [
        ("beijing-operations-other-roles", 5)
    ]
