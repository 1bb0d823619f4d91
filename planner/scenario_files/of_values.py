"""Scenarios out of values of a program: rows and settings, or changes of another scenario."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pydantic import ValidationError

from models.errors import InputError, Problem
from models.ranges import SETTINGS as RANGED_SETTINGS
from models.ranges import Range
from models.scenario import Scenario
from models.settings import Overlay
from models.tables import TABLE_KEYS, row_key
from planner.scenario_files.assembly import assemble
from planner.scenario_files.assignments import (
    SETTINGS,
    SettingValue,
    TableRow,
    places_of,
    plain_of,
)
from planner.scenario_files.changes import with_changes
from planner.scenario_files.documents import draft_of_mapping
from planner.scenario_files.draft import Plain, ScenarioDraft
from planner.scenario_files.layers import assemble_with, names_of
from planner.scenario_files.library import JURISDICTIONS, library
from planner.scenario_files.parts import CELLS
from planner.scenario_files.tables import table_of
from planner.scenario_files.yaml_json import from_json


def change(scenario: Scenario, settings: Mapping[str, SettingValue]) -> Scenario:
    """The scenario with settings applied.

    Parameters
    ----------
    scenario
        The scenario to change; it stays unchanged itself.
    settings
        As for `load`.

    Raises
    ------
    InputError
        With every error.
    """
    names = (*scenario.overlays, *names_of(settings))
    changed = _exact(assemble_with(_draft_of(scenario, settings), settings))
    return changed.with_overlay_names(*names).with_remarks(*scenario.remarks)


def with_overlay(scenario: Scenario, overlay: Overlay) -> Scenario:
    """The scenario with an overlay applied that need not be in a file.

    Raises
    ------
    InputError
        With every error.
    """
    changes = {name: plain_of(value) for name, value in overlay.changes.items()}
    draft = with_changes(_draft_of(scenario, overlay.changes), changes, overlay.name)
    changed = assemble(draft).with_overlay_names(*scenario.overlays, overlay.name)
    return changed.with_remarks(*scenario.remarks)


def _draft_of(scenario: Scenario, changes: Mapping[str, SettingValue]) -> ScenarioDraft:
    """The scenario as written, without the ranges of figures that are about to change.

    A new figure without a range replaces the old figure together with its range.
    """
    replaced = {place for key, value in changes.items() for place in places_of(key, value)}
    kept = tuple(each for each in scenario.ranges if _place(each) not in replaced)
    written = from_json(scenario.model_copy(update={"ranges": kept}).canonical, scenario.name)
    document = written if isinstance(written, dict) else {}
    return draft_of_mapping(document, scenario.name, {}, library())


def scenario_of_rows(
    settings: Mapping[str, SettingValue],
    tables: Mapping[str, Sequence[TableRow]],
    shared: Sequence[str] = (),
) -> Scenario:
    """Make a scenario from its settings and the rows of its tables.

    Parameters
    ----------
    settings
        By name.
    tables
        Rows by the name of their table: records of the types in ``models``, or fields by name.
    shared
        Ids of jurisdictions that ship with the planner.

    Raises
    ------
    InputError
        With every error, by table and row.
    """
    if not shared and TABLE_KEYS.keys().isdisjoint(settings):
        try:
            # Values that have their types already need no reading, which takes most of the time.
            records = {name: tuple(rows) for name, rows in tables.items()}
            return Scenario.model_validate({**settings, **records})
        except ValidationError:
            pass  # Some values are texts, or wrong: reading them finds every error, and its place.
    found = {name: table_of(name, name, _rows(name, rows)) for name, rows in tables.items()}
    document = {name: plain_of(value) for name, value in settings.items()}
    # Own jurisdictions are rows of the table; shared ones are listed by name.
    own = list(found[JURISDICTIONS].rows) if JURISDICTIONS in found else []
    if own or shared:
        document[JURISDICTIONS] = [*own, *shared]
    draft = draft_of_mapping(document, SETTINGS, found, library())
    return _exact(assemble(replace(draft, places={name: name for name in TABLE_KEYS})))


def _exact(scenario: Scenario) -> Scenario:
    """A scenario out of values of a program, which writes no 5 where it means 0.05."""
    next_step = "Write a share from 0 to 1, as in 0.05."
    problems = [
        Problem(
            "is above the most allowed, 1", each.table, each.row, each.field, next_step=next_step
        )
        for each in scenario.remarks
        if each.lint == CELLS
    ]
    if problems:
        raise InputError(problems)
    return scenario


def _rows(table: str, rows: Sequence[TableRow]) -> Plain:
    """Rows under their ids, if they have ids, so that messages can name them."""
    plain = [plain_of(row) for row in rows]
    ids = ["".join(row_key(table, row)) for row in rows]
    if TABLE_KEYS[table] != ("id",) or not all(ids):
        return plain
    return dict(zip(ids, plain, strict=True))


def _place(ranged: Range) -> str:
    parts = (ranged.table, ranged.row, ranged.field)
    return ".".join(parts[2:] if ranged.table == RANGED_SETTINGS else parts)
