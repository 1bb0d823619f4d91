"""The lane that finds plans: a start, a plan near the relaxation, then better ones around it."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from planner.formulation.program import Columns, Floats, Program
from planner.formulation.sets import Mask
from planner.optimizer.answers import other_answers
from planner.optimizer.chunks import Chunks
from planner.optimizer.improver import Bounds, Improver
from planner.optimizer.incumbent import Standing
from planner.optimizer.jobs import Job, Reply
from planner.optimizer.lanes import Lane
from planner.optimizer.likely import cheapest, saving
from planner.optimizer.mathopt import Ended
from planner.optimizer.neighbourhood import (
    PICKS,
    Pick,
    bounds_around,
    by_cohort,
    dear,
    moves_of,
    near_relaxation,
)
from planner.optimizer.pace import Pace
from planner.optimizer.prove import QUICK_ENTRIES
from planner.optimizer.rounding import round_off

WIDENING = (0.0, 0.1, 1.0)
"""Shares of the moves that are freed beside those of the relaxation, one after another."""

START_SECONDS = 30.0

FEW_MOVES = 30
"""Moves of each cohort, those that save most, of which a plan is made before the relaxation of all
moves is there.
"""

NEAR_SECONDS, NEAR_SOLUTIONS = 120.0, 1
"""Limits of the first search near the relaxation: any plan soon."""

PROMISING = 0.15
"""Share of the moves that later neighbourhoods choose from, by what the relaxation says of them."""


Way = Callable[[], Generator[Job, Reply | None, bool]]
"""A way to a better plan, which says whether it led to one."""


def improve(
    program: Program, standing: Standing, pace: Pace, seed: int, starts: Sequence[Bounds]
) -> Lane:
    """Find plans, cheaper and cheaper.

    Parameters
    ----------
    program
        With the groups of columns that neighbourhoods are made of.
    standing
        What is known; better plans go there.
    pace
        How long jobs may take.
    seed
        Of the choice of neighbourhoods.
    starts
        Bounds within which a first plan is looked for, one after another until there is one.
    """
    mine = Improver(program, standing, pace, seed)
    for bounds in starts:
        if mine.take((yield mine.job(bounds, START_SECONDS))):
            break
    if len(standing.arrays.values) > QUICK_ENTRIES:
        yield from _meanwhile(mine)
    while standing.relaxed is None:
        yield None
    before = standing.cost
    yield from round_off(mine, standing.relaxed)
    if standing.cost == before:
        yield from _near(mine)
    yield from _around(mine)


def _meanwhile(mine: Improver) -> Generator[Job, Reply | None, None]:
    """A plan of few moves, until there is a relaxation of all of them."""
    heads = moves_of(mine.program)
    nobody = np.zeros(heads.size, dtype=np.bool_)
    few = cheapest(heads, saving(mine.program), nobody, FEW_MOVES)
    bounds = bounds_around(mine.program, heads, few, np.zeros(heads.size))
    reply = yield replace(mine.job(bounds, np.inf), whole=False)
    if reply is not None and reply.solution is not None and mine.standing.relaxed is None:
        yield from round_off(mine, reply.solution)


def _near(mine: Improver) -> Generator[Job, Reply | None, None]:
    """Plans near the relaxation, in a neighbourhood that widens as long as that helps."""
    heads = moves_of(mine.program)
    for share in WIDENING:
        free = near_relaxation(mine.standing, heads, share) & ~dear(mine.standing, heads)
        bounds = bounds_around(mine.program, heads, free, np.zeros(heads.size))
        found = np.isfinite(mine.standing.cost) and share > WIDENING[0]
        job = mine.job(bounds, mine.slice() if found else NEAR_SECONDS, 2, 0.5)
        reply = yield job if found else replace(job, solutions=NEAR_SOLUTIONS)
        better = mine.take(reply)
        if found and not better:
            return


def _around(mine: Improver) -> Generator[Job, Reply | None, None]:
    """Better plans around the best one: each way as long as it leads to them, chunks most often."""
    picks: tuple[Pick, ...] = (*PICKS, partial(_doubted, mine))
    around, chunks = [_Around(mine, pick) for pick in picks], Chunks(mine)
    others: list[Way] = [partial(other_answers, mine), *(each.improve for each in around)]
    ways = [way for other in others for way in (chunks.improve, other)]
    turn = 0
    while True:
        better = yield from ways[turn % len(ways)]()
        turn += not better


@dataclass
class _Around:
    """Neighbourhoods of one kind; it learns how large they may be."""

    mine: Improver
    pick: Pick
    share: float = 0.2
    """Share of the moves that are free."""

    def improve(self) -> Generator[Job, Reply | None, bool]:
        """Free some moves of the best plan, and say whether it is better."""
        mine, heads = self.mine, moves_of(self.mine.program)
        free = self.pick(heads, self.share, mine.dice) & ~dear(mine.standing, heads)
        free &= near_relaxation(mine.standing, heads, PROMISING)
        reply = yield mine.job(bounds_around(mine.program, heads, free, _made(mine)), mine.slice())
        better = mine.take(reply)
        if reply is not None and (reply.ended is Ended.INFEASIBLE or reply.proven):
            self.share = min(1.0, self.share * 1.3)
        elif not better:
            self.share = max(0.02, self.share * 0.7)
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
