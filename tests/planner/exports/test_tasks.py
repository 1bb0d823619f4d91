"""Tasks in words, as tables and as CSV."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from models.plan import TaskKind
from planner.exports.tables import plan_tables
from planner.exports.tasks import (
    dated_task_words,
    owner_words,
    task_title,
    task_words,
    tasks_table,
)
from planner.exports.working import WORKING_FILE
from tests.support.exported_company import HIRES, MOVES, SEATS, result, scenario, task
from tests.support.written_plans import write_working

COMPANY = scenario()
OWN = task(
    TaskKind.FILING,
    what="bank_cn/personal/standard_contract",
    by=date(2026, 12, 20),
    owner="compliance",
    amount=30_000,
)
MADE = result(COMPANY, MOVES[:1], plan_tasks=(OWN,))


def test_tasks_stand_by_their_day_with_owner_and_cash() -> None:
    """Date, wave, what, how many, who, how much; the plan's own among them, without a wave."""
    table = next(table for table in plan_tables(MADE, COMPANY) if table.name == "tasks")
    filing = "file the standard contract of bank_cn for personal data"

    assert table.rows == (
        (HIRES.by, "2027-Q1", "open hires at bengaluru", 4, "HR", 250_000),
        (OWN.by, "", filing, 1, "Compliance", 30_000),
        (SEATS.by, "2027-Q1", "order seat blocks at bengaluru", 1, "Real estate", 0),
    )


def test_tasks_go_by_names_for_people() -> None:
    named = tasks_table(MADE, {"bengaluru": "Bengaluru", "bank_cn": "Onshore bank"})

    assert [row[2] for row in named.rows] == [
        "open hires at Bengaluru",
        "file the standard contract of Onshore bank for personal data",
        "order seat blocks at Bengaluru",
    ]


def test_a_stop_has_its_price_by_day() -> None:
    table = next(table for table in plan_tables(MADE, COMPANY) if table.name == "stop_costs")

    assert table.rows == (("2027-Q1", date(2026, 12, 14), 250_000),)


def test_tasks_are_written_as_csv(tmp_path: Path) -> None:
    """``.tasks.csv`` has the tasks, where ``.csv`` has the moves; amounts in the currency."""
    write_working(MADE, COMPANY, tmp_path / "plan.v2.tasks.csv")
    write_working(MADE, COMPANY, tmp_path / "plan.v2.csv")
    header, first, *_ = (tmp_path / "plan.v2.tasks.csv").read_text().splitlines()

    assert header == "by,wave,what,count,owner,amount,currency,note"
    assert first == f"2026-12-15,2027-Q1,open hires at bengaluru,4,HR,2500.00,USD,{WORKING_FILE}"
    assert (tmp_path / "plan.v2.csv").read_text().startswith("cohort,")


@pytest.mark.parametrize("kind", TaskKind)
def test_every_kind_has_words(kind: TaskKind) -> None:
    """What it is about is in them, and how many where there is something to count."""
    what = "a/personal/exempt" if kind is TaskKind.FILING else "bengaluru"
    once = kind in {TaskKind.CONSULTATION, TaskKind.FILING, TaskKind.MEASURE}

    assert what.partition("/")[0] in task_title(kind, what)
    assert task_words(kind, what, "4").endswith(": 4") is not once
    assert dated_task_words(kind, what, "4", "2027-02-01").endswith(", by 2027-02-01")


def test_owners_are_roles() -> None:
    said = {owner: owner_words(owner) for owner in ("hr", "it_security", "legal")}

    assert said == {"hr": "HR", "it_security": "IT security", "legal": "Legal"}
