"""Checks of ranges: the figure exists, and its ends can be read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError

from models.base import Frozen
from models.flaws.flaw import Flaw
from models.ranges import SETTINGS, Figure, Range, figure_at, put_at
from models.tables import TABLE_KEYS, row_key

if TYPE_CHECKING:
    from models.scenario import Scenario

RANGES = "ranges"
ENDS = ("low", "high")

_CALENDAR = ("format", "horizon")
"""Settings that define the periods: no plan can be judged at another value of them."""


def range_flaws(scenario: Scenario) -> Iterator[Flaw]:
    """The first error of each range, since it may cause the others."""
    for row in scenario.ranges:
        yield from _flaw_of(scenario, row)


def owner_of(scenario: Scenario, row: Range) -> Frozen:
    """The row whose field has the range; the scenario itself for a setting.

    Raises
    ------
    LookupError
        There is no such row.
    """
    if row.table == SETTINGS:
        return scenario
    for each in getattr(scenario, row.table):
        if "/".join(row_key(row.table, each)) == row.row:
            found: Frozen = each
            return found
    raise LookupError(row.row)


def _flaw_of(scenario: Scenario, row: Range) -> Iterator[Flaw]:
    tables = (SETTINGS, *(table for table in TABLE_KEYS if table != RANGES))
    if row.table not in tables:
        yield _flaw(row, "table", "is not a table with figures", row.table, tables)
    elif row.table == SETTINGS and row.row:
        yield _flaw(row, "row", "is not empty, as it is for a setting", row.row)
    elif row.table == SETTINGS and row.path[0] in TABLE_KEYS:
        yield _flaw(row, "field", "is a table, not a setting", row.field)
    elif row.table == SETTINGS and row.path[0] in _CALENDAR:
        message = "defines the periods, so it cannot have a range"
        yield _flaw(row, "field", message, row.field)
    else:
        yield from _field_flaw(scenario, row)


def _field_flaw(scenario: Scenario, row: Range) -> Iterator[Flaw]:
    try:
        owner = owner_of(scenario, row)
    except LookupError:
        known = tuple("/".join(row_key(row.table, each)) for each in getattr(scenario, row.table))
        lacks = (row.table, *row.row.split("/"))
        yield _flaw(row, "row", f"is not a row of {row.table}", row.row, known, lacks)
        return
    try:
        base = figure_at(owner, row.path)
    except LookupError:
        known = tuple(name for name in type(owner).model_fields if name not in TABLE_KEYS)
        yield _flaw(row, "field", f"is not a field of {row.table}", row.field, known)
        return
    if base is None:
        yield _flaw(row, "field", "does not hold a figure that can have a range", row.field)
    else:
        yield from _end_flaws(owner, row, base)


def _end_flaws(owner: Frozen, row: Range, base: Figure) -> Iterator[Flaw]:
    ends: list[Figure] = []
    for name in ENDS:
        text: str = getattr(row, name)
        try:
            ends.append(_read(owner, row.path, base.alike(text)))
        except ValueError as error:
            flaw = _flaw(row, name, f"is not allowed in {row.field}", text)
            yield replace(flaw, figure=_reason(error))
    if len(ends) < len(ENDS):
        return
    low, high = ends
    if {low.currency, high.currency} != {base.currency}:
        yield _flaw(
            row, "low", "is a range in several currencies", f"{row.low}, {base}, {row.high}"
        )
    elif not low.amount <= base.amount <= high.amount:
        found = f"{row.low} to {row.high}"
        flaw = _flaw(row, "low", "is a range that leaves out its base", found)
        yield replace(flaw, figure=str(base))


def _read(owner: Frozen, path: tuple[str, ...], figure: Figure) -> Figure:
    """The figure, if the field allows it."""
    name, model = path[0], type(owner)
    if RANGES not in model.model_fields:
        row = put_at(owner.model_dump(mode="json"), path, figure.plain)
        model.model_validate_json(json.dumps(row))
        return figure
    # Only this setting is validated here; another check looks at the whole scenario.
    setting = put_at(owner.model_dump(mode="json", include={name}), path, figure.plain)
    annotation = model.model_fields[name].rebuild_annotation()
    TypeAdapter(annotation).validate_json(json.dumps(setting[name]), strict=True)
    return figure


def _reason(error: ValueError) -> str:
    if isinstance(error, ValidationError):
        return str(error.errors(include_url=False)[0]["msg"])
    return str(error)


def _flaw(
    row: Range,
    field: str,
    message: str,
    found: str,
    known: tuple[str, ...] = (),
    lacks: tuple[str, ...] = (),
) -> Flaw:
    # A setting with an error of its own has its default here.
    lacks = (SETTINGS, row.path[0]) if row.table == SETTINGS else lacks
    return Flaw(RANGES, (row.table, row.row, row.field), field, message, found, known, lacks)
