"""Dual values kept from one search for the next, whose scenario differs little.

Any prices prove a bound, and those of a similar programme prove nearly as much as its own would:
so a search that starts from them has a bound before its relaxation is solved.
"""

from __future__ import annotations

from dataclasses import dataclass
from zlib import crc32

import numpy as np

from planner.formulation.program import Floats, Program
from planner.optimizer.matrix import matrix_of


@dataclass(frozen=True, eq=False)
class RowPrices:
    """Dual values of the rows of a programme that has been solved.

    Rows are known again by their rule and by the columns that they hold together, since an event
    may add rows or take some away.
    """

    marks: Floats
    """[priced row] what it is known by, in rising order."""
    values: Floats
    """[priced row] its dual value."""

    @classmethod
    def of(cls, program: Program, row_prices: Floats) -> RowPrices:
        """Those that are not zero, in a form that another programme can look its own up in.

        Parameters
        ----------
        program
            The programme that has been solved.
        row_prices
            [row] its dual values.
        """
        marks = _marks(program)
        order = np.argsort(marks, kind="stable")
        order = order[row_prices[order] != 0]
        return cls(marks[order], row_prices[order])

    def to_bytes(self) -> bytes:
        """For ``from_bytes``."""
        return np.concatenate([self.marks, self.values]).tobytes()

    @classmethod
    def from_bytes(cls, data: bytes) -> RowPrices:
        """What ``to_bytes`` wrote on this machine."""
        marks, values = np.frombuffer(data).reshape(2, -1)
        return cls(marks, values)


def row_prices_for(program: Program, known: RowPrices) -> Floats:
    """[row] dual values of the same rows of another programme; 0 for rows that it did not have."""
    marks = _marks(program)
    row_prices = np.zeros(len(marks))
    same = np.isin(marks, known.marks)
    row_prices[same] = known.values[np.searchsorted(known.marks, marks[same])]
    return row_prices


def _marks(program: Program) -> Floats:
    """[row] a number that tells it from all others, by its rule, its columns and its place."""
    of_column = np.zeros(len(program.lower))
    for name, columns in program.groups.items():
        of_column[columns.ids] = _numbers(name, columns.size)
    matrix = matrix_of(program)
    of_rule = np.concatenate([_numbers(rule, 1) for rule in program.rules])
    marks: Floats = matrix.row_sums(of_column[matrix.columns]) + of_rule[program.row_rule]
    # Rows of one rule that hold the same columns together follow each other in the same order.
    order = np.argsort(marks, kind="stable")
    rising = marks[order]
    marks[order] += np.arange(len(marks)) - np.searchsorted(rising, rising)
    return marks


def _numbers(name: str, count: int) -> Floats:
    """Random numbers, always the same for a name."""
    numbers: Floats = np.random.default_rng(crc32(name.encode())).random(count)
    return numbers
