"""Limits of a search and of planning again, and the defaults that commands and library share."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from models.base import Frozen
from models.choices import Solver


class SearchLimits(Frozen):
    """When a search stops; the command line, the planner and the solver all use this object."""

    solver: Solver = Solver.SEARCH
    gap: Annotated[float, Field(ge=0.0, lt=1.0)] = 0.001
    """Relative gap of the objective at which to stop."""
    seconds: Annotated[float, Field(ge=0.0)] = 60.0
    """Wall-clock seconds after which to stop."""
    seed: int = 0
    """Seed of random choices."""
    deterministic: bool = False
    """Count steps instead of seconds, so that every machine finds the same plan."""

    def within(self, seconds: float) -> SearchLimits:
        """The same limits with a different number of seconds."""
        return self.model_copy(update={"seconds": max(0.0, seconds)})


REPLANNING_LIMITS = SearchLimits(gap=0.005, seconds=20.0)
"""Defaults of a search after an event."""

JUDGING_SECONDS = 120.0
"""Processor time that reading and judging one plan file may take: several times what a plan of
`shanghai-2026` takes with all its ranges, most of it for the sample of 500 draws."""

DEBOUNCE_SECONDS = 2.0
"""Time without a further event after which a host plans again."""

LONGEST_WAIT_SECONDS = 30.0
"""Time after an event after which it does so even if more keep coming."""

SOLVERS_AT_ONCE = 2
"""Number of programmes for which a host plans at the same time."""
