"""A scenario by name, with overlays and settings laid over it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from models.errors import InputError, Problem
from models.overlay import Overlay
from models.scenario import Scenario
from planner.scenario_files.assembly import assembled, newer_format
from planner.scenario_files.assignments import OPTION, assignment
from planner.scenario_files.changes import laid
from planner.scenario_files.documents import draft_of_file
from planner.scenario_files.draft import ScenarioDraft
from planner.scenario_files.folders import draft_of_folder
from planner.scenario_files.library import library, located
from planner.scenario_files.overlays import named_overlay, overlay_names, stack_of
from planner.scenario_files.workbooks import KNOWN_SUFFIXES, draft_of_workbook


def load(
    source: str | Path, overlays: Sequence[str] = (), settings: Sequence[str] = ()
) -> Scenario:
    """Read a scenario and lay overlays, then settings, over it.

    Parameters
    ----------
    source
        A folder, a file, or the name of a bundled scenario.
    overlays
        Names of overlays of the scenario, or paths of overlay files; later ones win. What they
        include is laid before them, once.
    settings
        ``key=value``, the key a dotted path such as ``budget.total``.

    Raises
    ------
    InputError
        With everything that is wrong, not only the first.
    """
    shelf = library()
    place = located(source, shelf)
    draft = _draft(place, shelf)
    if (newer := newer_format(draft)) is not None:
        raise InputError([newer])
    applied: list[str] = []
    done: set[str] = set()
    for option in overlays:
        try:
            *below, top = stack_of(place, option).items()
        except InputError as error:
            draft = _with_problems(draft, error.problems)
            continue
        for file, overlay in (*(each for each in below if each[0] not in done), top):
            draft = laid(draft, overlay.changes, file)
            done.add(file)
        applied.append(top[1].name)
    for option in settings:
        try:
            draft = laid(draft, assignment(option, draft).changes, OPTION)
        except InputError as error:
            draft = _with_problems(draft, error.problems)
    return assembled(draft).with_overlay_names(*applied, *settings)


def _draft(place: Path, shelf: Path) -> ScenarioDraft:
    if place.is_dir():
        return draft_of_folder(place, shelf)
    if place.suffix.lower() in KNOWN_SUFFIXES:
        return draft_of_workbook(place)
    return draft_of_file(place, shelf)


def overlays_of(source: str | Path) -> tuple[Overlay, ...]:
    """Overlays beside a scenario, in the order of their names.

    Parameters
    ----------
    source
        As for `load`; a scenario in a single file has none.

    Raises
    ------
    InputError
        If the source is unknown or an overlay cannot be read.
    """
    place = located(source, library())
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
