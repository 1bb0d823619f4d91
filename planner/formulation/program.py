"""A mixed-integer programme as arrays, ready for any solver."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from planner.formulation.sets import Integers, Mask, Sets

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Columns:
    """A group of variables that answer to one name and one index."""

    start: int
    """Position of the first among all columns."""
    index: Mapping[str, Integers]
    """Position of each variable on each axis, such as cohort, office, mode, period."""
    size: int

    @property
    def ids(self) -> Integers:
        """Positions among all columns."""
        return np.arange(self.start, self.start + self.size)


@dataclass(frozen=True, eq=False)
class Program:
    """Minimise ``objective . x + constant`` over rows and bounds, some of ``x`` integer.

    Coefficients of the objective are integers of the smallest unit of the planning currency.
    """

    sets: Sets
    lower: Floats
    upper: Floats
    integer: Mask
    row_lower: Floats
    row_upper: Floats
    row_rule: Integers
    """[row] position in ``rules`` of the rule that asked for it."""
    implied: Mask
    """[row] whether searches for plans, and relaxations of large programmes, may do without it:
    others imply it for whole numbers, whatever a solver may miss them by, and there are many of its
    kind. Implied rows that lift relaxations are not marked.
    """
    rules: tuple[str, ...]
    rows: Integers
    """Row of each entry of the matrix, in rising order of row, then column."""
    columns: Integers
    """Column of each entry."""
    values: Floats
    """Value of each entry."""
    prices: Mapping[str, Integers]
    """Objective by rule: [column]."""
    constants: Mapping[str, int]
    """What each rule charges whatever is decided."""
    groups: Mapping[str, Columns]

    def named(self, words: Collection[str]) -> tuple[Columns, ...]:
        """Groups whose names begin with one of some words, such as ``full`` of each case."""
        return tuple(c for name, c in self.groups.items() if name.split()[0] in words)

    @property
    def objective(self) -> Integers:
        """[column] coefficients of the objective, all rules together."""
        total = np.zeros(len(self.lower), dtype=np.int64)
        for prices in self.prices.values():
            total += prices
        return total

    @property
    def constant(self) -> int:
        """What is charged whatever is decided, all rules together."""
        return sum(self.constants.values())
