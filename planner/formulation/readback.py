"""A solution, read back as a plan."""

from __future__ import annotations

import numpy as np

from models.plan import BlockOrder, Move, Plan
from planner.formulation.moves import HEADS
from planner.formulation.program import Floats, Program
from planner.formulation.sets import MODES, Integers

BLOCKS = "blocks"


def plan_of(program: Program, solution: Floats) -> Plan:
    """Decisions of a solution; auxiliary variables are left out, the audit derives its own.

    Parameters
    ----------
    program
        The programme that was solved.
    solution
        [column] value of each variable, whole up to the solver's tolerance.
    """
    return Plan(moves=_moves(program, solution), blocks=_blocks(program, solution))


def _moves(program: Program, solution: Floats) -> tuple[Move, ...]:
    scenario, heads = program.sets.scenario, program.groups[HEADS]
    moves = []
    for i, count in _whole(solution, heads.ids):
        cohort = scenario.cohorts[heads.index["cohort"][i]]
        moves.append(
            Move(
                cohort=cohort.id,
                origin=cohort.office,
                destination=scenario.offices[heads.index["office"][i]].id,
                mode=MODES[heads.index["mode"][i]],
                period=scenario.periods[heads.index["period"][i]].label,
                heads=count,
            )
        )
    return tuple(moves)


def _blocks(program: Program, solution: Floats) -> tuple[BlockOrder, ...]:
    scenario, blocks = program.sets.scenario, program.groups.get(BLOCKS)
    if blocks is None:
        return ()
    return tuple(
        BlockOrder(
            office=scenario.offices[blocks.index["office"][i]].id,
            period=scenario.periods[blocks.index["period"][i]].label,
            blocks=count,
        )
        for i, count in _whole(solution, blocks.ids)
    )


def _whole(solution: Floats, ids: Integers) -> list[tuple[int, int]]:
    counts = np.rint(solution[ids]).astype(np.int64)
    return [(int(i), int(counts[i])) for i in np.flatnonzero(counts)]
