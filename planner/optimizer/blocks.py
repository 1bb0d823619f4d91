"""Block structure: cohorts linked by teams, and the columns that belong to them alone.

Blocks meet only in linking rows: seats, budgets and the cases that concern several cohorts.
"""

from __future__ import annotations

import numpy as np

from models.limits import TeamKind
from planner.formulation.program import Program
from planner.formulation.sets import Integers, Mask
from planner.optimizer.matrix import SparseMatrix, matrix_of

SHARED = -1
"""Number for columns that several blocks share."""

MIXED = -2
"""Number for rows that link blocks."""

PASSES = 2
"""Steps by which a block grows: from moves to what counts them, then to what follows from that."""


def blocks_of(program: Program) -> Integers:
    """[column] number of its block."""
    matrix, joined = matrix_of(program), _block_numbers(program)
    blocks = np.full(len(program.lower), SHARED)
    for columns in program.groups.values():
        if "cohort" in columns.index:
            blocks[columns.ids] = joined[columns.index["cohort"]]
    for _ in range(PASSES):
        lowest, highest = _of_rows(matrix, blocks)
        blocks = np.where(blocks == SHARED, _of_columns(matrix, lowest, highest), blocks)
    return blocks


def row_blocks(matrix: SparseMatrix, blocks: Integers) -> Integers:
    """[row] number of the block of all its columns, or ``SHARED`` or ``MIXED``."""
    shared = matrix.row_sums(blocks[matrix.columns] == SHARED)
    lowest, highest = _of_rows(matrix, blocks)
    one = np.where((lowest == highest) & (shared == 0), lowest, MIXED)
    return np.where(highest == SHARED, SHARED, one)


def others_than(blocks: Integers, some: Integers) -> Mask:
    """[column] whether it belongs to a block that is none of some; what blocks share does not."""
    others: Mask = (blocks != SHARED) & ~np.isin(blocks, some)
    return others


def _block_numbers(program: Program) -> Integers:
    """[c] number of the block of each cohort."""
    scenario = program.sets.scenario
    position = {cohort.id: i for i, cohort in enumerate(scenario.cohorts)}
    joined = np.arange(len(position))
    for team in scenario.teams:
        if team.kind is TeamKind.TOGETHER:
            numbers = joined[[position[name] for name in team.cohorts]]
            joined[np.isin(joined, numbers)] = numbers.min()
    return joined


def _of_rows(matrix: SparseMatrix, blocks: Integers) -> tuple[Integers, Integers]:
    """[row] lowest and highest block number in a row; if there is none, lowest exceeds highest."""
    block = blocks[matrix.columns]
    owned, none = block != SHARED, len(blocks)
    lowest, highest = np.full(matrix.height, none), np.full(matrix.height, SHARED)
    np.minimum.at(lowest, matrix.rows[owned], block[owned])
    np.maximum.at(highest, matrix.rows[owned], block[owned])
    return lowest, highest


def _of_columns(matrix: SparseMatrix, lowest: Integers, highest: Integers) -> Integers:
    """[column] the block of all rows of a column, if they agree."""
    low, high = np.full(matrix.width, matrix.width), np.full(matrix.width, SHARED)
    np.minimum.at(low, matrix.columns, lowest[matrix.rows])
    np.maximum.at(high, matrix.columns, highest[matrix.rows])
    return np.where(low == high, low, SHARED)
