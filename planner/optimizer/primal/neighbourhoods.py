"""Neighbourhoods of one operator: some moves of the incumbent are freed, all others are fixed."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from planner.formulation.program import Columns, Floats
from planner.formulation.sets import Mask
from planner.optimizer.primal.adaptive_size import AdaptiveSize
from planner.optimizer.primal.improver import Improver
from planner.optimizer.primal.operators import (
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
"""Share of the moves freed in an operator's first neighbourhood, and the least in any."""

GROWTH, SHRINKAGE = 1.3, 0.7
"""Factors on the size after a neighbourhood is solved, and after one brings nothing."""


@dataclass
class Neighbourhoods:
    """Neighbourhoods of one operator."""

    improver: Improver
    operator: Operator
    share: AdaptiveSize = field(
        default_factory=lambda: AdaptiveSize(FIRST_SHARE, LEAST_SHARE, GROWTH, SHRINKAGE)
    )
    """Share of the moves that the next neighbourhood frees."""

    def improve(self) -> Steps:
        """Free some moves of the incumbent, and return whether that improves it."""
        improver, heads = self.improver, moves_of(self.improver.program)
        free = self.operator(heads, self.share.size, improver.rng)
        free &= ~excluded_by_reduced_cost(improver.state, heads)
        free &= near_relaxation(improver.state, heads, PROMISING)
        bounds = bounds_around(improver.program, heads, free, _posts_moved(improver))
        reply = yield improver.job(bounds, improver.slice())
        better = improver.take(reply)
        solved = reply is not None and reply.proven
        if solved or not better:
            self.share.adapt(solved=solved, most=1.0)
        return better


def _posts_moved(improver: Improver) -> Floats:
    """[move] posts in the incumbent; zeros without one."""
    heads, best = moves_of(improver.program), improver.state.best
    return np.zeros(heads.size) if best is None else best[heads.ids]


def doubtful_moves(
    improver: Improver, heads: Columns, share: float, rng: np.random.Generator
) -> Mask:
    """Moves on which relaxation and incumbent differ (as in RINS), and those of some cohorts."""
    relaxed = improver.state.relaxed
    differs = relaxed is not None and np.abs(relaxed[heads.ids] - _posts_moved(improver)) >= 0.5
    return differs | by_cohort(heads, share, rng)
