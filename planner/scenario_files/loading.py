"""Loads a scenario by name and applies overlays and settings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from models.errors import InputError, Problem
from models.scenario import Scenario
from models.settings import Overlay
from planner.scenario_files.assembly import assemble, newer_format
from planner.scenario_files.assignments import SettingValue
from planner.scenario_files.changes import with_changes
from planner.scenario_files.documents import draft_of_file
from planner.scenario_files.draft import ScenarioDraft
from planner.scenario_files.folders import AS_IT_IS, draft_of_folder
from planner.scenario_files.known_names import with_ids
from planner.scenario_files.layers import assemble_with, names_of, with_problems
from planner.scenario_files.library import library, locate
from planner.scenario_files.old_names import with_current_names
from planner.scenario_files.overlays import named_overlay, overlay_names, stack_of
from planner.scenario_files.workbooks import KNOWN_SUFFIXES, draft_of_workbook

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
            draft = with_problems(draft, error.problems)
            continue
        for file, overlay in (*(each for each in below if each[0] not in done), top):
            draft = with_changes(draft, overlay.changes, file)
            done.add(file)
        applied.append(top[1].name)
    return assemble_with(draft, settings).with_overlay_names(*applied, *names_of(settings))


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
