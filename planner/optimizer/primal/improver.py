"""Shared by the primal heuristics: sizes of jobs, and a record of what has been tried."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from planner.formulation.program import ColumnRole, Floats, Program
from planner.formulation.sets import Integers
from planner.optimizer.job import Job, SolverReply
from planner.optimizer.matrix import without_redundant
from planner.optimizer.state import Bounds, SearchState, TimeBudget

SLICE_SECONDS, SLICE_NODES = (3.0, 10.0), 10
"""Least and most seconds of one neighbourhood, and its nodes if steps are counted."""

SLICE_RELAXATIONS = 4.0
"""Time of one neighbourhood as a multiple of the relaxation's."""


@dataclass
class Improver:
    """Makes jobs and takes their replies, for all heuristics of a lane."""

    program: Program
    state: SearchState
    budget: TimeBudget
    seed: int
    patience: float = 1.0
    """Multiple of the usual seconds that each job gets."""
    hinted: bool = False
    """Whether jobs start from the incumbent solution."""
    rng: np.random.Generator = field(init=False)
    decisions: tuple[Integers, ...] = field(init=False)
    """Columns of each structural decision."""
    multipliers: Floats = field(init=False)
    """[row] multipliers that leave out redundant rows."""
    roundings: int = 0
    """Number of roundings of structural decisions tried so far."""
    flipped: set[int] = field(default_factory=set)
    """Columns flipped so far."""

    def __post_init__(self) -> None:
        self.rng = np.random.default_rng(self.seed)
        self.decisions = structural_decisions(self.program)
        self.multipliers = without_redundant(self.program)

    def slice(self) -> float:
        """Seconds for one neighbourhood."""
        return float(np.clip(SLICE_RELAXATIONS * self.state.relaxed_seconds, *SLICE_SECONDS))

    def job(self, bounds: Bounds, seconds: float, slices: int = 1, gap: float = 0.1) -> Job:
        """A job within bounds; nodes in slices, gap as a share of the whole search's gap."""
        limit, nodes = self.budget.limits(seconds * self.patience, SLICE_NODES * slices)
        return Job(
            *bounds,
            gap=self.state.gap * gap,
            seconds=limit,
            nodes=nodes,
            multipliers=self.multipliers,
            hint=self.state.best if self.hinted else None,
            seed=self.seed,
        )

    def take(self, reply: SolverReply | None) -> bool:
        """Take a reply, and return whether it has a better plan."""
        if reply is None or reply.solution is None:
            return False
        return self.state.offer(reply.solution)


def structural_decisions(program: Program) -> tuple[Integers, ...]:
    """Columns of each structural decision: one case, measure or dataset, or an entity's filings.

    They are few: whether anyone stays within reach of a case, which measures start, which routes
    are filed, what is exported.
    """
    groups = program.columns_of(ColumnRole.FLIP)
    found = [each.ids for each in groups if each.flips_by is None]
    for each in groups:
        if each.flips_by is not None:
            of = each.index[each.flips_by]
            found += [each.ids[of == position] for position in np.unique(of)]
    return tuple(found)
