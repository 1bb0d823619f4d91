"""Overlays of a scenario: make them from questions, lay them over it, and write them beside it."""

from __future__ import annotations

from pathlib import Path

from models.scenario import Scenario
from models.settings import Overlay
from models.what_if import WhatIf
from planner.api.scenarios import expect_scenario, refuse_switches


def what_if(scenario: Scenario, asked: WhatIf) -> Overlay:
    """Turn what is asked for into an overlay: forbidden or pinned moves, full offices, waiting.

    Parameters
    ----------
    scenario
        The scenario, with everything else that is laid over it.
    asked
        As on the command line: ``WhatIf(forbid=("singapore",), wait=1)``.

    Returns
    -------
    overlay
        For `with_overlay` and `save_overlay`; its name lists what was asked for.

    Raises
    ------
    InputError
        Everything that cannot be read, changes nothing or cannot be kept, with the rules that shut
        it.
    """
    from planner.what_if import overlay_of

    expect_scenario(scenario)
    return overlay_of(scenario, asked)


def with_overlay(scenario: Scenario, overlay: Overlay) -> Scenario:
    """Return the scenario with an overlay applied; the given one does not change.

    Raises
    ------
    InputError
        With every error of the changed scenario.
    """
    from planner import scenario_files

    expect_scenario(scenario)
    changed = scenario_files.with_overlay(scenario, overlay)
    refuse_switches(changed, overlay.name)
    return changed


def save_overlay(source: str | Path, overlay: Overlay) -> Path:
    """Write an overlay beside a scenario, under its name, and return the file.

    Parameters
    ----------
    source
        Folder of the scenario; bundled scenarios are not changed.
    overlay
        The overlay; ``dataclasses.replace(overlay, name="no-singapore")`` names it.

    Raises
    ------
    InputError
        The name is taken or cannot be used, or the file cannot be written.
    """
    from planner import scenario_files

    return scenario_files.save_overlay(source, overlay)


def check_overlay_file(source: str | Path, name: str) -> None:
    """Refuse now what `save_overlay` would refuse later.

    Parameters
    ----------
    source
        Folder of the scenario.
    name
        Name of the overlay.

    Raises
    ------
    InputError
        The scenario is bundled or a single file, or the name is taken or cannot be used.
    """
    from planner import scenario_files

    scenario_files.overlay_file(source, name)
