"""Diving: round the relaxation to a plan, group by group, and solve it again after each group.

A single search among the moves of the relaxation finds no plan in time, because fractional exports
need routes that are not in force. So the routes that the relaxation uses most are fixed first,
then the exports on them, then its other large values. After each step the relaxation of the same
moves is solved again. Moves are rounded down then, which gives a plan at once where one search for
all of them may take minutes, and a search between that plan and the relaxation improves it. Where
relaxations are quick, one search for all moves follows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from planner.formulation.program import ColumnRole, Columns, Floats, Program
from planner.formulation.sets import Integers
from planner.optimizer.job import INTEGRALITY
from planner.optimizer.primal.improver import Improver
from planner.optimizer.primal.rins import improve_between
from planner.optimizer.restriction import landings_of, moves_made, moves_of, upper_without
from planner.optimizer.state import Bounds, Steps

LEANT_ON = 0.5
"""Value from which a fractional decision is rounded up; smaller ones stay open."""

WHOLE_SECONDS, WHOLE_SLICES = 120.0, 2
"""Limits of the search for all moves; its nodes in slices."""

DOWN_SECONDS, WITH_PLAN_SECONDS = 20.0, 30.0
"""Limit of a search for moves rounded down, and that of the search for all once there is a plan."""

WHOLE_GAP, LEAST_GAP = 10.0, 0.01
"""Its gap as a multiple of the requested gap, and the least gap; it is the first search of many."""

Fixing = Callable[[Program, Floats, Bounds], Bounds]
"""Narrows bounds by the solution of a relaxation within them."""


def dive(
    improver: Improver, relaxed: Floats, within: Bounds | None = None, *, any_plan: bool = False
) -> Steps:
    """Find a plan among the moves of a relaxation, and return whether it is the best so far.

    Parameters
    ----------
    improver
        The improver, which takes the plan.
    relaxed
        [column] solution of the relaxation.
    within
        Bounds of the relaxation, if they are narrower than the programme's.
    any_plan
        Whether a plan that comes from moves rounded down is enough, if there is one.
    """
    program = improver.program
    whole = within or (program.lower, program.upper)
    bounds = undecided = _moves_of_relaxation(program, relaxed, whole)
    for fix in FIXINGS:
        narrower = fix(program, relaxed, bounds)
        if _same(narrower, bounds):
            continue
        reply = yield replace(improver.job(narrower, np.inf), whole=False)
        # Whatever cannot be fixed like this is left to the final search.
        if reply is not None and reply.solution is not None:
            bounds, relaxed = narrower, reply.solution
    gap = max(WHOLE_GAP * improver.state.gap, LEAST_GAP)
    found, first = False, None
    # Exports that all moves together allow may not be lawful with fewer moves.
    for each in (bounds, undecided):
        down = improver.job(rounded_down(program, relaxed, each), DOWN_SECONDS)
        first = yield replace(down, gap=gap)
        found |= improver.take(first)
        if first is None or first.solution is not None:
            break
    seconds = WHOLE_SECONDS
    if first is not None and first.solution is not None:
        found |= yield from improve_between(improver, relaxed, first.solution, whole)
        if any_plan:
            return found
        # With a plan at hand this search is one of many, and neighbourhoods may bring more.
        seconds = WITH_PLAN_SECONDS
    job = improver.job(bounds, seconds, WHOLE_SLICES)
    return improver.take((yield replace(job, gap=gap))) or found


def _moves_of_relaxation(program: Program, relaxed: Floats, within: Bounds) -> Bounds:
    """Bounds that close all moves that the relaxation does not make."""
    closed, (lower, upper) = ~moves_made(moves_of(program), relaxed), within
    return lower.copy(), np.minimum(upper, upper_without(program, landings_of(program), closed))


def fix_routes(program: Program, relaxed: Floats, bounds: Bounds) -> Bounds:
    """Keep the spell of each exporter that covers most, if any, and close the others."""
    lower, upper = (each.copy() for each in bounds)
    for spells in program.columns_of(ColumnRole.SPELL):
        cover = relaxed[spells.ids] * (spells.index["ends"] - spells.index["starts"])
        for own in _exporters(spells):
            most = own[np.argmax(cover[own])]
            upper[spells.ids[own]] = lower[spells.ids[own]]
            if cover[most] > INTEGRALITY:
                lower[spells.ids[most]] = upper[spells.ids[most]] = 1.0
    return lower, upper


def _exporters(spells: Columns) -> list[Integers]:
    """Positions of the spells of each entity and group."""
    of = spells.index["entity"] * (spells.index["group"].max(initial=0) + 1) + spells.index["group"]
    return [np.flatnonzero(of == each) for each in np.unique(of)]


def fix_exports(
    program: Program, relaxed: Floats, bounds: Bounds, least: float = INTEGRALITY
) -> Bounds:
    """Fix exports: what the relaxation exports is exported, and nothing else."""
    lower, upper = (each.copy() for each in bounds)
    for columns in program.columns_of(ColumnRole.ROUND):
        ids = columns.ids
        lower[ids] = upper[ids] = np.clip(relaxed[ids] > least, lower[ids], upper[ids])
    return lower, upper


def fix_most_exports(program: Program, relaxed: Floats, bounds: Bounds) -> Bounds:
    """Fix only exports above one half, if all of them together exceed what the law allows."""
    return fix_exports(program, relaxed, bounds, LEANT_ON)


def round_up(program: Program, relaxed: Floats, bounds: Bounds) -> Bounds:
    """Round up the other large values of the relaxation."""
    lower, upper = (each.copy() for each in bounds)
    for columns in program.columns_of(ColumnRole.ROUND_UP):
        ids = columns.ids[relaxed[columns.ids] >= LEANT_ON]
        lower[ids] = np.maximum(lower[ids], np.minimum(1.0, upper[ids]))
    return lower, upper


def rounded_down(program: Program, relaxed: Floats, bounds: Bounds) -> Bounds:
    """Allow no more posts of any move than the relaxation moves, rounded down.

    What is shared is then nearly never short, so that a plan is found at once.
    """
    lower, upper = (each.copy() for each in bounds)
    ids = moves_of(program).ids
    upper[ids] = np.clip(np.floor(relaxed[ids] + INTEGRALITY), lower[ids], upper[ids])
    return lower, upper


def _same(some: Bounds, others: Bounds) -> bool:
    return all(np.array_equal(one, other) for one, other in zip(some, others, strict=True))


FIXINGS: tuple[Fixing, ...] = (fix_routes, fix_exports, fix_most_exports, round_up)
"""Steps of the dive, in order."""
