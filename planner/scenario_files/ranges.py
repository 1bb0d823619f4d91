"""Figures written with how far they may be off -> the figure to plan with, and its range.

In YAML and JSON a figure may be ``{low: 0.01, base: 0.02, high: 0.05}``, in any cell
``0.02 (0.01 to 0.05)``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from models.base import Frozen
from models.money import Money
from models.ranges import Range
from planner.scenario_files.draft import Cells, FieldPath, Plain, Row
from planner.scenario_files.fields import field_names, is_figure, kinds

ENDS = ("low", "high")

_BASE = "base"
_SHORT = re.compile(r"(?P<base>[^()]+?)\s*\(\s*(?P<low>[^()]+?)\s+to\s+(?P<high>[^()]+?)\s*\)")

Ends = Mapping[FieldPath, Mapping[str, Plain]]
"""Fields with a range: what is written for each end."""


def at_base(model: type[Frozen], row: Row) -> tuple[Row, Ends]:
    """A row with each range replaced by its base, and the ends."""
    ends: dict[FieldPath, Mapping[str, Plain]] = {}
    cells = _base_cells(model, row.cells, (), ends)
    return (replace(row, cells=cells) if ends else row), ends


def at_end(cells: Cells, path: FieldPath, end: Plain) -> Cells:
    """Cells with one of them replaced."""
    name, *rest = path
    inner = cells.get(name)
    below = inner if isinstance(inner, dict) else {}
    return {**cells, name: dict(at_end(below, tuple(rest), end)) if rest else end}


def ranges_of(table: str, row_key: str, ends: Ends) -> Iterator[Range]:
    """The ranges of a row whose ends are sound."""
    for path, each in ends.items():
        low, high = (str(each[end]) for end in ENDS)
        yield Range(table=table, row=row_key, field=".".join(path), low=low, high=high)


def in_short(base: str, low: str, high: str) -> str | None:
    """A figure and its range as one text; None where it would not be read back as it is."""
    text = f"{base} ({low} to {high})"
    parts = {_BASE: base, "low": low, "high": high}
    return text if _written(text) == parts else None


def figure_at(value: Frozen, path: FieldPath) -> float:
    """The figure in a field, of an amount its smallest units."""
    found: Any = value
    for name in path:
        found = getattr(found, name)
    return float(found.amount if isinstance(found, Money) else found)


def currency_at(value: Frozen, path: FieldPath) -> str:
    """The currency of an amount in a field; empty for another figure."""
    found: Any = value
    for name in path:
        found = getattr(found, name)
    return found.currency if isinstance(found, Money) else ""


def _base_cells(
    model: type[Frozen], cells: Cells, above: FieldPath, ends: dict[FieldPath, Mapping[str, Plain]]
) -> dict[str, Plain]:
    result = dict(cells)
    for name in field_names(model):
        cell, path = cells.get(name), (*above, name)
        if is_figure(model, name):
            written = _written(cell)
            if written:
                result[name] = written.get(_BASE)
                ends[path] = {end: written.get(end) for end in ENDS}
        elif isinstance(cell, dict) and issubclass(inner := kinds(model).get(name, str), Frozen):
            result[name] = _base_cells(inner, cell, path, ends)
    return result


def _written(cell: Plain) -> Mapping[str, Plain]:
    """The parts of a range; empty for anything else."""
    if isinstance(cell, dict) and cell and set(cell) <= {_BASE, *ENDS}:
        return cell
    match = _SHORT.fullmatch(cell.strip()) if isinstance(cell, str) else None
    return match.groupdict() if match else {}
