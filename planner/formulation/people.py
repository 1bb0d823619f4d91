"""What a plan asks of people, as columns of the programme."""

from __future__ import annotations

import numpy as np

from models.workforce import Mode
from planner.formulation.falling import SEPARATED
from planner.formulation.moves import HEADS
from planner.formulation.program import Program
from planner.formulation.sets import MODES, Integers


def dismissals(program: Program) -> Integers:
    """Columns whose sum is the people made redundant."""
    found = [_moves(program, Mode.REDUNDANCY)]
    if SEPARATED in program.groups:
        found.append(program.groups[SEPARATED].ids)
    return np.concatenate(found)


def transfers(program: Program) -> Integers:
    """Columns whose sum is the people who move with their posts."""
    return _moves(program, Mode.TRANSFER)


def _moves(program: Program, mode: Mode) -> Integers:
    heads = program.groups[HEADS]
    moves: Integers = heads.ids[heads.index["mode"] == MODES.index(mode)]
    return moves
