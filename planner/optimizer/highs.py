"""HiGHS through its own interface, for many small programmes one after another.

It is the only file that uses highspy. MathOpt writes out each model before it is solved, which
takes longer than solving a small one; here the arrays are handed over as they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import highspy
import numpy as np

from planner.optimizer.dual_bound import dual_bound
from planner.optimizer.job import MONEY_UNIT
from planner.optimizer.solver import HIGHS_AGGREGATOR

if TYPE_CHECKING:
    from planner.formulation.program import Floats
    from planner.formulation.sets import Integers, Mask
    from planner.optimizer.matrix import Mip

TRUSTED = 1e-6
"""Part of its size by which a dual bound of HiGHS is lowered, for the solver's tolerances."""


RAY_TOLERANCE = 1e-9
"""Multipliers of a certificate that are smaller are roundings."""


class IntegerBound(NamedTuple):
    """What one call proves."""

    bound: float
    """In the smallest unit; minus infinity if there is none."""
    solved: bool
    """Whether the programme was solved to optimality, so that its bound cannot rise."""


class _QuietHighs(highspy.Highs):
    def enableCallbacks(self) -> None:  # noqa: N802 (HiGHS's name)
        """Do without callbacks: HiGHS prints its name when they are set up."""


def integer_bound(mip: Mip, seconds: float | None, nodes: int | None, seed: int) -> IntegerBound:
    """Lower bound of a programme, from its relaxation, cuts and branches.

    Parameters
    ----------
    mip
        The programme.
    seconds, nodes
        Limits; without one, until it is solved.
    seed
        Seed of the solver.
    """
    solver = _solver(mip, seconds, nodes, seed)
    solver.run()
    bound = MONEY_UNIT * float(solver.getInfo().mip_dual_bound)
    solved = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    if not np.isfinite(bound):
        # No bound yet; or no solution, which is not believed without a second solver.
        return IntegerBound(-np.inf, solved=False)
    return IntegerBound(bound - TRUSTED * abs(bound), solved)


class Relaxed(NamedTuple):
    """The relaxation of some rows: one of the two, or neither if it is not solved in time."""

    solution: Floats | None = None
    """[column]"""
    certificate: Mask | None = None
    """[row] rows of which no fractional solution keeps all, mostly few: those with a multiplier in
    a certificate by Farkas' lemma."""


class RowRelaxation:
    """A relaxation whose rows can be left out and put back, solved again from its last basis."""

    def __init__(self, mip: Mip, seconds: float) -> None:
        self._mip = mip
        self._solver: Any = _solver(mip.relaxation, seconds, None, 0)
        # Without presolve the dual simplex ends with a ray, and begins with the last basis.
        self._solver.setOptionValue("presolve", "off")
        self._solver.setOptionValue("solver", "simplex")

    def solve(self, held: Mask) -> Relaxed:
        """The relaxation of the rows that are held; all others are left out."""
        lower = np.where(held, self._mip.row_lower, -np.inf)
        upper = np.where(held, self._mip.row_upper, np.inf)
        rows = np.arange(len(held), dtype=np.int32)
        self._solver.changeRowsBounds(len(rows), rows, lower, upper)
        self._solver.run()
        status = self._solver.getModelStatus()
        if status == highspy.HighsModelStatus.kOptimal:
            return Relaxed(solution=np.array(self._solver.getSolution().col_value))
        if status != highspy.HighsModelStatus.kInfeasible:
            return Relaxed()
        _, known, ray = self._solver.getDualRay()
        certificate: Mask = held & (np.abs(ray) > RAY_TOLERANCE) if known else held
        return Relaxed(certificate=certificate)


class BoundsWithRow:
    """Lower bounds of a programme with one more row at a time, from its relaxation.

    Each relaxation is solved again from the last basis. Its dual values prove the bound, and its
    certificate that there is no solution (`dual_bound`), whatever the solver's tolerances.
    """

    def __init__(self, mip: Mip, seconds: float) -> None:
        self._mip = mip
        self._solver: Any = _solver(mip.relaxation, seconds, None, 0)
        self._solver.run()
        # Presolve would throw the basis away, and there is no ray without the simplex method.
        self._solver.setOptionValue("presolve", "off")
        self._solver.setOptionValue("solver", "simplex")

    def bound(self, columns: Integers, lower: float, upper: float) -> float:
        """Lower bound with ``lower <= sum of columns <= upper``.

        It is infinite if there is no solution, and minus infinity if time runs out.
        """
        height, ones = self._mip.matrix.height, np.ones(len(columns))
        self._solver.addRow(lower, upper, len(columns), columns.astype(np.int32), ones)
        self._solver.run()
        status = self._solver.getModelStatus()
        row_prices = MONEY_UNIT * np.array(self._solver.getSolution().row_dual)
        _, known, ray = self._solver.getDualRay()
        self._solver.deleteRows(1, np.array([height], dtype=np.int32))
        mip = self._mip.with_row(columns, ones, lower, upper)
        if status == highspy.HighsModelStatus.kOptimal:
            return dual_bound(mip, row_prices)
        if status == highspy.HighsModelStatus.kInfeasible and known:
            return np.inf if _refutes(np.array(ray), mip) else -np.inf
        return -np.inf


def _refutes(ray: Floats, mip: Mip) -> bool:
    """Whether multipliers of rows prove that a programme has no solution, by Farkas' lemma."""
    scaled = ray / max(1.0, np.abs(ray).max())
    return max(dual_bound(mip.unpriced, sign * scaled) for sign in (1.0, -1.0)) > TRUSTED


def _solver(mip: Mip, seconds: float | None, nodes: int | None, seed: int) -> highspy.Highs:
    solver = _QuietHighs()  # type: ignore[no-untyped-call] # the type of its constructor is missing
    options: dict[str, float | str | bool] = {
        "output_flag": False,
        "threads": 1,
        "random_seed": seed,
        "mip_rel_gap": 0.0,
        "presolve_rule_off": HIGHS_AGGREGATOR,
    }
    if seconds is not None:
        options["time_limit"] = seconds
    if nodes is not None:
        options["mip_max_nodes"] = nodes
    for name, value in options.items():
        solver.setOptionValue(name, value)
    solver.passModel(_model(mip))
    return solver


def _model(mip: Mip) -> highspy.HighsLp:
    """The programme column by column, money in the solver's unit."""
    model, matrix = highspy.HighsLp(), mip.matrix
    model.num_col_, model.num_row_ = matrix.width, matrix.height
    model.col_cost_, model.offset_ = mip.objective / MONEY_UNIT, mip.constant / MONEY_UNIT
    model.col_lower_, model.col_upper_ = mip.lower, mip.upper
    model.row_lower_, model.row_upper_ = mip.row_lower, mip.row_upper
    order = np.argsort(matrix.columns, kind="stable")
    ends = np.cumsum(np.bincount(matrix.columns, minlength=matrix.width))
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_ = np.concatenate([[0], ends]).astype(np.int32)
    model.a_matrix_.index_ = matrix.rows[order].astype(np.int32)
    model.a_matrix_.value_ = matrix.values[order]
    kinds = highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger
    model.integrality_ = [kinds[int(each)] for each in mip.integer]
    return model
