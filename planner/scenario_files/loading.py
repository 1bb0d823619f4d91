"""Loads a scenario by name and applies overlays and settings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from pydantic import ValidationError

from models.errors import InputError, Problem
from models.ranges import SETTINGS as RANGED_SETTINGS
from models.ranges import Range
from models.scenario import Scenario
from models.settings import Overlay
from models.tables import TABLE_KEYS, row_key
from planner.scenario_files.assembly import CELLS, assemble, newer_format
from planner.scenario_files.assignments import (
    SETTINGS,
    SettingValue,
    TableRow,
    assignment,
    places_of,
    plain_of,
    setting_words,
)
from planner.scenario_files.changes import with_changes
from planner.scenario_files.documents import draft_of_file, draft_of_mapping
from planner.scenario_files.draft import Plain, ScenarioDraft
from planner.scenario_files.folders import AS_IT_IS, draft_of_folder
from planner.scenario_files.known_names import with_ids
from planner.scenario_files.library import JURISDICTIONS, library, locate
from planner.scenario_files.old_names import with_current_names
from planner.scenario_files.overlays import named_overlay, overlay_names, stack_of
from planner.scenario_files.tables import table_of
from planner.scenario_files.workbooks import KNOWN_SUFFIXES, draft_of_workbook
from planner.scenario_files.yaml_json import from_json

NO_SETTINGS: Mapping[str, SettingValue] = MappingProxyType({})


def load(
    source: str | Path,
    overlays: Sequence[str] = (),
    settings: Mapping[str, SettingValue] = NO_SETTINGS,
) -> Scenario:
    """Read a scenario and apply overlays, then settings.

    Parameters
    ----------
    source
        A folder, a file, or the name of a bundled scenario.
    overlays
        Names of overlays of the scenario, or paths of overlay files; later ones win. Overlays that
        they include are applied before them, once each.
    settings
        Values by dotted path, as in ``{"risk_weight": 2, "budget.total": "USD 2000000"}``.

    Raises
    ------
    InputError
        With every error, not only the first.
    """
    shelf = library()
    place = locate(source, shelf)
    draft = _draft(place, shelf)
    if (newer := newer_format(draft)) is not None:
        raise InputError([newer])
    applied: list[str] = []
    done: set[str] = set()
    for option in overlays:
        try:
            *below, top = stack_of(place, option, draft.overlays).items()
        except InputError as error:
            draft = _with_problems(draft, error.problems)
            continue
        for file, overlay in (*(each for each in below if each[0] not in done), top):
            draft = with_changes(draft, overlay.changes, file)
            done.add(file)
        applied.append(top[1].name)
    return _assemble_with(draft, settings).with_overlay_names(*applied, *_names(settings))


def load_with_texts(folder: Path, texts: Mapping[str, str]) -> Scenario:
    """Read a scenario as it would be with other texts in some files, before they are written.

    Parameters
    ----------
    folder
        The folder of the scenario.
    texts
        Texts of CSV tables, by the names of their files.

    Raises
    ------
    InputError
        With every error.
    """
    return assemble(_draft(folder, library(), texts))


def lines_of_rows(folder: Path, table: str) -> dict[str, str]:
    """Where a table has its rows, as in ``line 3``, by their keys in canonical form.

    Parameters
    ----------
    folder
        The folder of a scenario.
    table
        Name of the table; a folder without it has no rows.
    """
    found = _draft(folder, library()).tables.get(table)
    return {key: row.origin.row for key, row in found.rows.items()} if found else {}


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
    names = (*scenario.overlays, *_names(settings))
    changed = _exact(_assemble_with(_draft_of(scenario, settings), settings))
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


def _names(settings: Mapping[str, SettingValue]) -> list[str]:
    return [setting_words(key, value) for key, value in settings.items()]


def _assemble_with(draft: ScenarioDraft, settings: Mapping[str, SettingValue]) -> Scenario:
    for key, value in settings.items():
        try:
            draft = with_changes(draft, assignment(key, value, draft), SETTINGS)
        except InputError as error:
            draft = _with_problems(draft, error.problems)
    return assemble(draft)


def _draft(place: Path, shelf: Path, texts: Mapping[str, str] = AS_IT_IS) -> ScenarioDraft:
    if place.is_dir():
        draft = draft_of_folder(place, shelf, texts)
    elif place.suffix.lower() in KNOWN_SUFFIXES:
        draft = draft_of_workbook(place)
    else:
        draft = draft_of_file(place, shelf)
    return with_current_names(with_ids(draft))


def overlays_of(source: str | Path) -> tuple[Overlay, ...]:
    """Overlays of a scenario, sorted by name.

    Parameters
    ----------
    source
        As for `load`; of files, only workbooks have overlays.

    Raises
    ------
    InputError
        If the source is unknown or an overlay cannot be read.
    """
    place = locate(source, library())
    if place.suffix.lower() in KNOWN_SUFFIXES and not place.is_dir():
        own = draft_of_workbook(place).overlays
        return tuple(sorted(own, key=lambda overlay: overlay.name))
    found: list[Overlay] = []
    problems: list[Problem] = []
    for name in overlay_names(place):
        try:
            found.append(named_overlay(place, name)[0])
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return tuple(found)


def _with_problems(draft: ScenarioDraft, problems: Sequence[Problem]) -> ScenarioDraft:
    return replace(draft, problems=(*draft.problems, *problems))
