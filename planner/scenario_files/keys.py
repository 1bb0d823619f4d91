"""Keys of rows, as one text for one row however its cells were written."""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from models.tables import TABLE_KEYS
from planner.scenario_files.draft import Cells
from planner.scenario_files.fields import ROW_TYPES, is_figure
from planner.scenario_files.ranges import BASE, parts_of

SEPARATOR = "/"


def key_of(table: str, cells: Cells) -> str | None:
    """Key of a row; None where a field of the key is not given."""
    fields = ROW_TYPES[table].model_fields
    parts: list[str] = []
    for name in TABLE_KEYS[table]:
        cell = cells.get(name)
        if cell is None and not fields[name].is_required():
            default = fields[name].default
            cell = "" if default is None else str(default)
        if is_figure(ROW_TYPES[table], name):
            cell = parts_of(cell).get(BASE, cell)
        if not isinstance(cell, str):
            return None
        parts.append(_canonical(table, name, cell) if cell else "")
    return SEPARATOR.join(parts)


def cells_of(table: str, key: str) -> dict[str, str] | None:
    """Fields of a key; None where it has more or fewer parts than the table's keys."""
    names, fields = TABLE_KEYS[table], ROW_TYPES[table].model_fields
    parts = key.split(SEPARATOR)
    if len(parts) != len(names):
        return None
    given = dict(zip(names, parts, strict=True))
    if any(fields[name].is_required() and not part for name, part in given.items()):
        return None
    return {name: _canonical(table, name, part) for name, part in given.items() if part}


def shape_of(table: str) -> str:
    """How the keys of a table are written, as in ``role/office``."""
    return SEPARATOR.join(TABLE_KEYS[table])


def _canonical(table: str, name: str, text: str) -> str:
    """A part of a key as the models write it, so that `3` and `03` are one row."""
    adapter = _adapter(table, name)
    if adapter is None:
        return text
    try:
        return str(adapter.validate_python(text, strict=False))
    except ValidationError:
        return text


@cache
def _adapter(table: str, name: str) -> TypeAdapter[Any] | None:
    annotation = ROW_TYPES[table].model_fields[name].annotation
    return None if annotation is None or annotation is str else TypeAdapter(annotation)
