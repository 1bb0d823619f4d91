"""Saves an overlay beside the other files of a scenario."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import yaml

from models.errors import InputError, shown
from models.settings import Overlay
from planner.scenario_files.assignments import SettingValue, plain_of
from planner.scenario_files.draft import Plain
from planner.scenario_files.folders import OVERLAYS
from planner.scenario_files.library import library, locate, points_outside
from planner.scenario_files.overlays import NAME

_LINE = 100


def overlay_of_settings(name: str, about: str, settings: Mapping[str, SettingValue]) -> Overlay:
    """Values by dotted path as an overlay; None takes a row out."""
    changes: dict[str, Plain] = {}
    for path, value in settings.items():
        *groups, field = path.split(".")
        group = changes
        for part in groups:
            below = group.setdefault(part, {})
            group = below if isinstance(below, dict) else {}
        group[field] = plain_of(value)
    return Overlay(name, about, changes)


def save_overlay(source: str | Path, overlay: Overlay) -> Path:
    """Write an overlay to the folder ``overlays`` of a scenario, under its name.

    Only its owner may read it. No file is ever replaced, and none is left half written.

    Parameters
    ----------
    source
        Folder of the scenario.
    overlay
        The overlay; its name becomes that of the file.

    Raises
    ------
    InputError
        The scenario is bundled or a single file, the name is taken or cannot be used, or the file
        cannot be written.
    """
    path = overlay_file(source, overlay.name)
    content = yaml.safe_dump(
        {**({"about": overlay.about} if overlay.about else {}), "changes": dict(overlay.changes)},
        sort_keys=False,
        allow_unicode=True,
        width=_LINE,
    )
    try:
        path.parent.mkdir(exist_ok=True)
        write_new(path, content.encode())
    except FileExistsError:
        raise _taken(path) from None
    except OSError as error:
        raise InputError.from_os_error(error, str(path), "written", "Check the folder.") from error
    return path


def overlay_file(source: str | Path, name: str) -> Path:
    """Where an overlay of a scenario would be saved.

    Raises
    ------
    InputError
        The scenario is bundled or a single file, or the name is taken or cannot be used.
    """
    folder = _folder(source)
    if not NAME.fullmatch(name):
        step = "Use letters, digits, dashes and underscores."
        raise _wrong("is not a name for an overlay", name, step)
    path = folder / f"{name}.yaml"
    if path.exists():
        raise _taken(path)
    return path


def _taken(path: Path) -> InputError:
    return _wrong("exists already", str(path), "Choose another name, or remove it.")


def _folder(source: str | Path) -> Path:
    """Folder of the overlays of a scenario that people may change."""
    place, shelf = locate(source, library()), library()
    if not points_outside(place, shelf):
        step = f"Copy it with `relocate new DIR --template {place.name}`, and plan the copy."
        raise _wrong("is a bundled scenario, which nothing is saved in", str(source), step)
    if not place.is_dir():
        step = "Keep the options, or write them on the sheet 'overlays' if the file is a workbook."
        raise _wrong("is a scenario in a single file", str(source), step)
    folder = place / OVERLAYS
    if points_outside(folder, place):
        step = "Put a folder in the place of the link."
        raise _wrong("points outside the scenario's folder", str(folder), step)
    return folder


def write_new(path: Path, content: bytes) -> None:
    """Write a file that does not exist yet, completely or not at all."""
    aside = path.with_name(f".{secrets.token_hex(8)}.part")
    handle = os.open(aside, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        # A link is never made over an existing file, as a renamed file would be.
        os.link(aside, path)
    finally:
        with suppress(OSError):
            aside.unlink()


def _wrong(message: str, found: str, next_step: str) -> InputError:
    return InputError.of(message, "save_overlay", found=shown(found), next_step=next_step)
