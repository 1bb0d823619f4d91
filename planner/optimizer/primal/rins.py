"""Between plan and relaxation: blocks of cohorts move from the one to the other (RINS).

E. Danna, E. Rothberg and C. Le Pape, *Exploring relaxation induced neighborhoods to improve MIP
solutions*, Mathematical Programming 102, 2005: keep each integer on which plan and relaxation
agree, free all others. All of them at once may be too many for one search, so it is done for some
blocks at a time, and for what blocks share.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from planner.formulation.program import Floats
from planner.formulation.sets import Integers, Mask
from planner.optimizer.blocks import SHARED, blocks_of, others_than
from planner.optimizer.job import INTEGRALITY
from planner.optimizer.primal.adaptive_size import AdaptiveSize
from planner.optimizer.primal.improver import Improver
from planner.optimizer.state import Bounds, Steps

NEAR, FIRST_GAP, FIRST_SECONDS = 0.2, 0.01, 10.0
"""Difference that does not count in the first search for all blocks, its gap and its limit."""

SECONDS, SLICES = 4.0, 2
"""Limits of a search for some blocks; nodes of each search in slices."""

GAP = 0.2
"""Gap of a search for some blocks, as a share of the gap that is asked for."""

FIRST_SHARE, LEAST_SHARE = 0.3, 0.05
"""Share of the blocks on which plan and relaxation differ: in the first search, and the least."""

GROWTH, SHRINKAGE = 1.2, 0.8
"""Factors on the share after a search is solved to its gap, and after one is not."""


def improve_between(
    improver: Improver, relaxed: Floats, plan: Floats, within: Bounds, gap: float = FIRST_GAP
) -> Steps:
    """Search between a relaxation and a plan, and return whether that helped.

    Parameters
    ----------
    improver
        The improver, which takes the plan.
    relaxed
        [column] solution of the relaxation.
    plan
        [column] a solution that agrees with it on most integers.
    within
        Bounds of both.
    gap
        Gap of the search.
    """
    differs = np.abs(relaxed - plan) >= NEAR
    job = improver.job(_bounds(improver, plan, differs, within), FIRST_SECONDS, SLICES)
    return improver.take((yield replace(job, gap=gap)))


@dataclass
class Between:
    """Neighbourhoods between the incumbent and the relaxation of all moves."""

    improver: Improver
    share: AdaptiveSize = field(
        default_factory=lambda: AdaptiveSize(FIRST_SHARE, LEAST_SHARE, GROWTH, SHRINKAGE)
    )
    """Share of the blocks that differ which the next search frees."""
    blocks: Integers = field(init=False)

    def __post_init__(self) -> None:
        self.blocks = blocks_of(self.improver.program)

    def improve(self) -> Steps:
        """Bring some blocks of the incumbent closer, and return whether that improves it.

        Needs an incumbent and a relaxation.
        """
        improver, state = self.improver, self.improver.state
        if state.best is None or state.relaxed is None:
            return False
        differs = np.abs(state.relaxed - state.best) > INTEGRALITY
        program, free = improver.program, differs & self._pick(differs)
        bounds = _bounds(improver, state.best, free, (program.lower, program.upper))
        reply = yield improver.job(bounds, SECONDS, SLICES, GAP)
        if reply is not None:
            self.share.adapt(solved=reply.proven, most=1.0)
        return improver.take(reply)

    def _pick(self, differs: Mask) -> Mask:
        """[column] whether it belongs to one of some blocks, chosen at random, or to several."""
        own = self.improver.program.integer & (self.blocks != SHARED)
        every = np.unique(self.blocks[differs & own])
        few = int(np.ceil(self.share.size * len(every)))
        some = self.improver.rng.choice(every, few, replace=False)
        return ~others_than(self.blocks, some)


def _bounds(improver: Improver, plan: Floats, free: Mask, within: Bounds) -> Bounds:
    """Narrower bounds, which keep each integer that is not free as it is in a plan."""
    (lower, upper), kept = (each.copy() for each in within), improver.program.integer & ~free
    lower[kept] = upper[kept] = plan[kept]
    return lower, upper
