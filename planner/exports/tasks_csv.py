"""CSV of the tasks of a plan, one row each, for whoever keeps a calendar of them."""

from __future__ import annotations

from models.result import Result
from models.scenario import Scenario
from planner.exports.csv_file import table_bytes
from planner.exports.tasks import tasks_table


def plan_bytes(result: Result, _: Scenario) -> bytes:
    """Tasks as UTF-8 with a header; amounts are decimals of the currency of the last column."""
    return table_bytes(tasks_table(result))
