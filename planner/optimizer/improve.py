"""The lane that finds plans: a start, a plan near the relaxation, then better ones around it."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from planner.formulation.program import Floats, Program
from planner.formulation.sets import Mask
from planner.optimizer.answers import other_answers
from planner.optimizer.improver import Bounds, Improver
from planner.optimizer.incumbent import Standing
from planner.optimizer.jobs import Job, Reply
from planner.optimizer.lanes import Lane
from planner.optimizer.mathopt import Ended
from planner.optimizer.neighbourhood import (
    PICKS,
    bounds_around,
    by_cohort,
    dear,
    moves_of,
    near_relaxation,
)
from planner.optimizer.pace import Pace

WIDENING = (0.0, 0.1, 1.0)
"""Shares of the moves that are freed beside those of the relaxation, one after another."""

START_SECONDS = 30.0

NEAR_SECONDS, NEAR_SOLUTIONS = 120.0, 1
"""Limits of the first search near the relaxation: any plan soon."""

PROMISING = 0.15
"""Share of the moves that later neighbourhoods choose from, by what the relaxation says of them."""


@dataclass
class _Size:
    """Share of the moves that a neighbourhood frees; it learns from what came of it."""

    share: float = 0.2

    def learn(self, reply: Reply, *, better: bool) -> None:
        if reply.ended is Ended.INFEASIBLE or reply.proven:
            self.share = min(1.0, self.share * 1.3)
        elif not better:
            self.share = max(0.02, self.share * 0.7)


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
    while standing.relaxed is None:
        yield None
    yield from _near(mine)
    yield from _around(mine)


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
    """Better plans around the best one, in neighbourhoods of every kind in turn."""
    heads, sizes = moves_of(mine.program), [_Size() for _ in range(len(PICKS) + 1)]
    turn = 0
    while True:
        kind = turn % len(sizes)
        turn += 1
        if kind == 0:
            yield from other_answers(mine)
        best = mine.standing.best
        values = np.zeros(heads.size) if best is None else best[heads.ids]
        free = _free(mine, kind, sizes[kind].share, values)
        bounds = bounds_around(mine.program, heads, free, values)
        reply = yield mine.job(bounds, mine.slice())
        better = mine.take(reply)
        if reply is not None:
            sizes[kind].learn(reply, better=better)


def _free(mine: Improver, kind: int, share: float, values: Floats) -> Mask:
    heads = moves_of(mine.program)
    if kind < len(PICKS):
        free = PICKS[kind](heads, share, mine.dice)
    else:
        relaxed = mine.standing.relaxed
        agreed = np.abs(relaxed[heads.ids] - values) < 0.5 if relaxed is not None else values < 0
        free = ~agreed | by_cohort(heads, share, mine.dice)
    kept: Mask = free & ~dear(mine.standing, heads)
    kept &= near_relaxation(mine.standing, heads, PROMISING)
    return kept
