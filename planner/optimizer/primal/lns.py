"""Large neighbourhood search (LNS): free part of the incumbent and fix the rest.

The size of each kind of neighbourhood adapts: after one that is solved the next is larger, after
one that is not the next is smaller (P. Shaw, *Using constraint programming and local search
methods to solve vehicle routing problems*, CP98).
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from functools import partial

import numpy as np

from planner.formulation.program import Columns, Floats
from planner.formulation.sets import Integers, Mask
from planner.optimizer.blocks import SHARED, blocks_of
from planner.optimizer.job import Job, SolverReply
from planner.optimizer.primal.flips import flip
from planner.optimizer.primal.improver import Improver
from planner.optimizer.primal.operators import (
    OPERATORS,
    Operator,
    by_cohort,
    excluded_by_reduced_cost,
    near_relaxation,
)
from planner.optimizer.restriction import bounds_around, moves_of
from planner.optimizer.state import Steps

PROMISING = 0.15
"""Share of the moves that operators choose from, ranked by the relaxation."""

FIRST_SHARE, LEAST_SHARE = 0.2, 0.02
"""Share of the moves freed in an operator's first neighbourhood, and largest share in any."""

GROWTH, SHRINKAGE = 1.3, 0.7
"""Factors on the size after a neighbourhood is solved, and after one brings nothing."""

CHUNK_SECONDS, CHUNK_SLICES = 4.0, 2
"""Limits of one chunk; its nodes in slices."""

CHUNK_GAP = 0.02
"""Gap of one chunk as a share of the search's gap; small, as there are many chunks."""

FIRST_MOVES, FEWEST_MOVES = 150.0, 30.0
"""Number of free moves in the first chunk, and the most in any."""

CHUNK_GROWTH, CHUNK_SHRINKAGE = 1.25, 0.75
"""Factors on the size after a chunk is solved to its gap, and after one is not."""

CHUNK_PROMISING = 0.05
"""Share of the moves that may be free, in addition to those of relaxation and incumbent."""

UNDOUBTED = 0.1
"""Weight of a cohort whose moves agree with the relaxation, as a multiple of the mean
difference."""

Way = Callable[[], Steps]
"""A way to improve the plan; it returns whether it succeeded."""


def improve_around(mine: Improver, *, quick: bool) -> Generator[Job, SolverReply | None, None]:
    """Try each way as long as it improves the plan, and one of them between any two others.

    Parameters
    ----------
    mine
        The improver, which takes the plans; the relaxation must have been solved.
    quick
        Whether relaxations are quick, as each flip needs one. If so, flips come most often,
        otherwise chunks do.
    """
    if not moves_of(mine.program).size:
        return
    operators: tuple[Operator, ...] = (*OPERATORS, partial(_doubted, mine))
    chunks: Way = Chunks(mine).improve
    flips: Way = partial(flip, mine)
    often, seldom = (flips, chunks) if quick else (chunks, flips)
    others = (seldom, *(_Neighbourhoods(mine, each).improve for each in operators))
    for way in _in_turn(often, others):
        while (yield from way()):
            pass


def _in_turn(often: Way, others: tuple[Way, ...]) -> Generator[Way, None, None]:
    while True:
        for other in others:
            yield from (often, other)


@dataclass
class _Neighbourhoods:
    """Neighbourhoods of one operator."""

    mine: Improver
    operator: Operator
    share: float = FIRST_SHARE
    """Share of the moves that the next neighbourhood frees."""

    def improve(self) -> Steps:
        """Free some moves of the incumbent, and return whether that improves it."""
        mine, heads = self.mine, moves_of(self.mine.program)
        free = self.operator(heads, self.share, mine.rng)
        free &= ~excluded_by_reduced_cost(mine.state, heads)
        free &= near_relaxation(mine.state, heads, PROMISING)
        reply = yield mine.job(bounds_around(mine.program, heads, free, _made(mine)), mine.slice())
        better = mine.take(reply)
        if reply is not None and reply.proven:
            self.share = min(1.0, self.share * GROWTH)
        elif not better:
            self.share = max(LEAST_SHARE, self.share * SHRINKAGE)
        return better


def _made(mine: Improver) -> Floats:
    """[move] posts in the incumbent; zeros without one."""
    heads, best = moves_of(mine.program), mine.state.best
    return np.zeros(heads.size) if best is None else best[heads.ids]


def _doubted(mine: Improver, heads: Columns, share: float, rng: np.random.Generator) -> Mask:
    """Moves on which relaxation and incumbent differ (as in RINS), and those of some cohorts."""
    relaxed = mine.state.relaxed
    differs = relaxed is not None and np.abs(relaxed[heads.ids] - _made(mine)) >= 0.5
    return differs | by_cohort(heads, share, rng)


@dataclass
class Chunks:
    """Neighbourhoods of a few blocks of cohorts, with the columns that belong to them alone.

    Blocks on which incumbent and relaxation differ are chosen most, as they have most to gain.
    """

    mine: Improver
    moves: float = FIRST_MOVES
    """Number of moves that may be free in the next chunk."""
    blocks: Integers = field(init=False)

    def __post_init__(self) -> None:
        self.blocks = blocks_of(self.mine.program)

    def improve(self) -> Steps:
        """Improve some blocks of the incumbent, and return whether that helped.

        Needs an incumbent and a relaxation.
        """
        state = self.mine.state
        if state.best is None or state.relaxed is None:
            return False
        near = self._near()
        chunk = self._pick(near, state.best - state.relaxed)
        reply = yield self._job(near, chunk, state.best)
        if reply is not None:
            wider = self.moves * (CHUNK_GROWTH if reply.proven else CHUNK_SHRINKAGE)
            self.moves = max(FEWEST_MOVES, min(wider, float(near.sum())))
        return self.mine.take(reply)

    def _near(self) -> Mask:
        """[move] Moves that may be free."""
        state, program = self.mine.state, self.mine.program
        heads = moves_of(program)
        near: Mask = near_relaxation(state, heads, CHUNK_PROMISING)
        near &= ~excluded_by_reduced_cost(state, heads)
        near &= program.lower[heads.ids] < program.upper[heads.ids]
        return near

    def _pick(self, near: Mask, differs: Floats) -> Integers:
        """Choose blocks at random, those in doubt with higher weight, up to the size of a chunk."""
        ids = moves_of(self.mine.program).ids
        of, count = self.blocks[ids], int(self.blocks.max()) + 1
        movable, free = np.unique(of[near]), np.bincount(of[near], minlength=count)
        if not len(movable):
            return movable
        doubt = np.bincount(of, weights=np.abs(differs[ids]), minlength=count)[movable]
        weights = doubt + UNDOUBTED * (doubt.mean() or 1.0)
        order = self.mine.rng.choice(
            movable, len(movable), replace=False, p=weights / weights.sum()
        )
        few = int(np.searchsorted(np.cumsum(free[order]), self.moves, side="right"))
        return order[: max(1, few)]

    def _job(self, near: Mask, chunk: Integers, best: Floats) -> Job:
        """A job that frees some moves of the chosen blocks and fixes all other blocks."""
        program = self.mine.program
        lower, upper = program.lower.copy(), program.upper.copy()
        far = moves_of(program).ids[~near]
        upper[far] = np.maximum(lower[far], 0.0)
        fixed = (self.blocks != SHARED) & ~np.isin(self.blocks, chunk)
        lower[fixed] = upper[fixed] = best[fixed]
        return self.mine.job((lower, upper), CHUNK_SECONDS, CHUNK_SLICES, CHUNK_GAP)
