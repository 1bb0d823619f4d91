"""What a cell may be chosen from: known words, or the ids of another sheet."""

from __future__ import annotations

from dataclasses import dataclass

from models.base import Frozen
from models.flaws import REFERENCES
from planner.exports.scenario_workbook.shapes import shape_of
from planner.scenario_files.draft import FieldPath
from planner.scenario_files.workbooks import CARDS, GUIDANCE, cell_name

FIRST_ROW = 2
"""Of a table's rows: below the headings and their guidance."""

LAST_ROW = 4_999
LAST_COLUMN = 49

_TARGETS = {
    **{(table, field): target for table, field, target in REFERENCES},
    ("losses", "jurisdiction"): "jurisdictions",
    ("losses", "topic"): "topics",
    ("loss_parts", "jurisdiction"): "jurisdictions",
    ("loss_parts", "topic"): "topics",
    ("base_rates", "jurisdiction"): "jurisdictions",
    ("base_rates", "topic"): "topics",
    ("matters", "jurisdiction"): "jurisdictions",
    ("matters", "topics"): "topics",
    ("signals", "supersedes"): "signals",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A drop-down list."""

    source: list[str] | str
    """The words, or the formula of the cells that hold them."""
    strict: bool
    """Whether nothing else fits."""


def target_of(table: str, path: FieldPath) -> str:
    """The table whose ids a field names; empty for none."""
    return _TARGETS.get((table, ".".join(path)), "")


def choice_of(table: str, model: type[Frozen], path: FieldPath) -> Choice | None:
    """What a field can be chosen from."""
    shape, target = shape_of(model, path), target_of(table, path)
    if shape.kind == "boolean":
        return Choice(["yes", "no"], strict=True)
    if shape.words:
        return Choice(list(shape.words), strict=not shape.several)
    return Choice(_ids_of(target), strict=False) if target else None


def _ids_of(table: str) -> str:
    """The filled cells that hold the ids of a table."""
    if table in CARDS:
        column = 1 + len(GUIDANCE)
        first, last = _fixed(0, column), _fixed(0, LAST_COLUMN)
        return f"=OFFSET({table}!{first},0,0,1,MAX(1,COUNTA({table}!{first}:{last})))"
    first, last = _fixed(FIRST_ROW, 0), _fixed(LAST_ROW, 0)
    return f"=OFFSET({table}!{first},0,0,MAX(1,COUNTA({table}!{first}:{last})),1)"


def _fixed(row: int, column: int) -> str:
    letters = cell_name(row, column).rstrip("0123456789")
    return f"${letters}${row + 1}"
