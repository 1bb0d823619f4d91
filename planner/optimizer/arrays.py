"""A programme without its scenario: what solvers and child processes are handed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    # Processes that solve start in half the time without what these are made of.
    from planner.formulation.program import Floats, Program
    from planner.formulation.sets import Integers, Mask

Positions = npt.NDArray[np.integer]
"""Short integers do: the entries are most of the memory of every process."""

ROW_TOLERANCE = 1e-6
"""By how much a row without free columns may miss its limits, and bounds may cross."""


@dataclass(frozen=True, eq=False)
class Arrays:
    """Minimise ``objective . x + constant``; see ``Program`` for the fields."""

    lower: Floats
    upper: Floats
    integer: Mask
    row_lower: Floats
    row_upper: Floats
    rows: Positions
    columns: Positions
    values: Floats
    objective: Integers | Floats
    constant: float

    def cost(self, solution: Floats) -> float:
        """Objective of a solution, in the smallest unit of the planning currency."""
        return float(self.objective @ solution) + self.constant


def arrays_of(program: Program) -> Arrays:
    """The arrays of a programme; prices of all rules are added up once."""
    return Arrays(
        program.lower,
        program.upper,
        program.integer,
        program.row_lower,
        program.row_upper,
        program.rows.astype(np.int32),
        program.columns.astype(np.int32),
        program.values,
        program.objective,
        program.constant,
    )


def shrunk(arrays: Arrays) -> tuple[Arrays, Integers, Integers] | None:
    """Leave out columns whose bounds meet and rows that are left empty.

    Parameters
    ----------
    arrays
        A programme, some of whose columns have been fixed by their bounds.

    Returns
    -------
    smaller, kept, rows
        The programme that is left, the columns and the rows it keeps; none where an empty row is
        broken or bounds cross.
    """
    if (arrays.lower > arrays.upper + ROW_TOLERANCE).any():
        return None
    free = arrays.lower < arrays.upper
    kept = np.flatnonzero(free)
    fixed = np.where(free, 0.0, arrays.lower)
    inside = free[arrays.columns]
    height = len(arrays.row_lower)
    shift = np.bincount(
        arrays.rows[~inside],
        weights=arrays.values[~inside] * fixed[arrays.columns[~inside]],
        minlength=height,
    )
    row_lower, row_upper = arrays.row_lower - shift, arrays.row_upper - shift
    full = np.zeros(height, dtype=np.bool_)
    full[arrays.rows[inside]] = True
    slack = ROW_TOLERANCE * np.maximum(1.0, np.abs(shift[~full]))
    if (row_lower[~full] > slack).any() or (row_upper[~full] < -slack).any():
        return None
    column_at, row_at = np.cumsum(free) - 1, np.cumsum(full) - 1
    smaller = Arrays(
        arrays.lower[kept],
        arrays.upper[kept],
        arrays.integer[kept],
        row_lower[full],
        row_upper[full],
        row_at[arrays.rows[inside]],
        column_at[arrays.columns[inside]],
        arrays.values[inside],
        arrays.objective[kept],
        arrays.constant + float(arrays.objective @ fixed),
    )
    return smaller, kept, np.flatnonzero(full)


def paying(arrays: Arrays, prices: Floats) -> Arrays:
    """Charge a price for what each row is used, less what its limit is worth."""
    limits = np.where(prices > 0, arrays.row_lower, arrays.row_upper)
    used = np.where(np.isfinite(limits), prices, 0.0)
    paid = np.bincount(
        arrays.columns, weights=arrays.values * used[arrays.rows], minlength=len(arrays.lower)
    )
    some = used != 0
    return replace(
        arrays,
        objective=arrays.objective - paid,
        constant=arrays.constant + float(used[some] @ limits[some]),
    )


def without_implied(program: Program) -> Floats:
    """[row] prices by which ``charged`` leaves out what is only implied, and holds all else."""
    return np.where(program.implied, 0.0, np.nan)


def charged(arrays: Arrays, prices: Floats) -> Arrays:
    """Charge for rows at a price instead of holding them; rows whose price is nan are held.

    The objective of any solution that keeps the rows only falls, so that a lower bound stays one.
    """
    held = np.isnan(prices)
    inside = held[arrays.rows]
    return replace(
        paying(arrays, np.where(held, 0.0, prices)),
        row_lower=arrays.row_lower[held],
        row_upper=arrays.row_upper[held],
        rows=(np.cumsum(held) - 1)[arrays.rows[inside]],
        columns=arrays.columns[inside],
        values=arrays.values[inside],
    )
