"""Reads the rows of a table by key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from models.errors import Problem, shown
from models.tables import TABLE_KEYS
from planner.scenario_files.draft import Cells, DraftTable, Origin, Plain, Row
from planner.scenario_files.fields import ROW_TYPES, is_figure
from planner.scenario_files.ranges import BASE, parts_of
from planner.scenario_files.size_limits import MOST_PROBLEMS, too_many_problems
from planner.scenario_files.written import reading_of

SEPARATOR = "/"


def key_of(table: str, cells: Cells) -> str | None:
    """Key of a row; None if a field of the key is missing."""
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
    """Fields of a key; None if the number of its parts is wrong."""
    names, fields = TABLE_KEYS[table], ROW_TYPES[table].model_fields
    parts = key.split(SEPARATOR)
    if len(parts) != len(names):
        return None
    given = dict(zip(names, parts, strict=True))
    if any(fields[name].is_required() and not part for name, part in given.items()):
        return None
    return {name: _canonical(table, name, part) for name, part in given.items() if part}


def shape_of(table: str) -> str:
    """Format of a table's keys, such as ``role/office``."""
    return SEPARATOR.join(TABLE_KEYS[table])


def _canonical(table: str, name: str, text: str) -> str:
    """A part of a key in canonical form, so that `3` and `03` are the same row."""
    adapter, text = _adapter(table, name), reading_of(ROW_TYPES[table], name, text).text
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


def without_empty(value: Plain) -> Plain:
    """A value without its empty fields, which keep their defaults."""
    if isinstance(value, dict):
        return {
            name: without_empty(item)
            for name, item in value.items()
            if item is not None and item != ""
        }
    return value


def rows_by_key(
    table: str,
    file: str,
    rows: Iterable[tuple[str, Cells]],
    absent_columns: frozenset[str] = frozenset(),
) -> DraftTable:
    """A table from a list of rows.

    Parameters
    ----------
    table
        Name of the table.
    file
        Its name in messages.
    rows
        Each row's place (``line 12``) and cells. A row without a key is known by its place.
    absent_columns
        Missing columns that have been reported.
    """
    found: dict[str, Row] = {}
    problems: list[Problem] = []
    complete = True
    for place, cells in rows:
        if len(problems) > MOST_PROBLEMS:
            problems.append(too_many_problems(file))
            complete = False
            break
        key = key_of(table, cells)
        complete = complete and key is not None
        name = place if key is None else key
        if name in found:
            problems.append(_repeated(table, Origin(file, place), name, found[name].origin.row))
        else:
            found[name] = Row(cells, Origin(file, place))
    return DraftTable(file, found, tuple(problems), complete, absent_columns)


def rekeyed(
    table: str, read: DraftTable, rows: Mapping[str, Row], problems: Sequence[Problem]
) -> DraftTable:
    """A table whose rows have changed fields of their key, with more problems.

    Parameters
    ----------
    table
        Name of the table.
    read
        The table before.
    rows
        Its changed rows, under their keys from before.
    problems
        What is wrong with them.
    """
    found: dict[str, Row] = {}
    more: list[Problem] = []
    for before, row in rows.items():
        key = key_of(table, row.cells) or before
        if key in found:
            more.append(_repeated(table, row.origin, key, found[key].origin.row))
        else:
            found[key] = row
    known = all(key_of(table, row.cells) is not None for row in found.values())
    complete = read.complete or (known and not read.problems)
    everything = (*read.problems, *problems, *more)
    return replace(read, rows=found, problems=everything, complete=complete)


def table_of(table: str, file: str, value: Plain) -> DraftTable:
    """A table from a mapping from key to row, or from a list of rows."""
    if isinstance(value, dict):
        return _mapped(table, file, value)
    if not isinstance(value, list):
        problem = Problem(
            "is neither a mapping from key to row nor a list of rows",
            file=file,
            field=table,
            found=shown(value or ""),
            next_step=f"Write each row under its key, {shape_of(table)}.",
        )
        return DraftTable(file, problems=(problem,), complete=False)
    rows: list[tuple[str, Cells]] = []
    problems: list[Problem] = []
    for number, item in enumerate(value, start=1):
        place = f"entry {number}"
        if isinstance(cells := without_empty(item), dict):
            rows.append((place, cells))
        else:
            problems.append(_no_row(Origin(file, place), cells))
    listed = rows_by_key(table, file, rows)
    return DraftTable(
        file, listed.rows, (*problems, *listed.problems), listed.complete and not problems
    )


def _mapped(table: str, file: str, value: dict[str, Plain]) -> DraftTable:
    found: dict[str, Row] = {}
    problems: list[Problem] = []
    complete = True
    for written, item in value.items():
        origin = Origin(file, shown(written))
        row = row_under(table, written, item, origin)
        if isinstance(row, Problem):
            problems.append(row)
            complete = False
            continue
        key = key_of(table, row.cells) or written
        if key in found:
            problems.append(_repeated(table, origin, key, found[key].origin.row))
        found.setdefault(key, row)
    return DraftTable(file, found, tuple(problems), complete)


def row_under(table: str, key: str, value: Plain, origin: Origin) -> Row | Problem:
    """A row written under its key, with the key fields filled in."""
    named = cells_of(table, key)
    if named is None:
        return _no_key(table, key, origin)
    cells = without_empty({} if value is None else value)
    if not isinstance(cells, dict):
        return _no_row(origin, cells)
    whole: Cells = {**named, **cells}
    for name, part in named.items():
        cell = cells.get(name, part)
        if key_of(table, {**named, name: cell}) != key_of(table, named):
            return Problem(
                f"contradicts its key, '{shown(key)}'",
                file=origin.file,
                row=origin.row,
                field=name,
                found=shown(cell) if isinstance(cell, str) else "",
                next_step=f"Leave {name} out, or change the key.",
            )
    return Row(whole, origin)


def _no_key(table: str, key: str, origin: Origin) -> Problem:
    return Problem(
        f"is not a key of {table}",
        file=origin.file,
        row=origin.row,
        field=TABLE_KEYS[table][0],
        found=shown(key),
        next_step=f"Keys of {table} are written {shape_of(table)}.",
    )


def _no_row(origin: Origin, value: Plain) -> Problem:
    return Problem(
        "is not a row: a row is a mapping from field to value",
        file=origin.file,
        row=origin.row,
        found=shown(value) if isinstance(value, str) else "",
        next_step="Write one 'field: value' per line, indented under its key.",
    )


def _repeated(table: str, origin: Origin, key: str, first: str) -> Problem:
    return Problem(
        f"repeats the key of {first}",
        file=origin.file,
        row=origin.row,
        field=shape_of(table),
        found=shown(key),
        next_step="Keep one of the two.",
    )
