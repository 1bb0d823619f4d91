"""The Lagrangian bound by blocks: each block in whole numbers, at the prices of linking rows.

Once the linking rows are charged for in the objective, blocks are independent, and the least costs
of all blocks add up to a lower bound of the whole (A. M. Geoffrion, *Lagrangean relaxation for
integer programming*, Mathematical Programming Study 2, 1974). At the prices of the relaxation each
block costs what the relaxation says; solved in whole numbers it costs more.

A block whose call is cut short counts with the dual bound so far, and at least with its share of
the safe dual bound, which needs no solver.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from planner.optimizer.dual_bound import terms_of
from planner.optimizer.highs import integer_bound
from planner.optimizer.job import OnBound
from planner.optimizer.matrix import Mip, SparseMatrix

if TYPE_CHECKING:
    from planner.formulation.program import Floats
    from planner.formulation.sets import Integers, Mask

SECONDS = (0.3, 3.0, 30.0)
"""Limits of a block, round by round: most blocks are solved at once, and few are worth more."""


@dataclass(frozen=True, eq=False)
class BlockJob:
    """The programme by blocks, and the prices at which blocks choose.

    Rows of no block are linking rows. Bounds of columns are finite.
    """

    lower: Floats
    upper: Floats
    row_prices: Floats
    """[row] any numbers; the dual values of the relaxation prove the most."""
    blocks: Integers
    """[column] its block."""
    row_blocks: Integers
    """[row] the block of all its columns, or the number of no block."""
    seconds: float | None = None
    nodes: int | None = None
    """Node limit of a block instead of seconds, the same on every machine."""
    seed: int = 0


def block_bound(mip: Mip, job: BlockJob, on_bound: OnBound | None = None) -> float:
    """Lower bound of the whole programme.

    Parameters
    ----------
    mip
        The whole programme; the job has its own bounds.
    job
        Blocks, prices and limits.
    on_bound
        Called with the bound as it rises.
    """
    asked = mip.within(job.lower, job.upper)
    until = np.inf if job.seconds is None else time.monotonic() + job.seconds
    linking = ~np.isin(job.row_blocks, job.blocks)
    blocks, (by_row, by_column) = (
        dict(_blocks(asked, job, linking)),
        terms_of(asked, job.row_prices),
    )
    least = {
        each: float(by_row[job.row_blocks == each].sum() + by_column[job.blocks == each].sum())
        for each in blocks
    }
    shared = float(by_row[linking].sum()) + mip.constant
    bound = shared + sum(least.values())
    waiting = list(blocks)
    for seconds in SECONDS if job.nodes is None else (None,):
        unsolved = []
        for each in waiting:
            left = until - time.monotonic()
            if left <= 0:
                return bound
            limit = None if seconds is None else min(seconds, left)
            found = integer_bound(blocks[each], limit, job.nodes, job.seed)
            if found.bound > least[each]:
                least[each] = found.bound
                bound = shared + sum(least.values())
                if on_bound is not None:
                    on_bound(bound)
            if not found.solved:
                unsolved.append(each)
        waiting = unsolved
    return bound


def _blocks(mip: Mip, job: BlockJob, linking: Mask) -> Iterator[tuple[int, Mip]]:
    """Each block as a programme of its own, charged for its part in the linking rows."""
    charged = mip.matrix.transposed_times(np.where(linking, job.row_prices, 0.0))
    costs, matrix = mip.objective - charged, mip.matrix
    columns, rows = _by_block(job.blocks), _by_block(job.row_blocks)
    entries = _by_block(job.row_blocks[matrix.rows])
    column_at, row_at = _positions(columns, matrix.width), _positions(rows, matrix.height)
    none = np.zeros(0, dtype=np.int64)
    for block, mine in columns.items():
        within, at = rows.get(block, none), entries.get(block, none)
        yield (
            block,
            Mip(
                mip.lower[mine],
                mip.upper[mine],
                mip.integer[mine],
                mip.row_lower[within],
                mip.row_upper[within],
                SparseMatrix(
                    row_at[matrix.rows[at]],
                    column_at[matrix.columns[at]],
                    matrix.values[at],
                    len(within),
                    len(mine),
                ),
                costs[mine],
                0.0,
            ),
        )


def _by_block(blocks: Integers) -> dict[int, Integers]:
    """Positions of each number, in rising order."""
    order = np.argsort(blocks, kind="stable")
    numbers, starts = np.unique(blocks[order], return_index=True)
    return dict(zip(numbers.tolist(), np.split(order, starts[1:]), strict=True))


def _positions(groups: dict[int, Integers], size: int) -> Integers:
    """[i] position within its group."""
    positions = np.zeros(size, dtype=np.int64)
    for members in groups.values():
        positions[members] = np.arange(len(members))
    return positions
