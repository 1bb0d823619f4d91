"""Parts of a programme that are searched on their own: which moves are free, which stay."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from planner.formulation.program import Columns, Floats, Program
from planner.formulation.sets import Mask
from planner.formulation.variables import HEADS
from planner.optimizer.incumbent import SearchState

Pick = Callable[[Columns, float, np.random.Generator], Mask]
"""Moves that are free, given the share of them that may be."""


def near_relaxation(standing: SearchState, heads: Columns, share: float) -> Mask:
    """[move] Moves that the relaxation makes, and those it could make at least cost.

    Parameters
    ----------
    standing
        With the relaxation's solution and reduced costs.
    heads
        Columns of the moves.
    share
        Share of the moves to free beside those that it makes.
    """
    made = (standing.relaxed if standing.relaxed is not None else np.zeros(0))[heads.ids] > 1e-7
    if standing.best is not None:
        made |= standing.best[heads.ids] > 0.5
    if standing.reduced is None or share <= 0:
        return made
    reduced = np.where(made, -np.inf, standing.reduced[heads.ids])
    most = int(made.sum() + share * (len(made) - made.sum()))
    free = np.zeros(len(made), dtype=np.bool_)
    free[np.argsort(reduced, kind="stable")[:most]] = True
    return free


def dear(standing: SearchState, heads: Columns) -> Mask:
    """[move] Moves that no better plan makes: their reduced cost alone is more than the gap."""
    if standing.reduced is None or standing.relaxed is None:
        return np.zeros(heads.size, dtype=np.bool_)
    absent = standing.relaxed[heads.ids] < 1e-9
    return absent & (standing.reduced[heads.ids] > standing.cost - standing.relaxed_bound)


def by_cohort(heads: Columns, share: float, dice: np.random.Generator) -> Mask:
    """All moves of some cohorts."""
    cohorts = np.unique(heads.index["cohort"])
    few = max(1, min(len(cohorts), int(np.ceil(share * len(cohorts)))))
    return np.isin(heads.index["cohort"], dice.choice(cohorts, few, replace=False))


def by_period(heads: Columns, share: float, dice: np.random.Generator) -> Mask:
    """All moves that land within some periods in a row."""
    span = int(heads.index["period"].max()) + 1
    length = max(2, min(span, int(np.ceil(share * span))))
    first = int(dice.integers(0, span - length + 1)) if span > length else 0
    landed = heads.index["period"]
    free: Mask = (landed >= first) & (landed < first + length)
    return free


def by_office(heads: Columns, share: float, dice: np.random.Generator) -> Mask:
    """All moves of cohorts to some offices."""
    offices = np.unique(heads.index["office"])
    few = max(1, min(len(offices), int(np.ceil(share * len(offices)))))
    return np.isin(heads.index["office"], dice.choice(offices, few, replace=False))


PICKS: tuple[Pick, ...] = (by_cohort, by_period, by_office)


def bounds_around(
    program: Program, heads: Columns, free: Mask, values: Floats
) -> tuple[Floats, Floats]:
    """Bounds of all columns: moves that are not free stay at their values."""
    lower, upper = program.lower.copy(), program.upper.copy()
    ids = heads.ids[~free]
    lower[ids] = upper[ids] = np.clip(np.rint(values[~free]), lower[ids], upper[ids])
    return lower, upper


def moves_of(program: Program) -> Columns:
    """Columns of the moves."""
    return program.groups[HEADS]
