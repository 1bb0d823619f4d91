"""A mixed-integer programme as arrays, ready for any solver."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from models.base import Frozen
from models.plan import Plan
from models.scenario import Scenario
from planner.formulation.limits import LimitRows
from planner.formulation.sets import Integers, Mask, Sets

Floats = npt.NDArray[np.float64]


class ColumnRole(StrEnum):
    """What a search may do with a group of variables; the rule that declares them says so."""

    BRANCH_FIRST = "branch_first"
    """Branch on these before all others: they are few, and the dual bound depends on them."""
    FLIP = "flip"
    """Structural decisions: a better plan may need one of them reversed together with many moves,
    which neighbourhoods of moves alone seldom find."""
    ROUND = "round"
    """Round up where the relaxation exceeds a threshold, else down, before moves are rounded."""
    ROUND_UP = "round_up"
    """Set to one where it is above zero in the relaxation; one is always feasible, at a price."""
    SPELL = "spell"
    """A state from the period on axis ``starts`` up to that on ``ends``; of those of one entity and
    group, one at a time is in force."""
    LANDING = "landing"
    """One only if some of the moves are made that share a row with it."""


@dataclass(frozen=True)
class DecisionGroup:
    """A group of decision variables and the field of the plan that it is, in both directions."""

    name: str
    """Name under which rules look the variables up."""
    field: str
    """Field of ``Plan``."""
    rows: Callable[[Scenario, Columns, Integers], Iterable[Frozen]]
    """Rows of the field, from the value of each variable."""
    values: Callable[[Scenario, Columns, Plan], Integers]
    """Value of each variable under a plan; rows without a variable are left out."""
    counts: bool = False
    """Whether it is a number of something, so that a known plan is also tried with fewer."""
    follows: bool = False
    """Whether it follows from the other decisions, so that it is not fixed as in a known plan."""


@dataclass(frozen=True, eq=False)
class Columns:
    """A group of variables under one name, with their positions on its axes."""

    start: int
    """Position of the first among all columns."""
    index: Mapping[str, Integers]
    """Position of each variable on each axis, such as cohort, office, mode, period."""
    size: int
    roles: frozenset[ColumnRole] = frozenset()
    flips_by: str | None = None
    """Axis that tells structural decisions apart; without it the whole group is one decision."""
    decision: DecisionGroup | None = None
    """What it is in a plan; None for auxiliary variables, which follow from the decisions."""

    @property
    def ids(self) -> Integers:
        """Positions among all columns."""
        return np.arange(self.start, self.start + self.size)


class Tally(NamedTuple):
    """An amount that rules count over columns, such as one-off cash: in the smallest unit."""

    periods: Integers
    """[entry] period in which it falls."""
    columns: Integers
    """[entry] column; a column may have several entries."""
    amounts: Integers
    """[entry] amount for each unit of the column."""
    constant: int
    """Amount in every plan."""


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
    """[row] position in ``rules`` of the rule that added it."""
    redundant: Mask
    """[row] whether searches for plans and relaxations of large programmes leave it out. Other rows
    imply it for integer solutions, even within a solver's tolerance, and there are many of its
    kind. Rows that tighten the relaxation are not marked."""
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
    """What each rule charges in every plan."""
    groups: Mapping[str, Columns]
    tallies: Mapping[str, Tally]
    """``cash``: one-off cash, undiscounted; ``exposure``: expected loss before the risk weight."""
    limits: tuple[LimitRows, ...] = ()
    """Rows that limit something; all others define columns or tighten the relaxation."""

    def columns_of(self, role: ColumnRole) -> tuple[Columns, ...]:
        """Groups of variables that have a role, in the order in which they were declared."""
        return tuple(columns for columns in self.groups.values() if role in columns.roles)

    @property
    def decisions(self) -> tuple[tuple[Columns, DecisionGroup], ...]:
        """Groups of variables that are decisions, each with what it decides."""
        groups = self.groups.values()
        return tuple((each, each.decision) for each in groups if each.decision is not None)

    @property
    def objective(self) -> Integers:
        """[column] coefficients of the objective, all rules together."""
        total = np.zeros(len(self.lower), dtype=np.int64)
        for prices in self.prices.values():
            total += prices
        return total

    @property
    def constant(self) -> int:
        """What all rules together charge in every plan."""
        return sum(self.constants.values())
