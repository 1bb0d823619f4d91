"""Questions that a plan may have answered wrongly: decisions that the relaxation takes otherwise.

Few decisions shape a plan: whether anyone stays where a case is open, which measures are taken,
which routes are filed, what is exported. Neighbourhoods of moves seldom turn one of them, since a
turn pays only where many moves go with it.
"""

from __future__ import annotations

import numpy as np

from planner.formulation.program import ColumnRole, Floats, Program
from planner.formulation.sets import Integers
from planner.optimizer.incumbent import SearchState

DOUBT = 0.2
"""By how much plan and relaxation differ on a question that is worth asking."""

WHOLE = 1e-6
"""Distance from a whole number up to which a relaxation leaves nothing open."""

Questions = tuple[Integers, ...]
"""Columns of each question: one case, one measure, one dataset, the filings of one entity."""


def questions_of(program: Program) -> Questions:
    """All questions of a programme."""
    structural = program.columns_of(ColumnRole.FLIP)
    found = [each.ids for each in structural if each.flips_by is None]
    for each in structural:
        if each.flips_by is not None:
            of = each.index[each.flips_by]
            found += [each.ids[of == position] for position in np.unique(of)]
    return tuple(found)


def settled(
    program: Program, relaxed: Floats, questions: Questions, within: float
) -> tuple[Floats, Floats]:
    """Bounds of all columns within which open answers are rounded.

    Parameters
    ----------
    program
        Rows and columns.
    relaxed
        [column] solution of the relaxation.
    questions
        What is asked.
    within
        Distance from a whole number up to which an answer is rounded.
    """
    lower, upper = program.lower.copy(), program.upper.copy()
    ids = np.concatenate([*questions, np.zeros(0, dtype=np.int64)])
    open_ = np.abs(relaxed[ids] - np.rint(relaxed[ids]))
    ids = ids[(open_ > WHOLE) & (open_ <= within)]
    lower[ids] = upper[ids] = np.clip(np.rint(relaxed[ids]), lower[ids], upper[ids])
    return lower, upper


def in_doubt(standing: SearchState, questions: Questions) -> list[int]:
    """Column of each question on which plan and relaxation differ most, the largest doubt first."""
    if standing.best is None or standing.relaxed is None:
        return []
    doubt = np.abs(standing.best - standing.relaxed)
    worst = [int(ids[np.argmax(doubt[ids])]) for ids in questions if len(ids)]
    return sorted((i for i in worst if doubt[i] >= DOUBT), key=lambda i: -doubt[i])


def turned(program: Program, column: int, best: Floats) -> tuple[Floats, Floats]:
    """Bounds of all columns within which a question is answered the other way."""
    lower, upper = program.lower.copy(), program.upper.copy()
    lower[column] = upper[column] = 1.0 - np.rint(best[column])
    return lower, upper
