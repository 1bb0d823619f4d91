"""Programmes with further columns and rows beside those of the rules."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from planner.formulation.program import Columns, Floats, Program
from planner.formulation.sets import Integers
from planner.formulation.variables import HEADS

SWITCHES = "made"
"""Group of columns that are one if a move is made."""


def with_limit(program: Program, columns: Integers, values: Floats, most: float) -> Program:
    """Add a row: ``sum of values[i] columns[i] <= most``."""
    height = len(program.row_lower)
    return replace(
        program,
        row_lower=np.append(program.row_lower, -np.inf),
        row_upper=np.append(program.row_upper, most),
        row_rule=np.append(program.row_rule, 0),
        redundant=np.append(program.redundant, np.zeros(1, dtype=np.bool_)),
        rows=np.append(program.rows, np.full(len(columns), height)),
        columns=np.append(program.columns, columns),
        values=np.append(program.values, values),
    )


def with_switches(program: Program) -> Program:
    """Add a binary column for each admitted move, one if it is made: ``heads <= upper made``."""
    moves = program.groups[HEADS].ids
    moves = moves[program.upper[moves] > 0]
    count, height = len(moves), len(program.row_lower)
    switches = Columns(len(program.lower), {"move": moves}, count)
    nothing = np.zeros(count, dtype=np.int64)
    pairs = np.stack([moves, switches.ids], axis=1)
    each = np.stack([np.ones(count), -program.upper[moves]], axis=1)
    return replace(
        program,
        lower=np.append(program.lower, np.zeros(count)),
        upper=np.append(program.upper, np.ones(count)),
        integer=np.append(program.integer, np.ones(count, dtype=np.bool_)),
        row_lower=np.append(program.row_lower, np.full(count, -np.inf)),
        row_upper=np.append(program.row_upper, np.zeros(count)),
        row_rule=np.append(program.row_rule, nothing),
        redundant=np.append(program.redundant, np.zeros(count, dtype=np.bool_)),
        rows=np.append(program.rows, np.repeat(height + np.arange(count), 2)),
        columns=np.append(program.columns, pairs.ravel()),
        values=np.append(program.values, each.ravel()),
        prices={rule: np.append(each, nothing) for rule, each in program.prices.items()},
        groups={**program.groups, SWITCHES: switches},
    )
