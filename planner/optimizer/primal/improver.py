"""What the primal heuristics share: jobs of a size, what has been tried, what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from planner.formulation.program import ColumnRole, Floats, Program
from planner.formulation.sets import Integers
from planner.optimizer.matrix import without_implied
from planner.optimizer.solver import Job, SolverReply
from planner.optimizer.state import Bounds, SearchState, TimeBudget

SLICE_SECONDS, SLICE_NODES = (3.0, 10.0), 10
"""Least and most time of one neighbourhood, and its nodes where steps are counted."""

SLICE_RELAXATIONS = 4.0
"""Time of one neighbourhood in times of the relaxation."""


@dataclass
class Improver:
    """Asks for jobs and takes their replies, for all heuristics of a lane."""

    program: Program
    state: SearchState
    budget: TimeBudget
    seed: int
    haste: float = 1.0
    """Share of the usual seconds that each job is given."""
    hinted: bool = False
    """Whether jobs start from the incumbent solution."""
    rng: np.random.Generator = field(init=False)
    decisions: tuple[Integers, ...] = field(init=False)
    """Columns of each structural decision."""
    multipliers: Floats = field(init=False)
    """[row] implied rows are left out."""
    roundings: int = 0
    """How many roundings of structural decisions have been tried."""
    flipped: set[int] = field(default_factory=set)
    """Columns that have been flipped."""

    def __post_init__(self) -> None:
        self.rng = np.random.default_rng(self.seed)
        self.decisions = structural_decisions(self.program)
        self.multipliers = without_implied(self.program)

    def slice(self) -> float:
        """Seconds for one neighbourhood."""
        return float(np.clip(SLICE_RELAXATIONS * self.state.relaxed_seconds, *SLICE_SECONDS))

    def job(self, bounds: Bounds, seconds: float, slices: int = 1, gap: float = 0.1) -> Job:
        """A search within bounds; its nodes in slices, its gap as a share of the whole search's."""
        limit, nodes = self.budget.limits(seconds * self.haste, SLICE_NODES * slices)
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
        """Whether a reply brought a better plan."""
        if reply is None or reply.solution is None:
            return False
        return self.state.offer(reply.solution)


def structural_decisions(program: Program) -> tuple[Integers, ...]:
    """Columns of each decision that shapes a plan: one case, measure or dataset, or one's filings.

    They are few: whether anyone stays where a case is open, which measures are taken, which routes
    are filed, what is exported.
    """
    groups = program.columns_of(ColumnRole.FLIP)
    found = [each.ids for each in groups if each.flips_by is None]
    for each in groups:
        if each.flips_by is not None:
            of = each.index[each.flips_by]
            found += [each.ids[of == position] for position in np.unique(of)]
    return tuple(found)
