"""Scenarios: load, change and check them, and list the rules that plans must keep."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from models.account import Remark
from models.baselines import Baselines
from models.errors import InputError, Problem
from models.scenario import Scenario
from models.settings import Overlay
from models.what_if import WhatIf

if TYPE_CHECKING:
    from datetime import date

    from planner.explain.signals import SignalsOnDay
    from planner.rules.cards import RuleCard
    from planner.scenario_files import MarkedCopy, SettingValue


def expect_scenario(value: object) -> None:
    """Refuse a value that is not a scenario, and say how to get one.

    Raises
    ------
    TypeError
        The value is something else, such as the name of a scenario.
    """
    if not isinstance(value, Scenario):
        raise TypeError(
            f"a Scenario is needed, not {value!r:.60}: use api.load(...) or ScenarioBuilder(...)"
        )


def _expect_overlays(value: object) -> None:
    if isinstance(value, str | Mapping) or not isinstance(value, Iterable):
        raise TypeError(
            f'overlays are a list of names, ["inspection"], not {value!r:.60}; '
            "settings are given by name, settings={...}"
        )


def _expect_settings(value: object) -> None:
    if not isinstance(value, Mapping):
        raise TypeError(f'settings are values by path, {{"risk_weight": 2}}, not {value!r:.60}')


def bundled() -> tuple[str, ...]:
    """Names of the worked examples that ship with the planner."""
    from planner import scenario_files

    return scenario_files.bundled()


def load(
    source: str | Path,
    overlays: Sequence[str] = (),
    settings: Mapping[str, SettingValue] | None = None,
) -> Scenario:
    """Read a scenario and apply overlays and settings.

    Parameters
    ----------
    source
        A folder, a file (YAML, JSON, XLSX), or the name of a bundled scenario.
    overlays
        Names of overlays of the scenario, or paths of overlay files; later ones win.
    settings
        Values by dotted path: ``{"risk_weight": 2, "budget.total": "USD 2000000"}``.

    Raises
    ------
    InputError
        Everything that is wrong with the files, at once.
    """
    from planner import scenario_files

    found = {} if settings is None else settings
    _expect_overlays(overlays)
    _expect_settings(found)
    scenario = scenario_files.load(source, overlays, found)
    file = Path(source).name if Path(source).suffix and Path(source).is_file() else "scenario.yaml"
    refuse_switches(scenario, file)
    return scenario


def change(scenario: Scenario, settings: Mapping[str, SettingValue]) -> Scenario:
    """Return the scenario with settings applied; the given one does not change.

    Parameters
    ----------
    scenario
        The scenario to change.
    settings
        Values by dotted path, with rows by key: ``{"offices.bengaluru.seats": 40}``. None resets a
        setting or removes a row; a mapping changes several fields, or adds a row.

    Raises
    ------
    InputError
        With every error of the settings, or of the changed scenario.
    """
    from planner import scenario_files

    expect_scenario(scenario)
    _expect_settings(settings)
    changed = scenario_files.change(scenario, settings)
    refuse_switches(changed, "settings")
    return changed


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


def parsed_settings(texts: Iterable[str]) -> dict[str, SettingValue]:
    """Parse ``key=value`` texts into settings; a value in braces adds a row.

    Raises
    ------
    InputError
        Some texts have no ``=``, or braces that do not hold fields.
    """
    from planner import scenario_files

    return scenario_files.parsed_settings(texts)


def refuse_switches(scenario: Scenario, file: str) -> None:
    """Refuse names in ``switched_off`` that are not policies, so that none is ignored silently."""
    if not scenario.switched_off:
        return
    from planner.rules import RULES, can_be_switched_off

    policies = [rule.name for rule in RULES if can_be_switched_off(rule)]
    others = {rule.name for rule in RULES} - set(policies)
    problems = [
        Problem(
            "is law, an identity or a price and cannot be switched off"
            if name in others
            else "is not a rule of this model",
            file=file,
            field="switched_off",
            found=name,
            next_step=f"Policies that can be: {', '.join(policies)}.",
        )
        for name in scenario.switched_off
        if name not in policies
    ]
    if problems:
        raise InputError(problems)


def check(scenario: Scenario) -> Baselines:
    """Make both baselines, with their costs and the rules that they break."""
    from planner.baselines import baselines_of
    from planner.books import books_of

    expect_scenario(scenario)
    return baselines_of(books_of(scenario))


def expect_copy(source: str | Path, copy: Path) -> None:
    """Refuse now what `mark_mistakes` would refuse later.

    Raises
    ------
    InputError
        The source is no workbook, or the copy would replace it or has another ending.
    """
    from planner import scenario_files

    scenario_files.expect_copy(source, copy)


def mark_mistakes(source: str | Path, problems: Sequence[Problem], copy: Path) -> MarkedCopy | None:
    """Write a copy of a workbook in which cells with mistakes are coloured and commented on.

    All else in it stays as it is.

    Parameters
    ----------
    source
        The workbook.
    problems
        What is wrong with it: those of the `InputError` that `load` raised.
    copy
        The file to write; what stands there is replaced.

    Returns
    -------
    copy
        How many cells are marked; None if no mistake is in a cell, and nothing was written.

    Raises
    ------
    InputError
        The workbook cannot be marked, or the copy cannot be written.
    """
    from planner import scenario_files
    from planner.exports.writing import replace_file

    scenario_files.expect_copy(source, copy)
    made = scenario_files.marked_copy(source, problems)
    if made is not None:
        replace_file(copy, made.content)
    return made


def lint(scenario: Scenario) -> tuple[Remark, ...]:
    """Remarks on a valid scenario that are worth a second look, most important first.

    First come those made while its files were read.
    """
    from planner.books import books_of
    from planner.lint import remarks_on

    expect_scenario(scenario)
    return (*scenario.remarks, *remarks_on(books_of(scenario)))


def signals(scenario: Scenario, as_of: date | None = None) -> SignalsOnDay:
    """Read the signal book on a day; by default the planning date."""
    from planner.explain.signals import signals_on

    expect_scenario(scenario)
    return signals_on(scenario, as_of)


def rules(scenario: Scenario | None = None) -> tuple[RuleCard, ...]:
    """Every rule in reading order, with a scenario's figures if one is given."""
    from planner.rules.cards import cards

    return cards(scenario)
