"""Restrictions of the programme: some moves are open, all others are closed.

Most moves are not part of any good plan. Searches keep the few that are likely, judged by their
own cost or by their value in a relaxation.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planner.formulation.program import ColumnRole, Columns, Floats, Program
from planner.formulation.sets import Integers, Mask
from planner.formulation.variables import HEADS, HOME
from planner.optimizer.state import Bounds

LEAST_MOVED = 1e-7
"""Posts up to which a move of a relaxation is rounding: the tolerance of HiGHS on bounds."""


def moves_of(program: Program) -> Columns:
    """Columns of the moves."""
    return program.groups[HEADS]


def moves_made(heads: Columns, relaxed: Floats) -> Mask:
    """[move] Whether the solution of a relaxation makes it, in whole posts or in parts."""
    made: Mask = relaxed[heads.ids] > LEAST_MOVED
    return made


def bounds_around(program: Program, heads: Columns, free: Mask, values: Floats) -> Bounds:
    """Bounds of all columns: moves that are not free stay at their values."""
    lower, upper = program.lower.copy(), program.upper.copy()
    ids = heads.ids[~free]
    lower[ids] = upper[ids] = np.clip(np.rint(values[~free]), lower[ids], upper[ids])
    return lower, upper


def net_cost(program: Program) -> Floats:
    """[move] Cost of a post that moves, less its cost at home after it would have left."""
    heads, prices = program.groups[HEADS], program.objective
    at_home = prices[program.groups[HOME].ids].reshape(program.sets.posts.shape)
    from_then_on = at_home[:, ::-1].cumsum(axis=1)[:, ::-1]
    saved = from_then_on[heads.index["cohort"], heads.index["leaves"]]
    net: Floats = (prices[heads.ids] - saved).astype(np.float64)
    return net


def cheapest_moves(heads: Columns, costs: Floats | Integers, open_already: Mask, most: int) -> Mask:
    """[move] The cheapest of each cohort's moves that are not open yet."""
    cost = np.where(open_already, np.inf, costs)
    order = np.lexsort((cost, heads.index["cohort"]))
    rank = np.empty(heads.size, dtype=np.int64)
    rank[order] = _places(heads.index["cohort"][order])
    few: Mask = (rank < most) & ~open_already
    return few


def _places(sorted_: Integers) -> Integers:
    """[i] Number of equal numbers before each number of a sorted list."""
    first = np.searchsorted(sorted_, sorted_)
    places: Integers = np.arange(len(sorted_)) - first
    return places


@dataclass(frozen=True, eq=False)
class Landings:
    """Columns for where and when a team or batch lands, and the moves that belong to each."""

    every: Integers
    """Columns of all landings."""
    moves: Integers
    """[link] column of a move."""
    landings: Integers
    """[link] column of the landing that the move belongs to."""


def landings_of(program: Program) -> Landings:
    """Find the landings and their moves, from the rows that link them."""
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


def upper_without(program: Program, landings: Landings, closed: Mask) -> Floats:
    """[column] upper bounds with some moves closed, and with landings without open moves closed.

    Half of the columns of a large programme are landings. A solver would find out by itself which
    of them must be zero, but only after reading them all.

    Parameters
    ----------
    program
        The programme.
    landings
        The landings of the programme.
    closed
        [move] whether it is closed; closed moves stay at their lower bound.
    """
    upper, heads = program.upper.copy(), moves_of(program).ids[closed]
    upper[heads] = program.lower[heads]
    none = np.zeros(len(upper), dtype=np.bool_)
    none[landings.every] = True
    none[landings.landings[upper[landings.moves] > 0]] = False
    upper[none] = program.lower[none]
    return upper
