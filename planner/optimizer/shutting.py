"""Moves that are left out, and what says where they land left out with them.

Half of the columns of a large programme say where teams and batches land. A solver would find by
itself that they are zero where no move is left, but only once all of them have been stated to it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planner.formulation.program import ColumnRole, Floats, Program
from planner.formulation.sets import Integers, Mask
from planner.optimizer.neighbourhood import moves_of


@dataclass(frozen=True, eq=False)
class Landings:
    """Columns that say where and when a team or batch lands, and the moves that they are about."""

    every: Integers
    """Their columns."""
    moves: Integers
    """[link] column of a move."""
    landings: Integers
    """[link] column of the landing that it is part of."""


def landings_of(program: Program) -> Landings:
    """Find the rows in which one landing meets moves."""
    move, landing = (np.zeros(len(program.lower), dtype=np.bool_) for _ in range(2))
    move[moves_of(program).ids] = True
    for columns in program.columns_of(ColumnRole.LANDING):
        landing[columns.ids] = True
    entries = landing[program.columns]
    number = np.bincount(program.rows[entries], minlength=len(program.row_lower))
    landed = np.zeros(len(program.row_lower), dtype=np.int64)
    landed[program.rows[entries]] = program.columns[entries]
    meets = move[program.columns] & (number == 1)[program.rows]
    every = np.flatnonzero(landing)
    return Landings(every, program.columns[meets], landed[program.rows[meets]])


def shut(program: Program, landings: Landings, out: Mask) -> Floats:
    """[column] upper bounds with some moves left out.

    Parameters
    ----------
    program
        With its moves.
    landings
        Its landings.
    out
        [move] which are left out; they stay at their least.
    """
    upper, heads = program.upper.copy(), moves_of(program).ids[out]
    upper[heads] = program.lower[heads]
    none = np.zeros(len(upper), dtype=np.bool_)
    none[landings.every] = True
    none[landings.landings[upper[landings.moves] > 0]] = False
    upper[none] = program.lower[none]
    return upper
