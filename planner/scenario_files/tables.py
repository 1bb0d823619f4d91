"""Rows by key, out of what a file holds."""

from __future__ import annotations

from collections.abc import Iterable

from models.errors import Problem, shown
from models.tables import TABLE_KEYS
from planner.scenario_files.bounds import MOST_PROBLEMS, too_many_problems
from planner.scenario_files.draft import Cells, Origin, Plain, Row, Table
from planner.scenario_files.keys import cells_of, key_of, shape_of


def given(value: Plain) -> Plain:
    """A value without the fields that are left empty: they keep their defaults."""
    if isinstance(value, dict):
        return {
            name: given(item) for name, item in value.items() if item is not None and item != ""
        }
    return value


def keyed(
    table: str,
    file: str,
    rows: Iterable[tuple[str, Cells]],
    absent_columns: frozenset[str] = frozenset(),
) -> Table:
    """A table of rows that are known by their place in a file.

    Parameters
    ----------
    table
        Name of the table.
    file
        Where it stands.
    rows
        Each row's place (``line 12``) and cells. A row without a key goes by its place.
    absent_columns
        Columns whose absence has been reported.
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
    return Table(file, found, tuple(problems), complete, absent_columns)


def table_of(table: str, file: str, value: Plain) -> Table:
    """A table out of a mapping from key to row, or a list of rows."""
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
        return Table(file, problems=(problem,), complete=False)
    rows: list[tuple[str, Cells]] = []
    problems: list[Problem] = []
    for number, item in enumerate(value, start=1):
        place = f"entry {number}"
        if isinstance(cells := given(item), dict):
            rows.append((place, cells))
        else:
            problems.append(_no_row(Origin(file, place), cells))
    listed = keyed(table, file, rows)
    return Table(file, listed.rows, (*problems, *listed.problems), listed.complete and not problems)


def _mapped(table: str, file: str, value: dict[str, Plain]) -> Table:
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
    return Table(file, found, tuple(problems), complete)


def row_under(table: str, key: str, value: Plain, origin: Origin) -> Row | Problem:
    """A row that stands under its key, the fields of the key filled in."""
    named = cells_of(table, key)
    if named is None:
        return _no_key(table, key, origin)
    cells = given({} if value is None else value)
    if not isinstance(cells, dict):
        return _no_row(origin, cells)
    whole: Cells = {**named, **cells}
    for name, part in named.items():
        cell = cells.get(name, part)
        if key_of(table, {**named, name: cell}) != key_of(table, named):
            return Problem(
                f"says otherwise than its key, '{shown(key)}'",
                file=origin.file,
                row=origin.row,
                field=name,
                found=shown(cell) if isinstance(cell, str) else "",
                next_step=f"Leave {name} out, or change the key.",
            )
    return Row(whole, origin)


def _no_key(table: str, key: str, origin: Origin) -> Problem:
    return Problem(
        f"is no key of {table}",
        file=origin.file,
        row=origin.row,
        field=TABLE_KEYS[table][0],
        found=shown(key),
        next_step=f"Keys of {table} are written {shape_of(table)}.",
    )


def _no_row(origin: Origin, value: Plain) -> Problem:
    return Problem(
        "is no row: a row is a mapping from field to value",
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
