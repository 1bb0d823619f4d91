"""What a roster does not say is asked for, and what may be something else is not taken."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.errors import InputError
from planner.roster.asked import terms_of
from planner.roster.mapping import mapping_from
from planner.roster.reading import RosterColumns, columns_of
from tests.support.rosters import ENGLISH, SETTINGS, Row, person, write_csv

TEAM = [person("Shanghai", "AML analyst", 240_000, "2020-06-01")] * 5


def without(*dropped: str) -> tuple[list[list[object]], list[str]]:
    """The team and its headings without some columns."""
    kept = [place for place, name in enumerate(ENGLISH) if name not in dropped]
    return [[row[n] for n in kept] for row in TEAM], [ENGLISH[n] for n in kept]


def read(
    folder: Path, rows: list[list[object]], headings: Row, *settings: str, counts: bool = False
) -> RosterColumns:
    path = write_csv(folder / "a.csv", rows, headings)
    mapping = mapping_from(None, [*SETTINGS, *settings])
    roster = columns_of(path, path.name, mapping)
    terms_of(roster, mapping, counts_only=counts)
    return roster


@pytest.mark.parametrize("heading", ["End date", "Contract end", "合同到期"])
def test_the_end_of_a_contract_is_no_leaving(tmp_path: Path, heading: str) -> None:
    """Where a status says who has left the column is not known; otherwise it is asked about."""
    rows, headings = without()
    known = read(tmp_path, [[*row, "2026-03-31"] for row in rows], [*headings, heading])

    assert heading in known.choice.unknown
    assert "left" not in known.values
    rows, headings = without("Status")
    ended = [[*row, "2026-03-31"] for row in rows]
    with pytest.raises(InputError, match=f"{heading}.*may be the end of a contract"):
        read(tmp_path, ended, [*headings, heading])
    meant = read(tmp_path, ended, [*headings, heading], f"columns.left={heading}")
    assert meant.values["left"] == ["2026-03-31"] * 5
    assert "left" not in read(tmp_path, ended, [*headings, heading], "columns.left=").values


def test_the_start_of_working_life_is_no_date_of_hire(tmp_path: Path) -> None:
    """Beside a date of hire it is not known; alone it is asked about, unless posts are counted."""
    rows, headings = without()
    worked = "参加工作日期"
    both = read(tmp_path, [[*row, "1999-07-01"] for row in rows], [*headings, worked])

    assert both.values["hired"] == ["2020-06-01"] * 5
    assert worked in both.choice.unknown
    rows, headings = without("Hire date")
    alone = [[*row, "1999-07-01"] for row in rows]
    with pytest.raises(InputError, match=r"start of working life.*columns\.hired="):
        read(tmp_path, alone, [*headings, worked])
    assert "hired" not in read(tmp_path, alone, [*headings, worked], counts=True).values
    assert "hired" not in read(tmp_path, alone, [*headings, worked], "columns.hired=").values


@pytest.mark.parametrize(
    ("field", "heading"),
    [("office", "Office"), ("role", "Job family"), ("entity", "Company"), ("pay", "Annual salary")],
)
def test_a_missing_column_is_asked_for_with_the_headings_that_may_be_it(
    tmp_path: Path, field: str, heading: str
) -> None:
    """One value for all rows is the second way, where there can be one."""
    rows, headings = without(heading)

    with pytest.raises(InputError) as refusal:
        read(tmp_path, [[*row, "x"] for row in rows], [*headings, "Hired by"])

    step = refusal.value.problems[0].next_step
    assert f"--set 'columns.{field}=HEADING'" in step
    assert "not known: 'Cost centre', 'Hired by'." in step
    assert (f"--set {field}=…" in step) == (field != "pay")
    assert "the the" not in str(refusal.value)


def test_an_employer_is_known_in_chinese(tmp_path: Path) -> None:
    rows, headings = without()
    chinese = ["雇主" if name == "Company" else name for name in headings]

    assert read(tmp_path, rows, chinese).values["entity"] == ["Harbour China"] * 5


def test_a_column_of_names_is_no_role(tmp_path: Path) -> None:
    """By its heading, or since nearly all rows differ; what is refused is not told."""
    rows, headings = without("Job family")
    named = [[*row, f"Planted {n}"] for n, row in enumerate(rows)]

    with pytest.raises(InputError, match="about persons"):
        read(tmp_path, named, [*headings, "Worker"], "columns.role=Worker")
    with pytest.raises(InputError, match="may hold names of people: 5 of 5 rows") as refusal:
        read(tmp_path, named, [*headings, "Seat"], "columns.role=Seat")
    assert "Planted" not in str(refusal.value)
    assert "'Job title'" in str(refusal.value)


def test_a_column_of_names_is_no_role_under_a_heading_that_is_known(tmp_path: Path) -> None:
    """Up to three quarters may differ, since titles do; so may all that have an id."""
    rows, headings = without("Job family")
    named = [[*row, f"Planted {min(n, 6)}"] for n, row in enumerate([*rows, *rows[:4]])]
    columns = [*headings, "Position"]

    assert "role" in read(tmp_path, named[:-4] + named[-1:] * 3, columns).values
    with pytest.raises(InputError, match="7 different texts in 9 rows") as refusal:
        read(tmp_path, named, columns)
    assert "Planted" not in str(refusal.value)
    assert "--mapping" in str(refusal.value)
    assert "role" in read(tmp_path, named, columns, "roles.Planted 1=tax").values


def test_a_small_roster_of_departments_that_all_differ_is_read_without_them(
    tmp_path: Path,
) -> None:
    """They could be names of people, of which none is told; the refusal says the way."""
    rows, headings = without("Department")
    own = [[*row, f"Planted {n}"] for n, row in enumerate(rows)]
    columns = [*headings, "Department"]

    with pytest.raises(InputError, match="5 different texts in 5 rows") as refusal:
        read(tmp_path, own, columns)
    assert "Planted" not in str(refusal.value)
    step = refusal.value.problems[0].next_step
    assert step.endswith(" --set columns.function=")
    setting = step.split("--set ")[1]
    assert "function" not in read(tmp_path, own, columns, setting).values


def test_a_column_of_roles_may_have_any_heading(tmp_path: Path) -> None:
    """Rows that share what they say; names of few with an id; or a heading that is known."""
    rows, headings = without("Job family")
    team = [[*row, "Analyst"] for row in rows]
    few = [[*row, role] for row, role in zip(rows, ("Head", "Head", "Aide", "Aide", "Aide"),
                                             strict=True)]  # fmt: skip
    ids = ("roles.Head=head", "roles.Aide=aide")

    assert "role" in read(tmp_path, team, [*headings, "Seat"], "columns.role=Seat").values
    assert "role" in read(tmp_path, few, [*headings, "Seat"], "columns.role=Seat", *ids).values
    assert "role" in read(tmp_path, few, [*headings, "Job title"]).values
