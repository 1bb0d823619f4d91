"""Block structure: cohorts that teams tie to each other, and all columns that only they decide.

Blocks meet only in rows of what they share, such as seats, budgets and what a case is about.
"""

from __future__ import annotations

import numpy as np

from models.limits import TeamKind
from planner.formulation.program import Program
from planner.formulation.sets import Integers
from planner.optimizer.matrix import SparseMatrix, matrix_of

SHARED = -1
"""Block of the columns that several blocks have a say in."""

MIXED = -2
"""Block of the rows in which blocks meet."""

PASSES = 2
"""How far a block reaches: from moves to what counts them, and on to what follows from that."""


def blocks_of(program: Program) -> Integers:
    """[column] number of the block that it belongs to."""
    matrix, joined = matrix_of(program), _joined(program)
    blocks = np.full(len(program.lower), SHARED)
    for columns in program.groups.values():
        if "cohort" in columns.index:
            blocks[columns.ids] = joined[columns.index["cohort"]]
    for _ in range(PASSES):
        lowest, highest = _of_rows(matrix, blocks)
        blocks = np.where(blocks == SHARED, _of_columns(matrix, lowest, highest), blocks)
    return blocks


def row_blocks(matrix: SparseMatrix, blocks: Integers) -> Integers:
    """[row] number of the block that all its columns belong to, ``SHARED`` or ``MIXED``."""
    shared = matrix.row_sums(blocks[matrix.columns] == SHARED)
    lowest, highest = _of_rows(matrix, blocks)
    one = np.where((lowest == highest) & (shared == 0), lowest, MIXED)
    return np.where(highest == SHARED, SHARED, one)


def _joined(program: Program) -> Integers:
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
    """[row] lowest and highest number of a block in a row; the lowest is higher where none is."""
    block = blocks[matrix.columns]
    owned, none = block != SHARED, len(blocks)
    lowest, highest = np.full(matrix.height, none), np.full(matrix.height, SHARED)
    np.minimum.at(lowest, matrix.rows[owned], block[owned])
    np.maximum.at(highest, matrix.rows[owned], block[owned])
    return lowest, highest


def _of_columns(matrix: SparseMatrix, lowest: Integers, highest: Integers) -> Integers:
    """[column] the only block that a column's rows know, if there is one."""
    low, high = np.full(matrix.width, matrix.width), np.full(matrix.width, SHARED)
    np.minimum.at(low, matrix.columns, lowest[matrix.rows])
    np.maximum.at(high, matrix.columns, highest[matrix.rows])
    return np.where(low == high, low, SHARED)
