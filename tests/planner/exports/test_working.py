"""Files with exact counts and prices say so to whoever opens them, and only their owner may."""

from __future__ import annotations

import csv
import io
import json
import stat
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from models.result import Result
from models.scenario import Scenario
from planner.exports import csv_file, document, plan_file
from planner.exports.plan_texts import parse_plan_file
from planner.exports.working import WORKING_FILE
from planner.exports.writing import replace_file
from tests.support.exported_company import result, scenario

COMPANY = scenario()
MADE = result(COMPANY)


def tasks_bytes(made: Result, _: Scenario) -> bytes:
    return csv_file.tasks_bytes(made)


@pytest.mark.parametrize("written", [csv_file.moves_bytes, tasks_bytes])
def test_every_row_of_a_table_says_so(written: Callable[[Result, Scenario], bytes]) -> None:
    rows = list(csv.DictReader(io.StringIO(written(MADE, COMPANY).decode())))

    assert rows
    assert {row["note"] for row in rows} == {WORKING_FILE}


def test_the_document_begins_with_it() -> None:
    assert next(iter(json.loads(document.document_bytes(MADE, COMPANY)).values())) == WORKING_FILE


def test_a_plan_file_says_so_and_is_read_as_before() -> None:
    written = plan_file.plan_bytes(MADE, COMPANY)
    about = pq.read_schema(io.BytesIO(written)).metadata

    assert about[b"relocate.note"] == WORKING_FILE.encode()
    assert parse_plan_file(about, "").result == MADE


def test_nobody_but_the_owner_may_read_what_is_written(tmp_path: Path) -> None:
    replace_file(tmp_path / "plan.csv", csv_file.moves_bytes(MADE, COMPANY))

    assert stat.S_IMODE((tmp_path / "plan.csv").stat().st_mode) == 0o600
