"""Shared state of a search: incumbent solution, dual bound, time budget, hooks."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from models.plan import Plan
from planner.formulation.program import Floats
from planner.optimizer.job import Job, SolverReply
from planner.optimizer.matrix import Mip
from planner.optimizer.row_prices import RowPrices
from planner.optimizer.solver_process import AnyJob

Lane = Generator[AnyJob | None, SolverReply | None, None]
"""A coroutine of a search. It yields jobs and is sent their replies, or None if a reply was lost.

It yields None to wait for results of other lanes.
"""

PlanLane = Generator[Job | None, SolverReply | None, None]
"""A lane that finds plans: each of its jobs is one call."""

Steps = Generator[Job, SolverReply | None, bool]
"""A part of a lane that never waits; it returns whether it succeeded."""

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
        """Largest possible improvement on the best solution, as a share of its cost."""
        if self.best is None or self.bound is None or not self.best:
            return None
        return max(0, self.best - self.bound) / abs(self.best)


Watch = Callable[[Progress], None]
"""Called with each better solution and each higher bound."""


class Stop(Protocol):
    """A stop signal, such as `threading.Event`: end the search now, with the best plan so far."""

    def is_set(self) -> bool:
        """Whether the signal is set."""


@dataclass(frozen=True, eq=False)
class SearchHooks:
    """Optional plans to start from, progress callback and stop signal of a search."""

    reference: Plan | None = None
    """A plan to start from, for this scenario or a similar one."""
    watch: Watch | None = None
    stop: Stop | None = None
    """Ends the search at once when set, with the best plan so far."""
    staying_put: Plan | None = None
    """A plan in which nobody moves, as a second plan to start from."""
    known_row_prices: RowPrices | None = None
    """Dual values of a similar scenario, which prove a bound at once."""
    keep_row_prices: Callable[[RowPrices], None] | None = None
    """Called at the end with those of this scenario, if its relaxation has been solved."""

    @property
    def stopped(self) -> bool:
        """Whether the stop signal is set."""
        return self.stop is not None and self.stop.is_set()


NO_HOOKS = SearchHooks()

LATEST = 4
"""Number of the latest earlier incumbents that are kept; each has a value for every column."""


@dataclass(frozen=True)
class TimeBudget:
    """Limits on jobs: in seconds, or in nodes, which are the same on every machine."""

    until: float | None
    """Monotonic time at which the search ends; None to count nodes instead of seconds."""

    def limits(self, seconds: float, nodes: int) -> tuple[float | None, int | None]:
        """Limits of a job in seconds and in nodes; one of them is None."""
        if self.until is None:
            return None, nodes
        return max(0.0, min(seconds, self.until - time.monotonic())), None


@dataclass
class SearchState:
    """What the lanes of a search share; the only mutable object of a search."""

    mip: Mip
    gap: float
    watch: Watch | None = None
    started: float = field(default_factory=time.monotonic)
    best: Floats | None = None
    """[column] the incumbent solution."""
    cost: float = np.inf
    """Cost of the incumbent solution."""
    earlier: list[Floats] = field(default_factory=list)
    """Incumbents before it, oldest first: the first one, often a known plan, and the latest."""
    bound: float = -np.inf
    """Dual bound: no solution of the whole programme costs less."""
    relaxed: Floats | None = None
    """[column] solution of the linear relaxation."""
    reduced_costs: Floats | None = None
    """[column] reduced costs of the relaxation."""
    row_prices: Floats | None = None
    """[row] dual values of the relaxation, those that prove the most."""
    relaxed_bound: float = -np.inf
    relaxed_seconds: float = 0.0
    """Time that the relaxation took; other jobs get times in proportion."""

    def offer(self, solution: Floats) -> bool:
        """Accept a solution if it is the cheapest so far, and return whether it was.

        Costs of plans are whole numbers, so smaller differences are rounding.
        """
        cost = self.mip.cost(solution)
        if cost > self.cost - 0.5:
            return False
        if self.best is not None:
            self.earlier.append(self.best)
            del self.earlier[1:-LATEST]
        self.best, self.cost = solution, cost
        self._report()
        return True

    def prove(self, bound: float) -> None:
        """Accept a dual bound of the whole programme if it is the highest so far.

        An infinite bound means that there is no solution. If there is an incumbent, such a bound is
        a solver's mistake and is ignored.
        """
        if bound == np.inf and self.best is not None:
            return
        if bound > self.bound:
            self.bound = min(bound, self.cost)
            self._report()

    @property
    def closed(self) -> bool:
        """Whether the incumbent is proven to be within the requested gap."""
        if not np.isfinite(self.cost):
            return self.bound == np.inf
        missing = self.cost - self.bound
        return bool(missing <= max(self.gap * abs(self.cost), abs(self.cost) * 1e-9))

    def _report(self) -> None:
        if self.watch is not None:
            best = round(self.cost) if np.isfinite(self.cost) else None
            bound = round(self.bound) if np.isfinite(self.bound) else None
            self.watch(Progress(best, bound, time.monotonic() - self.started))
