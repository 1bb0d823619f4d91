"""Few of many moves: those that cohorts are likely to make, by what they cost."""

from __future__ import annotations

import numpy as np

from planner.formulation.program import Columns, Floats, Program
from planner.formulation.sets import Integers, Mask
from planner.formulation.variables import HEADS, HOME


def net_cost(program: Program) -> Floats:
    """[move] What a head that moves costs, less what its post costs at home once it has left."""
    heads, prices = program.groups[HEADS], program.objective
    at_home = prices[program.groups[HOME].ids].reshape(program.sets.posts.shape)
    from_then_on = at_home[:, ::-1].cumsum(axis=1)[:, ::-1]
    saved = from_then_on[heads.index["cohort"], heads.index["leaves"]]
    net: Floats = (prices[heads.ids] - saved).astype(np.float64)
    return net


def cheapest(heads: Columns, left: Floats | Integers, let_in: Mask, most: int) -> Mask:
    """[move] The cheapest of each cohort's moves that are still left out."""
    cost = np.where(let_in, np.inf, left)
    order = np.lexsort((cost, heads.index["cohort"]))
    rank = np.empty(heads.size, dtype=np.int64)
    rank[order] = _places(heads.index["cohort"][order])
    few: Mask = (rank < most) & ~let_in
    return few


def _places(sorted_: Integers) -> Integers:
    """[i] How many equal numbers stand before each number of a sorted list."""
    first = np.searchsorted(sorted_, sorted_)
    places: Integers = np.arange(len(sorted_)) - first
    return places
