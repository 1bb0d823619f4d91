"""Flips: change structural decisions on which plan and relaxation differ.

A few decisions shape a plan. Neighbourhoods of moves seldom change one of them, because a change
pays only together with many moves. So one decision is flipped, or all open ones are rounded; then
the relaxation is solved again and a plan is sought near it (a guided dive).
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from planner.formulation.program import Floats, Program
from planner.formulation.sets import Integers
from planner.optimizer.job import INTEGRALITY
from planner.optimizer.primal.improver import Improver
from planner.optimizer.restriction import bounds_around, moves_made, moves_of
from planner.optimizer.state import Bounds, SearchState, Steps

ROUNDINGS = (0.3, 0.2)
"""Distances from an integer up to which open decisions are rounded, tried in this order."""

SLICES = 2
"""Slices of time for a search near the new relaxation."""

DOUBT = 0.2
"""Least difference between plan and relaxation for a decision worth flipping."""


def flip(mine: Improver) -> Steps:
    """Search for plans with other structural decisions: rounded first, then flipped one by one."""
    best, relaxed = mine.state.best, mine.state.relaxed
    if relaxed is not None and mine.roundings < len(ROUNDINGS):
        distance = ROUNDINGS[mine.roundings]
        mine.roundings += 1
        bounds = rounded(mine.program, relaxed, mine.decisions, distance)
        return (yield from _search_within(mine, bounds))
    fresh = [i for i in in_doubt(mine.state, mine.decisions) if i not in mine.flipped]
    if fresh and best is not None:
        mine.flipped.add(fresh[0])
        return (yield from _search_within(mine, flipped(mine.program, fresh[0], best)))
    return False


def _search_within(mine: Improver, bounds: Bounds) -> Steps:
    """Search near the relaxation within the given bounds."""
    reply = yield replace(mine.job(bounds, mine.slice()), whole=False)
    if reply is None or reply.solution is None or reply.bound >= mine.state.cost:
        return False
    heads, (lower, upper) = moves_of(mine.program), bounds
    made = moves_made(heads, reply.solution)
    _, narrow = bounds_around(mine.program, heads, made, np.zeros(heads.size))
    near = lower, np.minimum(upper, narrow)
    return mine.take((yield mine.job(near, SLICES * mine.slice(), SLICES, 0.5)))


def rounded(
    program: Program, relaxed: Floats, decisions: tuple[Integers, ...], distance: float
) -> Bounds:
    """Bounds of all columns with open decisions rounded.

    Parameters
    ----------
    program
        Rows and columns.
    relaxed
        [column] solution of the relaxation.
    decisions
        Columns of each structural decision.
    distance
        Distance from an integer up to which a decision is rounded.
    """
    lower, upper = program.lower.copy(), program.upper.copy()
    ids = np.concatenate([*decisions, np.zeros(0, dtype=np.int64)])
    open_ = np.abs(relaxed[ids] - np.rint(relaxed[ids]))
    ids = ids[(open_ > INTEGRALITY) & (open_ <= distance)]
    lower[ids] = upper[ids] = np.clip(np.rint(relaxed[ids]), lower[ids], upper[ids])
    return lower, upper


def in_doubt(state: SearchState, decisions: tuple[Integers, ...]) -> list[int]:
    """For each decision, the column on which plan and relaxation differ most; largest first."""
    if state.best is None or state.relaxed is None:
        return []
    doubt = np.abs(state.best - state.relaxed)
    worst = [int(ids[np.argmax(doubt[ids])]) for ids in decisions if len(ids)]
    return sorted((i for i in worst if doubt[i] >= DOUBT), key=lambda i: -doubt[i])


def flipped(program: Program, column: int, best: Floats) -> Bounds:
    """Bounds of all columns with one decision opposite to that of a plan."""
    lower, upper = program.lower.copy(), program.upper.copy()
    lower[column] = upper[column] = 1.0 - np.rint(best[column])
    return lower, upper
