"""A scenario is published: the planning instance that later facts are about."""

from __future__ import annotations

from datetime import date
from typing import Literal

from models.scenario import Scenario
from streams.events.envelope import OfProgramme


class ScenarioPublished(OfProgramme):
    """The scenario of a programme; its posts are counts of its planning date."""

    type: Literal["scenario_published"] = "scenario_published"
    version: Literal[3] = 3
    scenario: Scenario

    @property
    def as_of(self) -> date:
        """Day that its figures are of."""
        return self.scenario.planning_date
