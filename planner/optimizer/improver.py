"""What searches for better plans share: jobs of a size, what was asked, what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from planner.formulation.program import Floats, Program
from planner.optimizer.arrays import without_implied
from planner.optimizer.incumbent import SearchState
from planner.optimizer.jobs import Job, Reply
from planner.optimizer.pace import Pace
from planner.optimizer.turning import Questions, questions_of

Bounds = tuple[Floats, Floats]

SLICE_SECONDS, SLICE_NODES = (3.0, 10.0), 10
"""Least and most time of one neighbourhood, and its effort."""

SLICE_RELAXATIONS = 4.0
"""Time of one neighbourhood in times of the relaxation."""


@dataclass
class Improver:
    """What all searches for better plans share; it asks and takes, and remembers what was tried."""

    program: Program
    standing: SearchState
    pace: Pace
    seed: int
    hurry: float = 1.0
    """Share of the usual seconds that each job is given."""
    hinted: bool = False
    """Whether jobs start from the best plan."""
    dice: np.random.Generator = field(init=False)
    questions: Questions = field(init=False)
    charged: Floats = field(init=False)
    """[row] nothing for rows that are only implied."""
    settled: int = 0
    """How many distances of ``SETTLED`` have been tried."""
    asked: set[int] = field(default_factory=set)
    """Columns that have been turned."""

    def __post_init__(self) -> None:
        self.dice = np.random.default_rng(self.seed)
        self.questions = questions_of(self.program)
        self.charged = without_implied(self.program)

    def slice(self) -> float:
        """Seconds for one neighbourhood."""
        return float(np.clip(SLICE_RELAXATIONS * self.standing.relaxed_seconds, *SLICE_SECONDS))

    def job(self, bounds: Bounds, seconds: float, scale: int = 1, gap: float = 0.1) -> Job:
        """Bounds to search within, its effort in slices, its gap as a share of the search's."""
        limit, nodes = self.pace.limits(seconds * self.hurry, SLICE_NODES * scale)
        return Job(
            *bounds,
            gap=self.standing.gap * gap,
            seconds=limit,
            nodes=nodes,
            charged=self.charged,
            hint=self.standing.best if self.hinted else None,
            seed=self.seed,
        )

    def take(self, reply: Reply | None) -> bool:
        """Whether a reply brought a better plan."""
        if reply is None or reply.solution is None:
            return False
        return self.standing.offer(reply.solution)
