"""What a search knows and shares: its incumbent solution, its dual bound, its time, its callers."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from models.plan import Plan
from planner.formulation.program import Floats
from planner.optimizer.matrix import Mip
from planner.optimizer.solver import Job, SolverReply

Lane = Generator[Job | None, SolverReply | None, None]
"""A coroutine of a search: it yields jobs and is sent their replies, none where one was lost; it
yields none to wait for what other lanes find out.
"""

Steps = Generator[Job, SolverReply | None, bool]
"""A part of a lane that never waits; what it returns says whether it came to anything."""

Bounds = tuple[Floats, Floats]
"""[column] lower and upper bounds."""


@dataclass(frozen=True)
class Progress:
    """How far a search has come; amounts in the smallest unit of the planning currency."""

    best: int | None
    """Cost of the incumbent solution."""
    bound: int | None
    seconds: float

    @property
    def gap(self) -> float | None:
        """What the best could still fall by, as a share of it."""
        if self.best is None or self.bound is None or not self.best:
            return None
        return max(0, self.best - self.bound) / abs(self.best)


Watch = Callable[[Progress], None]
"""Called with every better solution and every higher bound."""


class Stop(Protocol):
    """Whether a search is to end at once, with the best plan so far; an event is one."""

    def is_set(self) -> bool:
        """Whether it is."""


@dataclass(frozen=True, eq=False)
class SearchHooks:
    """What a caller may add to a search: plans to start from, progress, and a way to end it."""

    reference: Plan | None = None
    """A plan to start from, of this scenario or one much like it."""
    watch: Watch | None = None
    stop: Stop | None = None
    """Set to end a search at once, with the best plan so far."""
    still: Plan | None = None
    """A plan in which nobody moves, to start from as well."""

    @property
    def stopped(self) -> bool:
        """Whether the search is to end at once."""
        return self.stop is not None and self.stop.is_set()


NO_HOOKS = SearchHooks()


@dataclass(frozen=True)
class TimeBudget:
    """How long jobs may take: by the clock, or by nodes that are the same on every machine."""

    until: float | None
    """Monotonic time by which all is over; none for nodes in place of seconds."""

    def limits(self, seconds: float, nodes: int) -> tuple[float | None, int | None]:
        """Seconds and nodes that a job may take, one of them none."""
        if self.until is None:
            return None, nodes
        return max(0.0, min(seconds, self.until - time.monotonic())), None


@dataclass
class SearchState:
    """What the lanes of a search share; the only object of it that changes."""

    mip: Mip
    gap: float
    watch: Watch | None = None
    started: float = field(default_factory=time.monotonic)
    best: Floats | None = None
    """[column] the incumbent solution."""
    cost: float = np.inf
    """Of the incumbent solution."""
    bound: float = -np.inf
    """Dual bound: no solution of the whole programme costs less."""
    relaxed: Floats | None = None
    """[column] solution of the relaxation."""
    reduced_costs: Floats | None = None
    """[column] reduced costs of the relaxation."""
    relaxed_bound: float = -np.inf
    relaxed_seconds: float = 0.0
    """How long the relaxation took: other jobs are given times in proportion."""

    def offer(self, solution: Floats) -> bool:
        """Take a solution if it is the cheapest so far, and say whether it was.

        Costs of plans are whole; what differs by less is rounding.
        """
        cost = self.mip.cost(solution)
        if cost > self.cost - 0.5:
            return False
        self.best, self.cost = solution, cost
        self._report()
        return True

    def prove(self, bound: float) -> None:
        """Take a dual bound of the whole programme if it is the highest so far.

        An infinite one says that there is no solution; with one at hand it is a solver's mistake.
        """
        if bound == np.inf and self.best is not None:
            return
        if bound > self.bound:
            self.bound = min(bound, self.cost)
            self._report()

    @property
    def closed(self) -> bool:
        """Whether the incumbent is proven to be within the gap that was asked for."""
        if not np.isfinite(self.cost):
            return self.bound == np.inf
        missing = self.cost - self.bound
        return bool(missing <= max(self.gap * abs(self.cost), abs(self.cost) * 1e-9))

    def _report(self) -> None:
        if self.watch is not None:
            best = round(self.cost) if np.isfinite(self.cost) else None
            bound = round(self.bound) if np.isfinite(self.bound) else None
            self.watch(Progress(best, bound, time.monotonic() - self.started))
