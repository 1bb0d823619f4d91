"""Dated counts in the folder of a scenario."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from models.errors import InputError
from models.workforce import HeadcountStep
from planner.roster.headcounts import check_folder, write_counts
from planner.scenario_files import template_of

ON = date(2027, 7, 1)


def write(folder: Path, *posts: int) -> None:
    steps = [HeadcountStep(cohort=f"c{n}", effective_from=ON, posts=each)
             for n, each in enumerate(posts)]  # fmt: skip
    write_counts(folder, steps, ON, ["2 rows = 2 posts"], "abc")


def test_a_table_is_made_where_there_is_none(tmp_path: Path) -> None:
    write(tmp_path, 5, 0)

    table = tmp_path / "headcount.csv"
    assert table.read_text() == "cohort,effective_from,posts\nc0,2027-07-01,5\nc1,2027-07-01,0\n"
    assert table.stat().st_mode & 0o777 == 0o600
    receipt = (tmp_path / "roster-receipt.md").read_text()
    assert "## Update of 2027-07-01" in receipt
    assert "- 2 rows = 2 posts" in receipt


def test_counts_of_the_same_day_are_replaced_and_all_else_stays(tmp_path: Path) -> None:
    (tmp_path / "roster-receipt.md").write_text("# Receipt of a roster\n\n- first\n")
    (tmp_path / "headcount.csv").write_text(
        "posts,cohort,effective_from\n9,c0,2027-07-01\n# foreseen\n8,c0,2028-01-01\n"
    )

    write(tmp_path, 5)

    assert (tmp_path / "headcount.csv").read_text() == (
        "posts,cohort,effective_from\n# foreseen\n8,c0,2028-01-01\n5,c0,2027-07-01\n"
    )
    assert "- first\n\n## Update" in (tmp_path / "roster-receipt.md").read_text()
    assert len(list(tmp_path.iterdir())) == 2


def test_what_counts_cannot_be_added_to_is_refused(tmp_path: Path) -> None:
    (tmp_path / "headcount.yaml").write_text("[]")

    for folder, words in (
        (tmp_path, "headcount.yaml"),
        (tmp_path / "none", "not a folder"),
        (template_of("tiny"), "bundled"),
    ):
        with pytest.raises(InputError, match=words):
            check_folder(folder)
