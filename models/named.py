"""Plans and scenarios with the names that readers know them by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.scenario import Scenario

if TYPE_CHECKING:
    from models.result import Result


@dataclass(frozen=True, slots=True)
class NamedPlan:
    """A plan with its scenario."""

    name: str
    scenario: Scenario
    result: Result


@dataclass(frozen=True, slots=True)
class NamedScenario:
    """A scenario that plans are valued in."""

    name: str
    scenario: Scenario
