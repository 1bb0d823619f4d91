"""Chunks: a few blocks of cohorts are freed together, with all their moves that may pay."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from planner.formulation.program import Floats
from planner.formulation.sets import Integers, Mask
from planner.optimizer.blocks import blocks_of, others_than
from planner.optimizer.job import Job
from planner.optimizer.primal.adaptive_size import AdaptiveSize
from planner.optimizer.primal.improver import Improver
from planner.optimizer.primal.operators import excluded_by_reduced_cost, near_relaxation
from planner.optimizer.restriction import moves_of
from planner.optimizer.state import Steps

SECONDS, SLICES = 4.0, 2
"""Limits of one chunk; its nodes in slices."""

GAP = 0.02
"""Gap of one chunk as a share of the search's gap; small, as there are many chunks."""

FIRST_MOVES, FEWEST_MOVES = 150.0, 30.0
"""Number of free moves in the first chunk, and the fewest that later ones aim at."""

GROWTH, SHRINKAGE = 1.25, 0.75
"""Factors on the size after a chunk is solved to its gap, and after one is not."""

PROMISING = 0.05
"""Share of the moves that may be free, in addition to those of relaxation and incumbent."""

UNDOUBTED = 0.1
"""Weight of a cohort whose moves agree with the relaxation, as a multiple of the mean
difference."""


@dataclass
class Chunks:
    """Neighbourhoods of a few blocks of cohorts, with the columns that belong to them alone.

    Blocks on which incumbent and relaxation differ are chosen most, as they have most to gain.
    """

    improver: Improver
    moves: AdaptiveSize = field(
        default_factory=lambda: AdaptiveSize(FIRST_MOVES, FEWEST_MOVES, GROWTH, SHRINKAGE)
    )
    """Number of moves that may be free in the next chunk."""
    blocks: Integers = field(init=False)

    def __post_init__(self) -> None:
        self.blocks = blocks_of(self.improver.program)

    def improve(self) -> Steps:
        """Improve some blocks of the incumbent, and return whether that helped.

        Needs an incumbent and a relaxation.
        """
        state = self.improver.state
        if state.best is None or state.relaxed is None:
            return False
        near = self._near()
        chunk = self._pick(near, state.best - state.relaxed)
        reply = yield self._job(near, chunk, state.best)
        if reply is not None:
            self.moves.adapt(solved=reply.proven, most=float(near.sum()))
        return self.improver.take(reply)

    def _near(self) -> Mask:
        """[move] Moves that may be free."""
        state, program = self.improver.state, self.improver.program
        heads = moves_of(program)
        near: Mask = near_relaxation(state, heads, PROMISING)
        near &= ~excluded_by_reduced_cost(state, heads)
        near &= program.lower[heads.ids] < program.upper[heads.ids]
        return near

    def _pick(self, near: Mask, differs: Floats) -> Integers:
        """Choose blocks at random, those in doubt with higher weight, up to the size of a chunk."""
        ids = moves_of(self.improver.program).ids
        of, count = self.blocks[ids], int(self.blocks.max()) + 1
        movable, free = np.unique(of[near]), np.bincount(of[near], minlength=count)
        if not len(movable):
            return movable
        doubt = np.bincount(of, weights=np.abs(differs[ids]), minlength=count)[movable]
        weights = doubt + UNDOUBTED * (doubt.mean() or 1.0)
        order = self.improver.rng.choice(
            movable, len(movable), replace=False, p=weights / weights.sum()
        )
        few = int(np.searchsorted(np.cumsum(free[order]), self.moves.size, side="right"))
        return order[: max(1, few)]

    def _job(self, near: Mask, chunk: Integers, best: Floats) -> Job:
        """A job that frees some moves of the chosen blocks and fixes all other blocks."""
        program = self.improver.program
        lower, upper = program.lower.copy(), program.upper.copy()
        far = moves_of(program).ids[~near]
        upper[far] = np.maximum(lower[far], 0.0)
        fixed = others_than(self.blocks, chunk)
        lower[fixed] = upper[fixed] = best[fixed]
        return self.improver.job((lower, upper), SECONDS, SLICES, GAP)
