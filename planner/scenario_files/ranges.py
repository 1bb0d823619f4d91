"""Splits figures written with a range into the base and the range.

In YAML and JSON a figure may be ``{low: 0.01, base: 0.02, high: 0.05}``; any cell may be
``0.02 (0.01 to 0.05)``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from models.base import Frozen
from models.ranges import Figure, Range, figure_at, put_at
from planner.scenario_files.draft import Cells, FieldPath, Plain, Row
from planner.scenario_files.fields import field_names, is_figure, kinds

BASE = "base"
ENDS = ("low", "high")
PARTS = ("low", BASE, "high")

Parts = Mapping[str, Plain]
"""Texts of low, base and high; other names if one is misspelled."""

Ranged = Mapping[FieldPath, Parts]
"""Fields with a range."""

Ends = Mapping[FieldPath, tuple[Figure, Figure]]
"""The low and the high figure of each field with a range."""


def at_base(model: type[Frozen], row: Row) -> tuple[Row, Ranged]:
    """A row with each range replaced by its base, and the ranges."""
    found: dict[FieldPath, Parts] = {}
    cells = _base_cells(model, row.cells, (), found)
    return (replace(row, cells=cells) if found else row), found


def at_end(cells: Cells, path: FieldPath, end: Plain) -> Cells:
    """Cells with one of them replaced."""
    replaced: Cells = put_at(cells, path, end)
    return replaced


def parts_of(cell: Plain) -> Parts:
    """The parts of a range; empty for anything else."""
    if isinstance(cell, dict):
        return cell if set(cell) & set(PARTS) else {}
    return _short(cell) if isinstance(cell, str) else {}


def ranges_of(table: str, row_key: str, ends: Ends) -> Iterator[Range]:
    """The ranges of a row, with their ends in canonical form."""
    for path, (low, high) in ends.items():
        yield Range(table=table, row=row_key, field=".".join(path), low=str(low), high=str(high))


def in_short(base: str, low: str, high: str) -> str | None:
    """A figure and its range as one text; None if that text would not be read back the same."""
    text = f"{base} ({low} to {high})"
    return text if parts_of(text) == {"low": low, BASE: base, "high": high} else None


def figure_in(value: Frozen, path: FieldPath) -> Figure:
    """The figure in a field that holds one.

    Raises
    ------
    LookupError
        The field holds none.
    """
    figure = figure_at(value, path)
    if figure is None:
        raise LookupError(".".join(path))
    return figure


def _base_cells(
    model: type[Frozen], cells: Cells, above: FieldPath, found: dict[FieldPath, Parts]
) -> dict[str, Plain]:
    result = dict(cells)
    for name in field_names(model):
        cell, path = cells.get(name), (*above, name)
        if is_figure(model, name):
            parts = parts_of(cell)
            if parts:
                result[name] = parts.get(BASE)
                found[path] = parts
        elif issubclass(inner := kinds(model).get(name, str), Frozen):
            result |= {name: _base_group(inner, cell, path, found)} if name in cells else {}
    return result


def _base_group(
    model: type[Frozen], cell: Plain, path: FieldPath, found: dict[FieldPath, Parts]
) -> Plain:
    """A group of fields, or a list of groups, counted from 1."""
    if isinstance(cell, dict):
        return _base_cells(model, cell, path, found)
    if isinstance(cell, list):
        return [
            _base_group(model, item, (*path, str(number)), found)
            for number, item in enumerate(cell, start=1)
        ]
    return cell


def _short(text: str) -> dict[str, Any]:
    base, opened, rest = text.partition("(")
    within, closed, after = rest.partition(")")
    low, between, high = within.partition(" to ")
    if not (opened and closed and between) or after.strip():
        return {}
    return {"low": low.strip(), BASE: base.strip(), "high": high.strip()}
