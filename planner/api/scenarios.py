"""Scenarios: load them, and change them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from models.errors import InputError, Problem
from models.scenario import Scenario

if TYPE_CHECKING:
    from planner.scenario_files import SettingValue


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
