"""What is wrong with how a table is laid out, and so is not told again of its values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.errors import Problem
from models.workbook_places import sheet_place
from planner.scenario_files.draft import DraftTable
from planner.scenario_files.messages import MISSING


@dataclass(frozen=True, slots=True)
class AlreadyTold:
    """Where problems of how a table is laid out have been told."""

    fields: frozenset[tuple[str, str, str]]
    """File, row and field."""
    cells: frozenset[tuple[str, str]]
    """File and cell of a workbook: what is wrong with a cell has no field."""

    @classmethod
    def of(cls, problems: Sequence[Problem]) -> AlreadyTold:
        """Where these problems are."""
        return cls(
            frozenset((each.file, each.row, each.field) for each in problems),
            frozenset((each.file, each.row) for each in problems if _is_cell(each)),
        )

    def __contains__(self, problem: Problem) -> bool:
        """Whether a problem is told already; a cell that cannot be read is also missing."""
        if problem.message == MISSING and (problem.file, problem.row) in self.cells:
            return True
        return (problem.file, problem.row, problem.field) in self.fields


def _is_cell(problem: Problem) -> bool:
    place = sheet_place(problem.row)
    return place is not None and bool(place.cell)


def is_absent(problem: Problem, table: DraftTable) -> bool:
    """Whether its column is missing, which has been told once for all rows."""
    return problem.message == MISSING and problem.field in table.absent_columns
