"""Small programmes, solved to the end; where none of their solutions keeps every row, rows yield.

Elastic programming, as in J. W. Chinneck, *Feasibility and Infeasibility in Optimization*, 2008:
rows that may yield are given slack, as little slack as can be is looked for, and the programme is
solved with the rows widened by it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from planner.formulation.program import Floats, Program
from planner.optimizer.arrays import Arrays, Positions, arrays_of
from planner.optimizer.jobs import Job, Reply, work_off
from planner.optimizer.mathopt import MONEY_UNIT, Ended

NODES = 2000
"""Effort at which a programme is no small one: the best solution so far is taken."""

ROUNDING = 1e-6
"""What a solver may have left out of a slack, as a share of it."""


def cheapest(program: Program, yielding: Mapping[str, float]) -> Floats | None:
    """[column] the cheapest solution; the same on every machine.

    Parameters
    ----------
    program
        Rows, columns and prices.
    yielding
        Rules whose rows yield where no solution keeps them all, and what a unit of slack weighs.

    Returns
    -------
    solution
        None where even then there is none, or none was found with the effort.
    """
    arrays = arrays_of(program)
    reply = _solved(arrays)
    if reply.ended is Ended.INFEASIBLE:
        weights = np.array([yielding.get(rule, np.nan) for rule in program.rules])
        weight_of_row = weights[program.row_rule] if len(weights) else np.zeros(0)
        widened = _widened(arrays, weight_of_row)
        reply = reply if widened is None else _solved(widened)
    return reply.solution


def _solved(arrays: Arrays) -> Reply:
    return work_off(arrays, Job(arrays.lower, arrays.upper, nodes=NODES))


def _widened(arrays: Arrays, weights: Floats) -> Arrays | None:
    """The programme with its rows as wide as the least slack asks; none if that is no help."""
    # Rows that ask for equality say what a column is; they are no limits.
    limits = ~np.isnan(weights) & (arrays.row_lower < arrays.row_upper)
    over = np.flatnonzero(limits & np.isfinite(arrays.row_upper))
    under = np.flatnonzero(limits & np.isfinite(arrays.row_lower))
    reply = _solved(_with_slack(arrays, over, under, weights))
    if reply.solution is None:
        return None
    slack = reply.solution[len(arrays.lower) :] * (1 + ROUNDING)
    row_lower, row_upper = arrays.row_lower.copy(), arrays.row_upper.copy()
    row_upper[over] += slack[: len(over)]
    row_lower[under] -= slack[len(over) :]
    return replace(arrays, row_lower=row_lower, row_upper=row_upper)


def _with_slack(arrays: Arrays, over: Positions, under: Positions, weights: Floats) -> Arrays:
    """Columns that widen rows above and below, at a price in the limit's own size; nothing else."""
    rows = np.concatenate([over, under])
    limits = np.concatenate([arrays.row_upper[over], arrays.row_lower[under]])
    width, count, sizes = len(arrays.lower), len(rows), np.maximum(1, np.abs(limits))
    row_of = np.concatenate([arrays.rows, rows])
    column_of = np.concatenate([arrays.columns, np.arange(width, width + count)])
    value = np.concatenate([arrays.values, np.repeat([-1.0, 1.0], [len(over), len(under)])])
    in_order = np.argsort(row_of, kind="stable")
    return Arrays(
        lower=np.concatenate([arrays.lower, np.zeros(count)]),
        upper=np.concatenate([arrays.upper, np.full(count, np.inf)]),
        integer=np.concatenate([arrays.integer, np.zeros(count, dtype=np.bool_)]),
        row_lower=arrays.row_lower,
        row_upper=arrays.row_upper,
        rows=row_of[in_order],
        columns=column_of[in_order],
        values=value[in_order],
        objective=np.concatenate([np.zeros(width), MONEY_UNIT * weights[rows] / sizes]),
        constant=0.0,
    )
