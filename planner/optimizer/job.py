"""What a solver is asked and what it replies, whichever solver it is and wherever it runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from models.choices import Solver

if TYPE_CHECKING:
    # Imported for types only: solver processes start in half the time without these modules.
    from planner.formulation.program import Floats
    from planner.formulation.sets import Integers

MONEY_UNIT = 100_000.0
"""Solvers see money in thousands of the planning currency, which keeps figures near one."""

INTEGRALITY = 1e-6
"""Distance from a whole number up to which a value counts as that number; that of HiGHS."""

OnBound = Callable[[float], None]
"""Called with each dual bound of a job, in the smallest unit, while it is being solved."""


class Ended(StrEnum):
    """How a solver ended."""

    SOLVED = "solved"
    INFEASIBLE = "infeasible"
    OUT_OF_TIME = "out_of_time"


@dataclass(frozen=True, eq=False)
class Job:
    """One call to a solver: bounds, limits and options."""

    lower: Floats
    upper: Floats
    whole: bool = True
    """False for the linear relaxation; its reply contains reduced costs and prices."""
    barrier: bool = False
    """Whether a relaxation is solved by the barrier with crossover, not by dual simplex."""
    solver: Solver = Solver.HIGHS
    gap: float = 0.0
    seconds: float | None = None
    nodes: int | None = None
    """Node limit instead of seconds, the same on every machine."""
    solutions: int | None = None
    """Number of improving solutions after which the job stops."""
    multipliers: Floats | None = None
    """[row] Lagrangian multipliers of rows moved into the objective; nan for rows that stay."""
    hint: Floats | None = None
    """[column] a warm start, with a value for every column."""
    proves: bool = False
    """Whether the job wants a dual bound rather than a solution."""
    branch_first: Integers | None = None
    """Columns with branching priority; HiGHS ignores it."""
    seed: int = 0


@dataclass(frozen=True, eq=False)
class SolverReply:
    """Reply of a solver to a job."""

    ended: Ended
    solution: Floats | None = None
    """[column] best solution found."""
    cost: float = np.inf
    bound: float = -np.inf
    """Dual bound within the job's bounds, in the smallest unit."""
    reduced_costs: Floats | None = None
    row_prices: Floats | None = None
    """[row] dual values of the relaxation."""
    proven: bool = False
    """Whether it was solved to its gap rather than stopped."""
    earlier: tuple[Floats, ...] = ()
    """Solutions that a search found before, the cheapest first."""
