"""Overlays that stand on overlays: what is below is laid first."""

from __future__ import annotations

from pathlib import Path

from models.errors import InputError, Problem, shown
from models.overlay import Overlay
from planner.scenario_files.bounds import MOST_OVERLAYS
from planner.scenario_files.folders import OVERLAYS
from planner.scenario_files.overlay_files import named_overlay, overlay_of

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
            raise _wrong("stands on overlays too deep", file, name, "Lay some of them with --with.")
        if f"{OVERLAYS}/{name}.yaml" in below:
            continue
        included, place = named_overlay(scenario, name, file)
        _lay_below(scenario, included, place, (*above, name), below)
        below[place] = included
        if len(below) > MOST_OVERLAYS:
            message = f"stands on more than {MOST_OVERLAYS} overlays"
            raise _wrong(message, file, name, "Lay some of them with --with.")


def _circle(file: str, names: tuple[str, ...]) -> InputError:
    chain = " -> ".join(map(shown, names))
    return _wrong("stands on itself", file, chain, "Take one of them out of 'includes'.")


def _wrong(message: str, file: str, found: str, next_step: str) -> InputError:
    return InputError([Problem(message, file, "", "includes", shown(found, 200), next_step)])
