"""Results written without a search or an audit, as working files."""

from __future__ import annotations

from pathlib import Path

from models.result import Result
from models.scenario import Scenario
from planner.exports.formats import format_of
from planner.exports.writing import replace_file


def write_working(result: Result, scenario: Scenario, path: Path) -> None:
    """Write a working file in the format that a path's suffix names."""
    working = format_of(path).working
    assert working is not None
    replace_file(path, working(result, scenario))
