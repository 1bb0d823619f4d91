"""Rows of a roster to posts, or the reason why a row is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.errors import InputError
from planner.roster.asked import terms_of
from planner.roster.mapping import mapping_from
from planner.roster.posts import Posts
from planner.roster.reading import columns_of
from planner.roster.row_reading import posts_of
from tests.support.rosters import SETTINGS, Row, person, write_csv

ROWS = [
    person("Shanghai", "AML analyst", 240_000, "2020-06-01"),
    person("Shanghai", "AML analyst", "", "2020-06-01"),
    person("Shanghai", "AML analyst", 240_000, ""),
    person("Shanghai", "AML analyst", 240_000, "2027-01-01"),
]


def read(folder: Path, rows: list[Row], *settings: str, counts_only: bool = False) -> Posts:
    path = write_csv(folder / "a.csv", rows)
    mapping = mapping_from(None, [*SETTINGS, *settings])
    roster = columns_of(path, path.name, mapping)
    return posts_of(roster, mapping, terms_of(roster, mapping), counts_only=counts_only)


def test_a_row_is_a_post_if_it_says_what_is_used_of_it(tmp_path: Path) -> None:
    """Who is not there yet is never counted."""
    priced = read(tmp_path, ROWS, counts_only=False)
    counts = read(tmp_path, ROWS, counts_only=True)

    assert [post.row for post in priced.posts] == [2]
    assert [post.row for post in counts.posts] == [2, 3, 4]
    assert list(counts.rejected) == [5]


def test_dates_in_one_order_are_read_and_in_both_are_refused(tmp_path: Path) -> None:
    """Somebody can say which order is right; rows of the other are rejected then."""
    ours, theirs = (person("Shanghai", "AML analyst", 240_000, day)
                    for day in ("25/12/2010", "12/25/2010"))  # fmt: skip

    assert [post.months for post in read(tmp_path, [ours, ours]).posts] == [191, 191]
    with pytest.raises(InputError, match=r"Hire date.*day first \(rows 2, 4\).*first \(rows 3\)"):
        read(tmp_path, [ours, theirs, ours])
    chosen = read(tmp_path, [ours, theirs, ours], "dates=day-first")
    assert [post.row for post in chosen.posts] == [2, 4]
    assert chosen.rejected == {3: "hire date is not a date"}
