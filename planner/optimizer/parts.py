"""Parts of a programme: cohorts that teams tie to each other, and what nothing but they decide.

Parts meet only in rows of what they share, such as seats, budgets and what a case is about.
"""

from __future__ import annotations

import numpy as np

from models.limits import TeamKind
from planner.formulation.program import Program
from planner.formulation.sets import Integers
from planner.optimizer.arrays import Arrays

SHARED = -1
"""Part of the columns that several parts have a say in."""

MIXED = -2
"""Part of the rows in which parts meet."""

PASSES = 2
"""How far a part reaches: from moves to what counts them, and on to what follows from that."""


def parts_of(program: Program) -> Integers:
    """[column] number of the part that it belongs to."""
    joined, parts = _joined(program), np.full(len(program.lower), SHARED)
    for columns in program.groups.values():
        if "cohort" in columns.index:
            parts[columns.ids] = joined[columns.index["cohort"]]
    for _ in range(PASSES):
        lowest, highest = _of_rows(program, parts)
        parts = np.where(parts == SHARED, _of_columns(program, lowest, highest), parts)
    return parts


def row_parts(arrays: Arrays | Program, parts: Integers) -> Integers:
    """[row] number of the part that all its columns belong to, ``SHARED`` or ``MIXED``."""
    shared = np.bincount(
        arrays.rows, weights=parts[arrays.columns] == SHARED, minlength=len(arrays.row_lower)
    )
    lowest, highest = _of_rows(arrays, parts)
    one = np.where((lowest == highest) & (shared == 0), lowest, MIXED)
    return np.where(highest == SHARED, SHARED, one)


def _joined(program: Program) -> Integers:
    """[c] number of the part of each cohort."""
    scenario = program.sets.scenario
    position = {cohort.id: i for i, cohort in enumerate(scenario.cohorts)}
    joined = np.arange(len(position))
    for team in scenario.teams:
        if team.kind is TeamKind.TOGETHER:
            numbers = joined[[position[name] for name in team.cohorts]]
            joined[np.isin(joined, numbers)] = numbers.min()
    return joined


def _of_rows(arrays: Arrays | Program, parts: Integers) -> tuple[Integers, Integers]:
    """[row] lowest and highest number of a part in a row; the lowest is higher where none is."""
    part, height = parts[arrays.columns], len(arrays.row_lower)
    owned, none = part != SHARED, len(parts)
    lowest, highest = np.full(height, none), np.full(height, SHARED)
    np.minimum.at(lowest, arrays.rows[owned], part[owned])
    np.maximum.at(highest, arrays.rows[owned], part[owned])
    return lowest, highest


def _of_columns(program: Program, lowest: Integers, highest: Integers) -> Integers:
    """[column] the only part that a column's rows know, if there is one."""
    width = len(program.lower)
    low, high = np.full(width, width), np.full(width, SHARED)
    np.minimum.at(low, program.columns, lowest[program.rows])
    np.maximum.at(high, program.columns, highest[program.rows])
    return np.where(low == high, low, SHARED)
