"""Settings laid over a draft, and what a draft is then called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from models.errors import InputError, Problem
from models.scenario import Scenario
from planner.scenario_files.assembly import assemble
from planner.scenario_files.assignments import SETTINGS, SettingValue, assignment, setting_words
from planner.scenario_files.changes import with_changes
from planner.scenario_files.draft import ScenarioDraft


def names_of(settings: Mapping[str, SettingValue]) -> list[str]:
    """What the settings are called beside overlays."""
    return [setting_words(key, value) for key, value in settings.items()]


def assemble_with(draft: ScenarioDraft, settings: Mapping[str, SettingValue]) -> Scenario:
    """The scenario that a draft describes, with settings applied.

    Raises
    ------
    InputError
        With every error.
    """
    for key, value in settings.items():
        try:
            draft = with_changes(draft, assignment(key, value, draft), SETTINGS)
        except InputError as error:
            draft = with_problems(draft, error.problems)
    return assemble(draft)


def with_problems(draft: ScenarioDraft, problems: Sequence[Problem]) -> ScenarioDraft:
    """A draft that is known to be wrong in these places too."""
    return replace(draft, problems=(*draft.problems, *problems))
