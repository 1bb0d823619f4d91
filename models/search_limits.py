"""Limits of a search: solver, gap, time."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from models.base import Frozen
from models.choices import Solver
from models.defaults import PLAN_GAP, PLAN_SECONDS, REPLAN_GAP, REPLAN_SECONDS


class SearchLimits(Frozen):
    """When a search stops; the command line, the planner and the solver all use this object."""

    solver: Solver = Solver.SEARCH
    gap: Annotated[float, Field(ge=0.0, lt=1.0)] = PLAN_GAP
    """Relative gap of the objective at which to stop."""
    seconds: Annotated[float, Field(ge=0.0)] = PLAN_SECONDS
    """Wall-clock seconds after which to stop."""
    seed: int = 0
    """Seed of random choices."""
    deterministic: bool = False
    """Count steps instead of seconds, so that every machine finds the same plan."""

    def within(self, seconds: float) -> SearchLimits:
        """The same limits with a different number of seconds."""
        return self.model_copy(update={"seconds": max(0.0, seconds)})


REPLANNING_LIMITS = SearchLimits(gap=REPLAN_GAP, seconds=REPLAN_SECONDS)
"""Defaults of a search after an event."""
