"""Applies changes to a draft: the shared mechanism of overlays and settings."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from models.errors import Problem, shown
from models.tables import TABLE_KEYS
from planner.scenario_files.draft import (
    Cells,
    DraftTable,
    FieldPath,
    Origin,
    Plain,
    Row,
    ScenarioDraft,
)
from planner.scenario_files.fields import ROW_TYPES, SettingsRow, field_names, required_fields
from planner.scenario_files.messages import nearest
from planner.scenario_files.ranges import BASE, PARTS, parts_of
from planner.scenario_files.tables import cells_of, key_of, row_under, shape_of

_GUESSED = 200
"""Most unknown rows for which the nearest name is sought; more would take minutes."""


def with_changes(draft: ScenarioDraft, changes: Mapping[str, Plain], file: str) -> ScenarioDraft:
    """The draft with changes applied.

    Parameters
    ----------
    draft
        The draft before the changes.
    changes
        Settings by name, tables by key; None resets a setting or removes a row.
    file
        Source of the changes, for messages.
    """
    settings = draft.settings
    tables = dict(draft.tables)
    problems: list[Problem] = []
    for name, change in changes.items():
        if name in field_names(SettingsRow):
            settings = change_row(settings, {name: change}, Origin(file))
        elif name not in TABLE_KEYS:
            problems.append(_unknown(name, file))
        elif isinstance(change, dict):
            table = tables.get(name, DraftTable(file))
            tables[name], found = _changed_table(name, table, change, file)
            problems += found
        else:
            problems.append(_no_rows(name, change, file))
    return replace(draft, settings=settings, tables=tables, problems=(*draft.problems, *problems))


def _changed_table(
    name: str, table: DraftTable, changes: dict[str, Plain], file: str
) -> tuple[DraftTable, list[Problem]]:
    rows = dict(table.rows)
    problems: list[Problem] = []
    for written, change in changes.items():
        named = cells_of(name, written)
        key = (key_of(name, named) if named else None) or written
        origin = Origin(file, shown(written))
        row = _changed_row(name, table, key, change, origin)
        if isinstance(row, Problem):
            problems.append(row)
        elif row is None and key in rows:
            del rows[key]
        elif row is None and table.complete:
            known = table.rows if len(problems) < _GUESSED else None
            problems.append(_unknown_row(name, known, change, origin))
        elif row is not None:
            rows[key] = row
    return replace(table, rows=rows), problems


def _changed_row(
    name: str, table: DraftTable, key: str, change: Plain, origin: Origin
) -> Row | Problem | None:
    """The changed or new row; None if the change removes the row."""
    below = table.rows.get(key)
    if below is None:
        return _new_row(name, key, change, origin)
    if change is None:
        return None
    if not isinstance(change, dict):
        return _no_field(name, change, origin)
    row = change_row(below, change, origin)
    return row if key_of(name, row.cells) == key else _new_key(name, key, origin)


def _new_row(name: str, key: str, change: Plain, origin: Origin) -> Row | Problem | None:
    """A new row; None if it is removed, or lacks a required field."""
    if isinstance(change, dict) and cells_of(name, key) is not None:
        row = row_under(name, key, change, origin)
        if isinstance(row, Problem) or required_fields(ROW_TYPES[name]) <= set(row.cells):
            return row
    return None


def _unknown(name: str, file: str) -> Problem:
    return Problem(
        "is neither a setting nor a table",
        file=file,
        field=shown(name),
        found=shown(name),
        next_step=nearest(name, [*field_names(SettingsRow), *TABLE_KEYS]),
    )


def _unknown_row(
    name: str, known: Collection[str] | None, change: Plain, origin: Origin
) -> Problem:
    next_step = "" if known is None else nearest(origin.row, known)
    if change is not None:
        model = ROW_TYPES[name]
        needed = [field for field in field_names(model) if field in required_fields(model)]
        next_step += f" To add a row, write {shape_of(name)} and all of: {', '.join(needed)}."
    return Problem(f"is not a row of {name}", origin.file, origin.row, name, origin.row, next_step)


def _no_field(name: str, change: Plain, origin: Origin) -> Problem:
    return Problem(
        f"is a row of {name}, and is changed field by field",
        file=origin.file,
        row=origin.row,
        field=name,
        found=shown(change) if isinstance(change, str) else "",
        next_step=f"Name one of its fields: {', '.join(field_names(ROW_TYPES[name]))}.",
    )


def _new_key(table: str, key: str, origin: Origin) -> Problem:
    return Problem(
        "changes the key of the row",
        file=origin.file,
        row=origin.row,
        field=shape_of(table),
        found=shown(key),
        next_step="Take the row out and add one under the new key.",
    )


def _no_rows(table: str, change: Plain, file: str) -> Problem:
    return Problem(
        "is a table, and is changed row by row",
        file=file,
        field=table,
        found=shown(change) if isinstance(change, str) else "",
        next_step="Write each changed row under its key; null takes a row out.",
    )


def change_row(row: Row, change: Cells, origin: Origin) -> Row:
    """The row with some cells changed, and the new origin of each.

    Parameters
    ----------
    row
        The draft before the changes.
    change
        Fields with their new values, groups of fields by field; None resets a value.
    origin
        Origin of the change.
    """
    later = dict(row.later)
    for path in _leaves(change):
        # Put last, so that the order is that of the changes.
        later.pop(path, None)
        later[path] = origin
    return replace(row, cells=_merged(row.cells, change), later=later)


def _merged(below: Cells, change: Cells) -> dict[str, Plain]:
    result = dict(below)
    for name, value in change.items():
        if value is None or value == "":
            result.pop(name, None)
        elif isinstance(value, dict):
            result[name] = _merged(_group(result.get(name), value), value)
        else:
            result[name] = value
    return result


def _group(below: Plain, change: Cells) -> Cells:
    """The group to merge a change into; a plain figure becomes the base of a new range."""
    if isinstance(below, dict):
        return below
    if isinstance(below, str) and set(change) <= set(PARTS):
        return parts_of(below) or {BASE: below}
    return {}


def _leaves(change: Cells) -> Iterator[FieldPath]:
    for name, value in change.items():
        if isinstance(value, dict) and value:
            yield from ((name, *rest) for rest in _leaves(value))
        else:
            yield (name,)
