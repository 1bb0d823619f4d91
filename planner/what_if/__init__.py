"""What-ifs: the words of a command line become an overlay, each part of which has an effect."""

from __future__ import annotations

from models.errors import InputError, Problem, shown
from models.scenario import Scenario
from models.settings import Overlay, merged_changes
from models.what_if import WhatIf
from planner.scenario_files import with_overlay
from planner.what_if.effects import Instance
from planner.what_if.words import wishes_in

_LONGEST = 500
"""Characters of the list of what was asked for; a longer one is cut."""


def overlay_of(scenario: Scenario, what_if: WhatIf) -> Overlay:
    """The overlay that a what-if stands for.

    Parameters
    ----------
    scenario
        The scenario that the what-if is about, with everything else that is laid over it.
    what_if
        What is asked for.

    Returns
    -------
    overlay
        Its changes have the shape of the scenario's files, its name lists what was asked for.

    Raises
    ------
    InputError
        Everything that is wrong: unknown names, and whatever changes nothing or cannot be kept,
        with the rules that shut it.
    """
    wishes = wishes_in(scenario, what_if)
    problems: list[Problem] = []
    before = Instance(scenario)
    for wish in wishes:
        after = Instance(with_overlay(before.scenario, Overlay(wish.words, "", wish.changes)))
        found = before.objection(wish, after)
        if found is None:
            before = after
        else:
            problems.append(found)
    if problems:
        raise InputError(problems)
    words = shown(", ".join(wish.words for wish in wishes), _LONGEST)
    because = what_if.because
    return Overlay(
        f"{words}, because={because}" if because else words,
        f"What if: {words}; {because}" if because else f"What if: {words}",
        merged_changes(*(wish.changes for wish in wishes)),
    )


__all__ = ["overlay_of"]
