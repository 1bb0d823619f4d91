"""Overlays: named ones beside the scenario, others by path, and what they include."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from models.errors import InputError, Problem, shown
from models.overlay import Overlay
from planner.scenario_files.draft import Plain
from planner.scenario_files.folders import OVERLAYS
from planner.scenario_files.library import leads_out
from planner.scenario_files.messages import nearest
from planner.scenario_files.size_limits import DOCUMENT_BYTES, MOST_OVERLAYS
from planner.scenario_files.yaml_json import mapping_of

_OPTION = "--with"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_PARTS = ("about", "includes", "changes")


def overlay_names(scenario: Path) -> tuple[str, ...]:
    """Names of the overlays beside a scenario, in the order of the alphabet."""
    found = (scenario / OVERLAYS).glob("*.yaml")
    return tuple(sorted(path.stem for path in found if _NAME.fullmatch(path.stem)))


def named_overlay(scenario: Path, name: str, file: str = _OPTION) -> tuple[Overlay, str]:
    """An overlay beside the scenario, and its file relative to it.

    Parameters
    ----------
    scenario
        Folder of the scenario.
    name
        Name of the overlay, without folder or suffix.
    file
        Where it is named.

    Raises
    ------
    InputError
        If there is none of that name within the folder, or it cannot be read.
    """
    names = overlay_names(scenario)
    if name not in names:
        message, next_step = "is no overlay of this scenario", nearest(name, names)
        if not scenario.is_dir():
            next_step = "A scenario in a single file has none; name the overlay's file by its path."
        raise _wrong(message, file, name, next_step)
    path = scenario / OVERLAYS / f"{name}.yaml"
    if leads_out(path, scenario):
        raise _wrong(
            "leads out of the scenario's folder",
            file,
            name,
            "Put a copy in the place of the link, or name the file by its path.",
        )
    return _read(path, f"{OVERLAYS}/{name}.yaml")


def overlay_of(scenario: Path, overlay: str) -> tuple[Overlay, str]:
    """An overlay by name or, with a separator or a suffix in it, by path; and its file.

    Raises
    ------
    InputError
        If there is none, or it cannot be read.
    """
    path = Path(overlay)
    if "/" in overlay or path.suffix:
        return _read(path, shown(path.name))
    return named_overlay(scenario, overlay)


def _read(path: Path, file: str) -> tuple[Overlay, str]:
    document = mapping_of(path, file, DOCUMENT_BYTES)
    about, changes = document.get("about"), document.get("changes")
    includes = document.get("includes") or []
    problems = [
        Problem(
            "is no part of an overlay",
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
        problems.append(Problem("is no text", file=file, field="about", next_step=next_step))
    names = tuple(name for name in includes if isinstance(name, str))
    if not isinstance(includes, list) or len(names) < len(includes):
        next_step = "List overlays of the scenario by name, as in [tight-budget, relief]."
        problems.append(
            Problem("is no list of names", file=file, field="includes", next_step=next_step)
        )
    problems += _too_many(names, file)
    if problems or not isinstance(changes, dict):
        raise InputError(problems)
    about = about if isinstance(about, str) else ""
    return Overlay(shown(path.stem), about, changes, names), file


def _too_many(names: Sequence[str], file: str) -> Iterator[Problem]:
    at = {"file": file, "field": "includes"}
    if len(names) > MOST_OVERLAYS:
        message, next_step = f"names more than {MOST_OVERLAYS} overlays", "Name fewer."
        yield Problem(message, **at, next_step=next_step)
        return
    for name, count in Counter(names).items():
        if count > 1:
            yield Problem(
                f"is listed {count} times", **at, found=shown(name), next_step="Keep one."
            )


def _no_changes(file: str, found: Plain) -> Problem:
    return Problem(
        "holds no changes",
        file=file,
        field="changes",
        found=shown(found) if isinstance(found, str) else "",
        next_step="Write settings by name and rows by table and key under 'changes'.",
    )


def _wrong(message: str, file: str, name: str, next_step: str) -> InputError:
    field = "" if file == _OPTION else "includes"
    return InputError([Problem(message, file, "", field, shown(name), next_step)])


_DEEPEST = 12

Stack = dict[str, Overlay]
"""Overlays by file, in the order in which they are laid."""


def stack_of(scenario: Path, option: str) -> Stack:
    """An overlay and all that it stands on, each of them once; itself last.

    Parameters
    ----------
    scenario
        Where the scenario is.
    option
        Name or path of the overlay; what it includes goes by name, from beside the scenario.

    Raises
    ------
    InputError
        If one of them is not there, cannot be read, or stands on itself, or they are too many.
    """
    overlay, file = overlay_of(scenario, option)
    # A file from elsewhere may have the name of an overlay that it stands on.
    own = (overlay.name,) if file.startswith(f"{OVERLAYS}/") else ()
    below: Stack = {}
    _lay_below(scenario, overlay, file, own, below)
    return {**below, file: overlay}


def _lay_below(
    scenario: Path, overlay: Overlay, file: str, above: tuple[str, ...], below: Stack
) -> None:
    for name in overlay.includes:
        if name in above:
            raise _circle(file, (*above[above.index(name) :], name))
        if len(above) >= _DEEPEST:
            raise _wrong_includes(
                "stands on overlays too deep", file, name, "Lay some of them with --with."
            )
        if f"{OVERLAYS}/{name}.yaml" in below:
            continue
        included, place = named_overlay(scenario, name, file)
        _lay_below(scenario, included, place, (*above, name), below)
        below[place] = included
        if len(below) > MOST_OVERLAYS:
            message = f"stands on more than {MOST_OVERLAYS} overlays"
            raise _wrong_includes(message, file, name, "Lay some of them with --with.")


def _circle(file: str, names: tuple[str, ...]) -> InputError:
    chain = " -> ".join(map(shown, names))
    return _wrong_includes("stands on itself", file, chain, "Take one of them out of 'includes'.")


def _wrong_includes(message: str, file: str, found: str, next_step: str) -> InputError:
    return InputError([Problem(message, file, "", "includes", shown(found, 200), next_step)])
