"""Writes an overlay beside a scenario."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import yaml

from models.errors import InputError, os_reason, shown
from planner.scenario_files.assignments import SettingValue, plain_of
from planner.scenario_files.draft import Plain
from planner.scenario_files.folders import OVERLAYS
from planner.scenario_files.library import library, locate, points_outside


def save_overlay(
    source: str | Path, name: str, about: str, settings: Mapping[str, SettingValue]
) -> Path:
    """Write settings as a new overlay of a scenario, and return its file.

    Parameters
    ----------
    source
        Folder of the scenario.
    name
        Name of the overlay.
    about
        What it is for.
    settings
        Values by dotted path; None takes a row out.

    Raises
    ------
    InputError
        The scenario is a single file, or ships with the planner; the overlay exists already; or it
        cannot be written. Nothing is overwritten.
    """
    folder = locate(source, library())
    if not folder.is_dir():
        step = "Overlays lie in the folder of a scenario; `relocate new DIR` makes one."
        raise _wrong("is a single file, which has no overlays", str(source), step)
    if not points_outside(folder, library()):
        step = f"Make a copy of your own: relocate new DIR --template {folder.name}"
        raise _wrong("ships with the planner and is not changed", str(source), step)
    path = folder / OVERLAYS / f"{name}.yaml"
    document: dict[str, object] = {"about": about, "changes": _changes(settings)}
    text = yaml.safe_dump(document, sort_keys=False, allow_unicode=True, width=100)
    try:
        path.parent.mkdir(exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        step = "Move it away, or apply it: --with " + name
        raise _wrong("exists already and is not overwritten", str(path), step) from None
    except OSError as error:
        step = "Check that the folder can be written to."
        raise _wrong(f"cannot be written: {os_reason(error)}", str(path), step) from None
    return path


def _changes(settings: Mapping[str, SettingValue]) -> dict[str, Plain]:
    """Settings in the shape of a scenario's files."""
    changes: dict[str, Plain] = {}
    for path, value in settings.items():
        *groups, field = path.split(".")
        group = changes
        for part in groups:
            below = group.setdefault(part, {})
            group = below if isinstance(below, dict) else {}
        group[field] = plain_of(value)
    return changes


def _wrong(message: str, found: str, next_step: str) -> InputError:
    return InputError.of(message, "overlay", found=shown(found), next_step=next_step)
