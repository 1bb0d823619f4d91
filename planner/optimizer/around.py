"""Better plans around the best one, in neighbourhoods of every kind."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from functools import partial

import numpy as np

from planner.formulation.program import Columns, Floats
from planner.formulation.sets import Mask
from planner.optimizer.answers import other_answers
from planner.optimizer.chunks import Chunks
from planner.optimizer.improver import Improver
from planner.optimizer.jobs import Job, Reply
from planner.optimizer.neighbourhood import (
    PICKS,
    Pick,
    bounds_around,
    by_cohort,
    dear,
    moves_of,
    near_relaxation,
)

PROMISING = 0.15
"""Share of the moves that neighbourhoods choose from, by what the relaxation says of them."""

FIRST_SHARE, LEAST_SHARE = 0.2, 0.02
"""Share of the moves that the first neighbourhood of a kind frees, and any."""

GROWTH, SHRINKAGE = 1.3, 0.7
"""One that is solved is followed by a larger one, one that brought nothing by a smaller one."""

Way = Callable[[], Generator[Job, Reply | None, bool]]
"""A way to a better plan, which says whether it led to one."""


def around(mine: Improver, *, quick: bool) -> Generator[Job, Reply | None, None]:
    """Go each way as long as it leads to better plans, and one of them between all others.

    Parameters
    ----------
    mine
        With a relaxation; it takes the plans.
    quick
        Whether relaxations are: each answer takes one. If so answers come most often, else chunks.
    """
    if not moves_of(mine.program).size:
        return
    picks: tuple[Pick, ...] = (*PICKS, partial(_doubted, mine))
    chunks: Way = Chunks(mine).improve
    answers: Way = partial(other_answers, mine)
    often, seldom = (answers, chunks) if quick else (chunks, answers)
    for way in _in_turn(often, (seldom, *(_Neighbourhoods(mine, pick).improve for pick in picks))):
        while (yield from way()):
            pass


def _in_turn(often: Way, others: tuple[Way, ...]) -> Generator[Way, None, None]:
    while True:
        for other in others:
            yield from (often, other)


@dataclass
class _Neighbourhoods:
    """Neighbourhoods of one kind; it learns how large they may be."""

    mine: Improver
    pick: Pick
    share: float = FIRST_SHARE
    """Share of the moves that the next one frees."""

    def improve(self) -> Generator[Job, Reply | None, bool]:
        """Free some moves of the best plan, and say whether it is better."""
        mine, heads = self.mine, moves_of(self.mine.program)
        free = self.pick(heads, self.share, mine.dice) & ~dear(mine.standing, heads)
        free &= near_relaxation(mine.standing, heads, PROMISING)
        reply = yield mine.job(bounds_around(mine.program, heads, free, _made(mine)), mine.slice())
        better = mine.take(reply)
        if reply is not None and reply.proven:
            self.share = min(1.0, self.share * GROWTH)
        elif not better:
            self.share = max(LEAST_SHARE, self.share * SHRINKAGE)
        return better


def _made(mine: Improver) -> Floats:
    """[move] heads in the best plan, if there is one."""
    heads, best = moves_of(mine.program), mine.standing.best
    return np.zeros(heads.size) if best is None else best[heads.ids]


def _doubted(mine: Improver, heads: Columns, share: float, dice: np.random.Generator) -> Mask:
    """Moves that the relaxation makes otherwise, and some cohorts."""
    relaxed = mine.standing.relaxed
    differs = relaxed is not None and np.abs(relaxed[heads.ids] - _made(mine)) >= 0.5
    return differs | by_cohort(heads, share, dice)
