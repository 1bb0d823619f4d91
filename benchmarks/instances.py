"""What is raced on: members of the family by size, or a bundled scenario by name."""

from __future__ import annotations

from benchmarks.family import Size, scenario_of
from models.scenario import Scenario
from planner import api


def instance(name: str, seed: int) -> Scenario:
    """The scenario of a name such as ``12x200x8`` or ``shanghai-2026``.

    A bundled scenario is the same for every seed; only the solvers' own seed differs.
    """
    if name in api.bundled():
        return api.load(name)
    return scenario_of(Size.read(name), seed)
