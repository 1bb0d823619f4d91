"""Reads overlays, by name or by path, and the overlays that they include."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from models.errors import InputError, Problem, shown
from models.settings import Overlay
from planner.scenario_files.draft import Plain
from planner.scenario_files.folders import OVERLAYS
from planner.scenario_files.library import points_outside
from planner.scenario_files.messages import nearest
from planner.scenario_files.size_limits import DOCUMENT_BYTES, MOST_OVERLAYS
from planner.scenario_files.yaml_json import mapping_of

_ARGUMENT = "overlays"
"""Place of the overlays that a caller names, for messages."""

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
"""How an overlay may be called."""
_PARTS = ("about", "includes", "changes")
_DEEPEST = 12
_LAY_SOME = "Apply some of them by themselves."

Stack = dict[str, Overlay]
"""Overlays by file, in the order in which they are applied."""


def overlay_names(scenario: Path) -> tuple[str, ...]:
    """Names of the overlays beside a scenario, sorted."""
    found = (scenario / OVERLAYS).glob("*.yaml")
    return tuple(sorted(path.stem for path in found if NAME.fullmatch(path.stem)))


def named_overlay(
    scenario: Path, name: str, file: str = _ARGUMENT, own: Sequence[Overlay] = ()
) -> tuple[Overlay, str]:
    """An overlay of the scenario, and its file relative to the scenario.

    Parameters
    ----------
    scenario
        Folder or file of the scenario.
    name
        Name of the overlay, without folder or suffix.
    file
        Place where it is named, for messages.
    own
        Overlays in the file of the scenario.

    Raises
    ------
    InputError
        If the scenario has no overlay of that name, or it cannot be read.
    """
    within = {overlay.name: overlay for overlay in own}
    if name in within:
        return within[name], f"{shown(scenario.name)}, overlay {shown(name)}"
    names = overlay_names(scenario) or tuple(within)
    if name not in names:
        message, next_step = "is not an overlay of this scenario", nearest(name, names)
        if not scenario.is_dir() and not own:
            next_step = "This file has none; name the overlay's file by its path."
        raise _wrong(message, file, name, next_step)
    path = scenario / OVERLAYS / f"{name}.yaml"
    if points_outside(path, scenario):
        raise _wrong(
            "points outside the scenario's folder",
            file,
            name,
            "Put a copy in the place of the link, or name the file by its path.",
        )
    return _read(path, f"{OVERLAYS}/{name}.yaml")


def overlay_of(scenario: Path, overlay: str, own: Sequence[Overlay] = ()) -> tuple[Overlay, str]:
    """An overlay by name, or by path if it has a separator or suffix; and its file.

    Raises
    ------
    InputError
        If there is none, or it cannot be read.
    """
    if _is_path(overlay):
        return _read(Path(overlay), shown(Path(overlay).name))
    return named_overlay(scenario, overlay, own=own)


def _is_path(overlay: str) -> bool:
    return "/" in overlay or bool(Path(overlay).suffix)


def _read(path: Path, file: str) -> tuple[Overlay, str]:
    document = mapping_of(path, file, DOCUMENT_BYTES)
    about, changes = document.get("about"), document.get("changes")
    includes = document.get("includes") or []
    problems = [
        Problem(
            "is not a part of an overlay",
            file=file,
            field=shown(name),
            next_step=f"{nearest(name, _PARTS)} Put what the overlay changes under 'changes'.",
        )
        for name in document
        if name not in _PARTS
    ]
    if not isinstance(changes, dict):
        problems.append(_no_changes(file, changes))
    if not isinstance(about, str | None):
        next_step = "Say in one sentence what the overlay is for."
        problems.append(Problem("is not text", file=file, field="about", next_step=next_step))
    names = tuple(name for name in includes if isinstance(name, str))
    if not isinstance(includes, list) or len(names) < len(includes):
        next_step = "List overlays of the scenario by name, as in [tight-budget, relief]."
        problems.append(
            Problem("is not a list of names", file=file, field="includes", next_step=next_step)
        )
    problems += _too_many(names, file)
    if problems or not isinstance(changes, dict):
        raise InputError(problems)
    about = about if isinstance(about, str) else ""
    return Overlay(shown(path.stem), about, changes, names), file


def _too_many(names: Sequence[str], file: str) -> Iterator[Problem]:
    at = {"file": file, "field": "includes"}
    if len(names) > MOST_OVERLAYS:
        message, next_step = f"lists more than {MOST_OVERLAYS} overlays", "List fewer."
        yield Problem(message, **at, next_step=next_step)
        return
    for name, count in Counter(names).items():
        if count > 1:
            yield Problem(
                f"is listed {count} times", **at, found=shown(name), next_step="Keep one."
            )


def _no_changes(file: str, found: Plain) -> Problem:
    return Problem(
        "has no changes",
        file=file,
        field="changes",
        found=shown(found) if isinstance(found, str) else "",
        next_step="Write settings by name and rows by table and key under 'changes'.",
    )


def stack_of(scenario: Path, option: str, own: Sequence[Overlay] = ()) -> Stack:
    """An overlay and all overlays that it includes, each once, the overlay itself last.

    Parameters
    ----------
    scenario
        Folder of the scenario.
    option
        Name or path of the overlay. Included overlays are given by name and belong to the scenario.
    own
        Overlays in the file of the scenario, if it is a file.

    Raises
    ------
    InputError
        If one of them is missing, cannot be read or includes itself, or if there are too many.
    """
    overlay, file = overlay_of(scenario, option, own)
    # A file from elsewhere may have the same name as an overlay that it includes.
    path = () if _is_path(option) else (overlay.name,)
    below: Stack = {}
    _add_included(scenario, overlay, file, path, below, own)
    return {**below, file: overlay}


def _add_included(
    scenario: Path,
    overlay: Overlay,
    file: str,
    path: tuple[str, ...],
    below: Stack,
    own: Sequence[Overlay],
) -> None:
    """Add what an overlay includes, depth first.

    `graphlib.TopologicalSorter` does not fit: it leaves the order of independent overlays open, but
    here later ones win. It would also read every file before their number can be limited.
    """
    for name in overlay.includes:
        if name in path:
            circle = " -> ".join(map(shown, (*path[path.index(name) :], name)))
            step = "Take one of them out of 'includes'."
            raise InputError.of(
                "includes itself", file, "", "includes", found=shown(circle, 200), next_step=step
            )
        if len(path) >= _DEEPEST:
            raise _wrong("includes overlays that are nested too deeply", file, name, _LAY_SOME)
        if any(each.name == name for each in below.values()):
            continue
        included, place = named_overlay(scenario, name, file, own)
        _add_included(scenario, included, place, (*path, name), below, own)
        below[place] = included
        if len(below) > MOST_OVERLAYS:
            raise _wrong(f"includes more than {MOST_OVERLAYS} overlays", file, name, _LAY_SOME)


def _wrong(message: str, file: str, name: str, next_step: str) -> InputError:
    field = "" if file == _ARGUMENT else "includes"
    return InputError.of(message, file, field=field, found=shown(name), next_step=next_step)
