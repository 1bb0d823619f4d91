"""Elastic programming: if no solution keeps every row, some rows are relaxed as little as possible.

Elastic rows get slack. The total slack is minimised, then the programme is solved with the rows
widened by that slack (J. W. Chinneck, *Feasibility and Infeasibility in Optimization*,
2008). The programmes are small and are solved to optimality.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from planner.formulation.program import Floats, Program
from planner.optimizer.job import MONEY_UNIT, Ended, Job, SolverReply
from planner.optimizer.matrix import Mip, Positions, SparseMatrix, mip_of
from planner.optimizer.solver import solve

NODES = 2000
"""Node limit; when it is reached, the best solution so far counts."""

ROUNDING = 1e-6
"""Tolerance on a slack, as a share of it, for the solver's rounding."""


def cheapest_relaxing_limits(program: Program, yielding: Mapping[str, float]) -> Floats | None:
    """[column] the cheapest solution, limits relaxed where none keeps all; the same everywhere.

    Parameters
    ----------
    program
        Rows, columns and prices.
    yielding
        Rules whose rows are elastic, with the weight of one unit of slack.

    Returns
    -------
    solution
        None if there is none even so, or if none was found within the node limit.
    """
    mip = mip_of(program)
    reply = _solve(mip)
    if reply.ended is Ended.INFEASIBLE:
        weights = np.array([yielding.get(rule, np.nan) for rule in program.rules])
        weight_of_row = weights[program.row_rule] if len(weights) else np.zeros(0)
        widened = _with_wider_limits(mip, weight_of_row)
        reply = reply if widened is None else _solve(widened)
    return reply.solution


class FewestSteps(NamedTuple):
    """What is known of the fewest steps with which a solution exists."""

    at_least: float
    """No fewer; a part of a step counts."""
    enough: float
    """So many are enough."""


def fewest_steps(tight: Mip, loose: Mip, steps: int, seconds: float) -> FewestSteps | None:
    """Fewest steps from one programme to another with which a solution exists.

    Each step widens the rows evenly, by as much as the programmes differ; more steps than there are
    between the two widen them further.

    Parameters
    ----------
    tight, loose
        Programmes that differ in the bounds of their rows alone.
    steps
        Number of steps between them.
    seconds
        Time limit.

    Returns
    -------
    fewest
        None if nothing is known: out of time, or the programmes differ in more than rows.
    """
    width = tight.matrix.width
    if not _differ_in_rows_alone(tight, loose):
        return None
    upper = _per_step(tight.row_upper, loose.row_upper, steps)
    lower = _per_step(tight.row_lower, loose.row_lower, steps)
    if ((upper != 0) & (lower != 0)).any():
        return None
    each = upper + lower
    widened = np.flatnonzero(each)
    matrix = _with_entries(tight.matrix, widened, np.full(len(widened), width), -each[widened], 1)
    mip = Mip(
        lower=np.append(tight.lower, 0.0),
        upper=np.append(tight.upper, np.inf),
        integer=np.append(tight.integer, False),
        row_lower=tight.row_lower,
        row_upper=tight.row_upper,
        matrix=matrix,
        objective=np.append(np.zeros(width), MONEY_UNIT),
        constant=0.0,
    )
    reply = solve(mip, Job(mip.lower, mip.upper, seconds=seconds))
    if reply.solution is None:
        return None
    return FewestSteps(max(reply.bound / MONEY_UNIT, 0.0), float(reply.solution[-1]))


def _per_step(tight: Floats, loose: Floats, steps: int) -> Floats:
    """By how much each step moves a bound; none moves from or to infinity."""
    moved = np.isfinite(tight) & np.isfinite(loose)
    return np.where(moved, (np.where(moved, loose, 0) - np.where(moved, tight, 0)) / steps, 0.0)


def _differ_in_rows_alone(one: Mip, other: Mip) -> bool:
    left = one.lower, one.upper, one.matrix.rows, one.matrix.columns, one.matrix.values
    right = other.lower, other.upper, other.matrix.rows, other.matrix.columns, other.matrix.values
    same_bounds = np.isfinite(one.row_upper), np.isfinite(one.row_lower)
    their_bounds = np.isfinite(other.row_upper), np.isfinite(other.row_lower)
    pairs = zip((*left, *same_bounds), (*right, *their_bounds), strict=True)
    return all(np.array_equal(a, b) for a, b in pairs)


def _solve(mip: Mip) -> SolverReply:
    return solve(mip, Job(mip.lower, mip.upper, nodes=NODES))


def _with_wider_limits(mip: Mip, weights: Floats) -> Mip | None:
    """The programme with its rows widened by the least slack; None if that does not help."""
    # Equality rows define columns; they are not limits.
    limits = ~np.isnan(weights) & (mip.row_lower < mip.row_upper)
    over = np.flatnonzero(limits & np.isfinite(mip.row_upper))
    under = np.flatnonzero(limits & np.isfinite(mip.row_lower))
    reply = _solve(_with_slack(mip, over, under, weights))
    if reply.solution is None:
        return None
    slack = reply.solution[len(mip.lower) :] * (1 + ROUNDING)
    row_lower, row_upper = mip.row_lower.copy(), mip.row_upper.copy()
    row_upper[over] += slack[: len(over)]
    row_lower[under] -= slack[len(over) :]
    return replace(mip, row_lower=row_lower, row_upper=row_upper)


def _with_slack(mip: Mip, over: Positions, under: Positions, weights: Floats) -> Mip:
    """The programme with costs on slack only, each relative to the size of its row's limit."""
    rows = np.concatenate([over, under])
    limits = np.concatenate([mip.row_upper[over], mip.row_lower[under]])
    width, count, sizes = len(mip.lower), len(rows), np.maximum(1, np.abs(limits))
    signs = np.repeat([-1.0, 1.0], [len(over), len(under)])
    return Mip(
        lower=np.concatenate([mip.lower, np.zeros(count)]),
        upper=np.concatenate([mip.upper, np.full(count, np.inf)]),
        integer=np.concatenate([mip.integer, np.zeros(count, dtype=np.bool_)]),
        row_lower=mip.row_lower,
        row_upper=mip.row_upper,
        matrix=_with_entries(mip.matrix, rows, np.arange(width, width + count), signs, count),
        objective=np.concatenate([np.zeros(width), MONEY_UNIT * weights[rows] / sizes]),
        constant=0.0,
    )


def _with_entries(
    matrix: SparseMatrix, rows: Positions, columns: Positions, values: Floats, more: int
) -> SparseMatrix:
    """The matrix with entries in so many more columns."""
    row_of = np.concatenate([matrix.rows, rows])
    in_order = np.argsort(row_of, kind="stable")
    return SparseMatrix(
        row_of[in_order],
        np.concatenate([matrix.columns, columns])[in_order],
        np.concatenate([matrix.values, values])[in_order],
        matrix.height,
        matrix.width + more,
    )
