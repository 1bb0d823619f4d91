"""Cells laid over cells, each with its origin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from planner.scenario_files.draft import Cells, FieldPath, Origin, Plain, Row
from planner.scenario_files.ranges import BASE, PARTS, parts_of


def changed(row: Row, change: Cells, origin: Origin) -> Row:
    """The row with some of its cells changed, and where each of them now stands.

    Parameters
    ----------
    row
        What is below.
    change
        Fields with their new values, groups of fields by field; None takes a value back.
    origin
        Where the change is written.
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
    """What a group of fields is laid over; a figure is the base of the range that is laid on it."""
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
