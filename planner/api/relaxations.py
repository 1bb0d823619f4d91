"""A relaxation of a scenario without a plan, as an overlay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.errors import InputError
from models.settings import Overlay, merged_changes

if TYPE_CHECKING:
    from models.result import Result


def relaxation_overlay(result: Result, number: int, tried: Overlay | None = None) -> Overlay:
    """A relaxation as the overlay ``relaxation-NUMBER``, for `save_overlay` and `with_overlay`.

    Parameters
    ----------
    result
        What planning the scenario gave.
    number
        Which of the relaxations, from 1.
    tried
        A what-if that was laid over the scenario; the overlay asks for it as well, relaxed.

    Raises
    ------
    InputError
        There is no such relaxation.
    """
    from planner.explain.clash_words import relaxation_words
    from planner.scenario_files import overlay_of_settings

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
    settings = {each.path: each.after for each in relaxation.changes}
    about = f"Makes a plan possible: {relaxation_words(relaxation)}."
    overlay = overlay_of_settings(f"relaxation-{number}", about, settings)
    if tried is None:
        return overlay
    changes = merged_changes(tried.changes, overlay.changes)
    return Overlay(overlay.name, f"{tried.about}. {about}", changes)
