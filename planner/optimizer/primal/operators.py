"""Destroy operators of the neighbourhood search: they choose which moves are freed."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from planner.formulation.program import Columns
from planner.formulation.sets import Mask
from planner.optimizer.restriction import moves_made
from planner.optimizer.state import SearchState

Operator = Callable[[Columns, float, np.random.Generator], Mask]
"""[move] whether it is freed, given the share of moves to free."""


def by_cohort(heads: Columns, share: float, rng: np.random.Generator) -> Mask:
    """[move] whether it is of some cohorts."""
    cohorts = np.unique(heads.index["cohort"])
    few = max(1, min(len(cohorts), int(np.ceil(share * len(cohorts)))))
    return np.isin(heads.index["cohort"], rng.choice(cohorts, few, replace=False))


def by_period(heads: Columns, share: float, rng: np.random.Generator) -> Mask:
    """[move] whether it lands within some consecutive periods."""
    span = int(heads.index["period"].max()) + 1
    length = max(2, min(span, int(np.ceil(share * span))))
    first = int(rng.integers(0, span - length + 1)) if span > length else 0
    landed = heads.index["period"]
    free: Mask = (landed >= first) & (landed < first + length)
    return free


def by_office(heads: Columns, share: float, rng: np.random.Generator) -> Mask:
    """[move] whether it leads to some offices."""
    offices = np.unique(heads.index["office"])
    few = max(1, min(len(offices), int(np.ceil(share * len(offices)))))
    return np.isin(heads.index["office"], rng.choice(offices, few, replace=False))


OPERATORS: tuple[Operator, ...] = (by_cohort, by_period, by_office)


def near_relaxation(state: SearchState, heads: Columns, share: float) -> Mask:
    """[move] Moves that the relaxation makes, and those with the least reduced cost.

    Parameters
    ----------
    state
        Has the relaxation's solution and reduced costs.
    heads
        Columns of the moves.
    share
        Share of the moves to add to those that it makes.
    """
    none = np.zeros(heads.size, dtype=np.bool_)
    made = none if state.relaxed is None else moves_made(heads, state.relaxed)
    if state.best is not None:
        made |= state.best[heads.ids] > 0.5
    if state.reduced_costs is None or share <= 0:
        return made
    reduced = np.where(made, -np.inf, state.reduced_costs[heads.ids])
    most = int(made.sum() + share * (len(made) - made.sum()))
    free = np.zeros(len(made), dtype=np.bool_)
    free[np.argsort(reduced, kind="stable")[:most]] = True
    return free


def excluded_by_reduced_cost(state: SearchState, heads: Columns) -> Mask:
    """[move] Moves that no better plan makes, as their reduced cost exceeds the gap (fixing)."""
    if state.reduced_costs is None or state.relaxed is None:
        return np.zeros(heads.size, dtype=np.bool_)
    return ~moves_made(heads, state.relaxed) & (
        state.reduced_costs[heads.ids] > state.cost - state.relaxed_bound
    )
