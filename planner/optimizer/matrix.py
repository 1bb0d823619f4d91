"""A mixed-integer linear programme as sparse arrays, without its scenario, and how to reduce it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    # Imported for types only: solver processes start in half the time without these modules.
    from planner.formulation.program import Floats, Program
    from planner.formulation.sets import Integers, Mask

Positions = npt.NDArray[np.integer]
"""Short integers suffice; matrix entries take most of the memory of a process."""

ROW_TOLERANCE = 1e-6
"""Tolerance for rows without free columns and for crossing bounds."""


@dataclass(frozen=True, eq=False)
class SparseMatrix:
    """A matrix by its entries (coordinate format), in rising order of row."""

    rows: Positions
    columns: Positions
    values: Floats
    height: int
    width: int

    def times(self, x: Floats) -> Floats:
        """[row] ``A x``."""
        return self.row_sums(self.values * x[self.columns])

    def transposed_times(self, y: Floats) -> Floats:
        """[column] ``y A``."""
        products = self.values * y[self.rows]
        return np.asarray(np.bincount(self.columns, products, self.width), dtype=np.float64)

    def row_sums(self, amounts: Floats | Mask) -> Floats:
        """[row] sum of the amounts of its entries."""
        return np.asarray(np.bincount(self.rows, amounts, self.height), dtype=np.float64)

    def entries(self, kept: Mask) -> SparseMatrix:
        """The matrix with some of its entries; the others become zero."""
        return replace(
            self, rows=self.rows[kept], columns=self.columns[kept], values=self.values[kept]
        )

    def with_rows(self, some: Mask) -> SparseMatrix:
        """The matrix of some rows, renumbered."""
        kept, position = some[self.rows], np.cumsum(some) - 1
        return SparseMatrix(
            position[self.rows[kept]],
            self.columns[kept],
            self.values[kept],
            int(some.sum()),
            self.width,
        )

    def with_columns(self, some: Mask) -> SparseMatrix:
        """The matrix of some columns, renumbered."""
        kept, position = some[self.columns], np.cumsum(some) - 1
        return SparseMatrix(
            self.rows[kept],
            position[self.columns[kept]],
            self.values[kept],
            self.height,
            int(some.sum()),
        )


@dataclass(frozen=True, eq=False)
class Mip:
    """Minimise ``objective . x + constant`` over rows and bounds; some of ``x`` are integer."""

    lower: Floats
    upper: Floats
    integer: Mask
    row_lower: Floats
    row_upper: Floats
    matrix: SparseMatrix
    objective: Integers | Floats
    constant: float

    def cost(self, solution: Floats) -> float:
        """Objective of a solution, in the smallest unit of the planning currency."""
        return float(self.objective @ solution) + self.constant

    def within(self, lower: Floats, upper: Floats) -> Mip:
        """The same programme with other column bounds."""
        return replace(self, lower=lower, upper=upper)

    def with_row(self, columns: Positions, values: Floats, lower: float, upper: float) -> Mip:
        """The same programme with a row more: ``lower <= sum of values[i] columns[i] <= upper``."""
        matrix = self.matrix
        entries = SparseMatrix(
            np.append(matrix.rows, np.full(len(columns), matrix.height)),
            np.append(matrix.columns, columns),
            np.append(matrix.values, values),
            matrix.height + 1,
            matrix.width,
        )
        row_lower, row_upper = np.append(self.row_lower, lower), np.append(self.row_upper, upper)
        return replace(self, row_lower=row_lower, row_upper=row_upper, matrix=entries)

    @property
    def unpriced(self) -> Mip:
        """The same programme without costs, so that any solution will do."""
        return replace(self, objective=np.zeros_like(self.objective), constant=0.0)

    @property
    def relaxation(self) -> Mip:
        """The linear relaxation: the same, with no column integer."""
        return replace(self, integer=np.zeros_like(self.integer))


def mip_of(program: Program) -> Mip:
    """The programme as solvers see it; the prices of all rules are added up once."""
    return Mip(
        program.lower,
        program.upper,
        program.integer,
        program.row_lower,
        program.row_upper,
        matrix_of(program),
        program.objective,
        program.constant,
    )


def matrix_of(program: Program) -> SparseMatrix:
    """The matrix of a programme."""
    rows, columns = program.rows.astype(np.int32), program.columns.astype(np.int32)
    return SparseMatrix(rows, columns, program.values, len(program.row_lower), len(program.lower))


@dataclass(frozen=True, eq=False)
class Presolved:
    """A programme without its fixed columns and empty rows."""

    mip: Mip
    columns: Integers
    """Positions of its columns in the whole programme."""
    rows: Integers
    """Positions of its rows in the whole programme."""


def presolve(mip: Mip) -> Presolved | None:
    """Leave out fixed columns, and rows that become empty.

    Returns None if an empty row is violated or bounds cross, because there is no solution then.
    """
    if (mip.lower > mip.upper + ROW_TOLERANCE).any():
        return None
    free = mip.lower < mip.upper
    fixed = np.where(free, 0.0, mip.lower)
    shift = mip.matrix.times(fixed)
    row_lower, row_upper = mip.row_lower - shift, mip.row_upper - shift
    matrix = mip.matrix.with_columns(free)
    full = np.zeros(matrix.height, dtype=np.bool_)
    full[matrix.rows] = True
    slack = ROW_TOLERANCE * np.maximum(1.0, np.abs(shift[~full]))
    if (row_lower[~full] > slack).any() or (row_upper[~full] < -slack).any():
        return None
    columns = np.flatnonzero(free)
    smaller = Mip(
        mip.lower[columns],
        mip.upper[columns],
        mip.integer[columns],
        row_lower[full],
        row_upper[full],
        replace(matrix, rows=(np.cumsum(full) - 1)[matrix.rows], height=int(full.sum())),
        mip.objective[columns],
        mip.constant + float(mip.objective @ fixed),
    )
    return Presolved(smaller, columns, np.flatnonzero(full))


def lagrangian(mip: Mip, multipliers: Floats) -> Mip:
    """Charge for some rows in the objective instead of holding them (Lagrangian relaxation).

    Solutions that keep those rows cost no more than before. So a lower bound of the result is also
    a lower bound of the whole programme.

    Parameters
    ----------
    mip
        The programme.
    multipliers
        [row] price per unit; nan for rows that stay as constraints.
    """
    held = np.isnan(multipliers)
    row_prices = np.where(held, 0.0, multipliers)
    limits, row_prices = limits_at(mip, row_prices)
    some = row_prices != 0
    return replace(
        mip,
        objective=mip.objective - mip.matrix.transposed_times(row_prices),
        constant=mip.constant + float(row_prices[some] @ limits[some]),
        row_lower=mip.row_lower[held],
        row_upper=mip.row_upper[held],
        matrix=mip.matrix.with_rows(held),
    )


def limits_at(mip: Mip, row_prices: Floats) -> tuple[Floats, Floats]:
    """[row] the limit that each price refers to, and the prices with a limit.

    A price on a side without a limit is a rounding of the solver and counts as zero.
    """
    limits = np.where(row_prices > 0, mip.row_lower, mip.row_upper)
    return limits, np.where(np.isfinite(limits), row_prices, 0.0)


def without_redundant(program: Program) -> Floats:
    """[row] multipliers with which ``lagrangian`` drops redundant rows and keeps all others."""
    return np.where(program.redundant, 0.0, np.nan)
