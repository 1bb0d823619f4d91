"""Few of many moves: those that cohorts are likely to make, by what they cost."""

from __future__ import annotations

import numpy as np

from planner.formulation.program import Columns, Floats
from planner.formulation.sets import Integers, Mask

PLACES = 4
"""Offices to which each cohort may move at first, by its cheapest move to each."""


def nearest(heads: Columns, cost: Integers | Floats) -> Mask:
    """[move] The cheapest move of each cohort to each of the cheapest offices for it."""
    to = heads.index["cohort"] * (heads.index["office"].max(initial=0) + 1) + heads.index["office"]
    order = np.lexsort((cost, to))
    best = order[_places(to[order]) == 0]
    order = best[np.lexsort((cost[best], heads.index["cohort"][best]))]
    near = np.zeros(heads.size, dtype=np.bool_)
    near[order[_places(heads.index["cohort"][order]) < PLACES]] = True
    return near


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
