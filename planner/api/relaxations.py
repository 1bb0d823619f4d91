"""A relaxation of a scenario without a plan, written as an overlay."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from models.clash import Relaxation
from models.errors import InputError
from models.result import Result

if TYPE_CHECKING:
    from planner.scenario_files import SettingValue


def apply_relaxation(source: str | Path, result: Result, number: int) -> Path:
    """Write a relaxation as the overlay ``relaxation-NUMBER`` of a scenario; return its file.

    Parameters
    ----------
    source
        Folder of the scenario.
    result
        What planning it gave.
    number
        Which of the relaxations, from 1.

    Raises
    ------
    InputError
        There is no such relaxation; or the overlay exists already, or cannot be written.
    """
    from planner.explain.clash_words import relaxation_words
    from planner.scenario_files import overlay_of_settings, save_overlay

    found = result.clash.relaxations if result.clash is not None else ()
    if not 1 <= number <= len(found):
        step = f"Give a number from 1 to {len(found)}." if found else "Nothing can be applied."
        raise InputError.of(
            "is not the number of a change that makes a plan possible",
            "relaxation",
            found=str(number),
            next_step=step,
        )
    relaxation = found[number - 1]
    about = f"Makes a plan possible: {relaxation_words(relaxation)}."
    name = f"relaxation-{number}"
    return save_overlay(source, overlay_of_settings(name, about, settings_of(relaxation)))


def settings_of(relaxation: Relaxation) -> dict[str, SettingValue]:
    """The changes of a relaxation as settings by dotted path."""
    return {each.path: each.after for each in relaxation.changes}
