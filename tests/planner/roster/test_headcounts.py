"""Dated counts in the folder of a scenario."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from models.errors import InputError
from models.workforce import HeadcountStep
from planner.roster.headcounts import check_folder, write_counts
from planner.scenario_files import load, template_of

ON = date(2027, 7, 1)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder of a scenario with the cohorts ``analysts`` and ``officers``."""
    return Path(shutil.copytree(template_of("tiny"), tmp_path / "own"))


def write(folder: Path, *posts: int) -> None:
    steps = [HeadcountStep(cohort=cohort, effective_from=ON, posts=each)
             for cohort, each in zip(("analysts", "officers"), posts, strict=False)]  # fmt: skip
    write_counts(folder, steps, ON, ["2 rows = 2 posts"], "abc")


def test_a_table_is_made_where_there_is_none(own: Path) -> None:
    write(own, 5, 0)

    table = own / "headcount.csv"
    assert table.read_text() == (
        "cohort,effective_from,posts\nanalysts,2027-07-01,5\nofficers,2027-07-01,0\n"
    )
    assert table.stat().st_mode & 0o777 == 0o600
    receipt = (own / "roster-receipt.md").read_text()
    assert "## Update of 2027-07-01" in receipt
    assert "- 2 rows = 2 posts" in receipt


def test_counts_of_the_same_day_are_replaced_and_all_else_stays(own: Path) -> None:
    (own / "roster-receipt.md").write_text("# Receipt of a roster\n\n- first\n")
    (own / "headcount.csv").write_text(
        "posts,cohort,effective_from\n9,analysts,2027-07-01\n# foreseen\n8,analysts,2027-08-01\n"
    )
    before = len(list(own.iterdir()))

    write(own, 5)

    assert (own / "headcount.csv").read_text() == (
        "posts,cohort,effective_from\n# foreseen\n8,analysts,2027-08-01\n5,analysts,2027-07-01\n"
    )
    assert "- first\n\n## Update" in (own / "roster-receipt.md").read_text()
    assert len(list(own.iterdir())) == before


def test_a_table_as_people_write_it_is_added_to(own: Path) -> None:
    """Headings with capitals, a column of notes, and a key in another spelling."""
    table = own / "headcount.csv"
    table.write_text(
        "Cohort,Effective from,Posts,notes\nAnalysts,2027/7/1,9,as foreseen\nOfficers,2027/8/1,3,\n"
    )
    load(own)

    write(own, 5)

    assert table.read_text() == (
        "Cohort,Effective from,Posts,notes\nOfficers,2027/8/1,3,\nanalysts,2027-07-01,5,\n"
    )
    load(own)


def test_counts_with_which_the_folder_would_not_load_are_not_written(own: Path) -> None:
    steps = [HeadcountStep(cohort="nobody", effective_from=ON, posts=5)]
    before = {path.name: path.stat().st_mtime_ns for path in own.iterdir()}

    with pytest.raises(InputError, match="nobody"):
        write_counts(own, steps, ON, ["5 rows = 5 posts"], "abc")

    assert {path.name: path.stat().st_mtime_ns for path in own.iterdir()} == before


def test_what_counts_cannot_be_added_to_is_refused(tmp_path: Path) -> None:
    (tmp_path / "headcount.yaml").write_text("[]")

    for folder, words in (
        (tmp_path, "headcount.yaml"),
        (tmp_path / "none", "not a folder"),
        (template_of("tiny"), "bundled"),
    ):
        with pytest.raises(InputError, match=words):
            check_folder(folder)
