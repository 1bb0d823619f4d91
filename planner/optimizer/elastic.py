"""Elastic programming: if no solution keeps every row, some rows are relaxed as little as possible.

Elastic rows get slack. The total slack is minimised, then the programme is solved with the rows
widened by that slack (J. W. Chinneck, *Feasibility and Infeasibility in Optimization*,
2008). The programmes are small and are solved to optimality.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

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
    reply = _solved(mip)
    if reply.ended is Ended.INFEASIBLE:
        weights = np.array([yielding.get(rule, np.nan) for rule in program.rules])
        weight_of_row = weights[program.row_rule] if len(weights) else np.zeros(0)
        widened = _widened(mip, weight_of_row)
        reply = reply if widened is None else _solved(widened)
    return reply.solution


def _solved(mip: Mip) -> SolverReply:
    return solve(mip, Job(mip.lower, mip.upper, nodes=NODES))


def _widened(mip: Mip, weights: Floats) -> Mip | None:
    """The programme with its rows widened by the least slack; None if that does not help."""
    # Equality rows define columns; they are not limits.
    limits = ~np.isnan(weights) & (mip.row_lower < mip.row_upper)
    over = np.flatnonzero(limits & np.isfinite(mip.row_upper))
    under = np.flatnonzero(limits & np.isfinite(mip.row_lower))
    reply = _solved(_with_slack(mip, over, under, weights))
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
    matrix = mip.matrix
    row_of = np.concatenate([matrix.rows, rows])
    column_of = np.concatenate([matrix.columns, np.arange(width, width + count)])
    value = np.concatenate([matrix.values, np.repeat([-1.0, 1.0], [len(over), len(under)])])
    in_order = np.argsort(row_of, kind="stable")
    return Mip(
        lower=np.concatenate([mip.lower, np.zeros(count)]),
        upper=np.concatenate([mip.upper, np.full(count, np.inf)]),
        integer=np.concatenate([mip.integer, np.zeros(count, dtype=np.bool_)]),
        row_lower=mip.row_lower,
        row_upper=mip.row_upper,
        matrix=SparseMatrix(
            row_of[in_order],
            column_of[in_order],
            value[in_order],
            matrix.height,
            width + count,
        ),
        objective=np.concatenate([np.zeros(width), MONEY_UNIT * weights[rows] / sizes]),
        constant=0.0,
    )
