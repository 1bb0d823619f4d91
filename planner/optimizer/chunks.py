"""A few cohorts of the best plan at a time, all others as they are.

Those where plan and relaxation differ are chosen most: there is most to gain.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, field

import numpy as np

from planner.formulation.program import Floats
from planner.formulation.sets import Integers, Mask
from planner.optimizer.improver import Improver
from planner.optimizer.jobs import Job, Reply
from planner.optimizer.neighbourhood import dear, moves_of, near_relaxation
from planner.optimizer.parts import SHARED, parts_of

CHUNK_SECONDS, CHUNK_SLICES = 4.0, 2
"""Limits of one chunk, its effort in slices."""

CHUNK_GAP = 0.02
"""Gap of one chunk as a share of the search's: there are many."""

FIRST_MOVES, FEWEST_MOVES = 150.0, 30.0
"""Moves that are free in the first chunk, and may be in any."""

GROWTH, SHRINKAGE = 1.25, 0.75
"""A chunk that is solved is followed by a larger one, one that is not by a smaller one."""

PROMISING = 0.05
"""Share of the moves that are ever free, beside those of the relaxation and the best plan."""

UNDOUBTED = 0.1
"""Weight of a cohort whose moves are the relaxation's, in times of the mean doubt."""


@dataclass
class Chunks:
    """Chunks of the best plan one after another; it learns how large they may be."""

    mine: Improver
    moves: float = FIRST_MOVES
    """How many may be free in the next one."""
    parts: Integers = field(init=False)

    def __post_init__(self) -> None:
        self.parts = parts_of(self.mine.program)

    def improve(self) -> Generator[Job, Reply | None, bool]:
        """Improve some cohorts of the best plan, and say whether it is better.

        There have to be a plan and a relaxation.
        """
        standing = self.mine.standing
        if standing.best is None or standing.relaxed is None:
            return False
        near = self._near()
        chunk = self._pick(near, standing.best - standing.relaxed)
        reply = yield self._job(near, chunk, standing.best)
        if reply is not None:
            wider = self.moves * (GROWTH if reply.proven else SHRINKAGE)
            self.moves = max(FEWEST_MOVES, min(wider, float(near.sum())))
        return self.mine.take(reply)

    def _near(self) -> Mask:
        """[move] Moves that may be free."""
        standing, program = self.mine.standing, self.mine.program
        heads = moves_of(program)
        near: Mask = near_relaxation(standing, heads, PROMISING) & ~dear(standing, heads)
        near &= program.lower[heads.ids] < program.upper[heads.ids]
        return near

    def _pick(self, near: Mask, differs: Floats) -> Integers:
        """Some parts at random, those in doubt sooner, with no more moves than a chunk has."""
        ids = moves_of(self.mine.program).ids
        of, count = self.parts[ids], int(self.parts.max()) + 1
        movable, free = np.unique(of[near]), np.bincount(of[near], minlength=count)
        if not len(movable):
            return movable
        doubt = np.bincount(of, weights=np.abs(differs[ids]), minlength=count)[movable]
        weights = doubt + UNDOUBTED * (doubt.mean() or 1.0)
        order = self.mine.dice.choice(
            movable, len(movable), replace=False, p=weights / weights.sum()
        )
        few = int(np.searchsorted(np.cumsum(free[order]), self.moves, side="right"))
        return order[: max(1, few)]

    def _job(self, near: Mask, chunk: Integers, best: Floats) -> Job:
        """Moves of some parts that may be free, all else of other parts as it is."""
        program = self.mine.program
        lower, upper = program.lower.copy(), program.upper.copy()
        far = moves_of(program).ids[~near]
        upper[far] = np.maximum(lower[far], 0.0)
        fixed = (self.parts != SHARED) & ~np.isin(self.parts, chunk)
        lower[fixed] = upper[fixed] = best[fixed]
        return self.mine.job((lower, upper), CHUNK_SECONDS, CHUNK_SLICES, CHUNK_GAP)
