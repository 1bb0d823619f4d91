"""Plans with other answers to the few questions that shape a plan."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace

import numpy as np

from planner.optimizer.improver import Bounds, Improver
from planner.optimizer.jobs import Job, Reply
from planner.optimizer.neighbourhood import bounds_around, moves_of
from planner.optimizer.turning import in_doubt, settled, turned

SETTLED = (0.3, 0.2)
"""Distances from a whole number up to which open answers are rounded, one after another."""

WITHIN = 2
"""Slices of time for plans near a relaxation of their own."""

MADE = 1e-7
"""Heads above which a relaxation makes a move."""


def other_answers(mine: Improver) -> Generator[Job, Reply | None, bool]:
    """Plans with other answers: the relaxation's, rounded, then one turned at a time.

    Says whether the best plan is better for it.
    """
    best, relaxed = mine.standing.best, mine.standing.relaxed
    if relaxed is not None and mine.settled < len(SETTLED):
        within = SETTLED[mine.settled]
        mine.settled += 1
        return (yield from _within(mine, settled(mine.program, relaxed, mine.questions, within)))
    fresh = [i for i in in_doubt(mine.standing, mine.questions) if i not in mine.asked]
    if fresh and best is not None:
        mine.asked.add(fresh[0])
        return (yield from _within(mine, turned(mine.program, fresh[0], best)))
    return False


def _within(mine: Improver, bounds: Bounds) -> Generator[Job, Reply | None, bool]:
    """Plans near the relaxation within bounds of their own."""
    reply = yield replace(mine.job(bounds, mine.slice()), whole=False)
    if reply is None or reply.solution is None or reply.bound >= mine.standing.cost:
        return False
    heads, (lower, upper) = moves_of(mine.program), bounds
    made = reply.solution[heads.ids] > MADE
    _, narrow = bounds_around(mine.program, heads, made, np.zeros(heads.size))
    job = mine.job((lower, np.minimum(upper, narrow)), WITHIN * mine.slice(), WITHIN, 0.5)
    return mine.take((yield job))
