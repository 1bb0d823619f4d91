"""The best solution and the best bound so far, and who hears of them."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from planner.formulation.program import Floats
from planner.optimizer.arrays import Arrays


@dataclass(frozen=True)
class Progress:
    """How far a search has come; amounts in the smallest unit of the planning currency."""

    best: int | None
    bound: int | None
    seconds: float

    @property
    def gap(self) -> float | None:
        """What the best could still fall by, as a share of it."""
        if self.best is None or self.bound is None or not self.best:
            return None
        return max(0, self.best - self.bound) / abs(self.best)


Watch = Callable[[Progress], None]


@dataclass
class SearchState:
    """What a search knows; the only object of it that changes."""

    arrays: Arrays
    gap: float
    watch: Watch | None = None
    started: float = field(default_factory=time.monotonic)
    best: Floats | None = None
    cost: float = np.inf
    bound: float = -np.inf
    relaxed: Floats | None = None
    """[column] solution of the relaxation."""
    reduced: Floats | None = None
    """[column] its reduced costs."""
    relaxed_bound: float = -np.inf
    relaxed_seconds: float = 0.0
    """How long it took: other jobs are given times in proportion."""

    def offer(self, solution: Floats) -> bool:
        """Take a solution if it is the cheapest so far, and say whether it was.

        Costs of plans are whole; what differs by less is rounding.
        """
        cost = self.arrays.cost(solution)
        if cost > self.cost - 0.5:
            return False
        self.best, self.cost = solution, cost
        self._tell()
        return True

    def prove(self, bound: float) -> None:
        """Take a lower bound of the whole programme if it is the highest so far.

        An infinite one says that there is no solution; with one at hand it is a solver's mistake.
        """
        if bound == np.inf and self.best is not None:
            return
        if bound > self.bound:
            self.bound = min(bound, self.cost)
            self._tell()

    @property
    def closed(self) -> bool:
        """Whether the best is proven to be within the gap that was asked for."""
        if not np.isfinite(self.cost):
            return self.bound == np.inf
        missing = self.cost - self.bound
        return bool(missing <= max(self.gap * abs(self.cost), abs(self.cost) * 1e-9))

    def _tell(self) -> None:
        if self.watch is not None:
            best = round(self.cost) if np.isfinite(self.cost) else None
            bound = round(self.bound) if np.isfinite(self.bound) else None
            self.watch(Progress(best, bound, time.monotonic() - self.started))
