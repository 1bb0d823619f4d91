"""Quantities counted over the columns of a programme, such as dismissals: limited, minimised."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from models.choices import FrontierAxis
from planner.formulation.adding import with_limit
from planner.formulation.program import Program
from planner.formulation.sets import Integers
from planner.formulation.variables import HEADS, dismissals
from planner.optimizer.criteria import with_price, with_price_alone
from planner.optimizer.job import MONEY_UNIT
from planner.rules import rules_of

SMALL_PART = 1000
"""Of a quantity of money, this part is added to a cost so that ties go to the plan with less."""


@dataclass(frozen=True, eq=False)
class Quantity:
    """``sum of amounts[i] columns[i] + constant``."""

    columns: Integers
    amounts: Integers
    constant: int = 0
    is_money: bool = False

    def weights(self, program: Program) -> Integers:
        """[column] amount for each unit of a column."""
        weights = np.zeros(len(program.lower), dtype=np.int64)
        np.add.at(weights, self.columns, self.amounts)
        return weights


def quantity_on(axis: FrontierAxis, program: Program) -> Quantity:
    """What an axis counts, in the columns of a programme."""
    if axis is FrontierAxis.LOSS or axis is FrontierAxis.CASH:
        tally = program.tallies["exposure" if axis is FrontierAxis.LOSS else "cash"]
        return Quantity(tally.columns, tally.amounts, tally.constant, is_money=True)
    people = axis is FrontierAxis.DISMISSALS
    columns = dismissals(program) if people else program.groups[HEADS].ids
    return Quantity(columns, np.ones(len(columns), dtype=np.int64))


def limited(program: Program, quantity: Quantity, most: int) -> Program:
    """The programme with at most so much of a quantity."""
    unit = MONEY_UNIT if quantity.is_money else 1.0
    weights = quantity.weights(program)
    counted = np.flatnonzero(weights)
    return with_limit(program, counted, weights[counted] / unit, (most - quantity.constant) / unit)


def only_counting(program: Program, quantity: Quantity) -> Program:
    """The programme whose cost is a quantity alone, counts in thousands of money."""
    unit = 1 if quantity.is_money else round(MONEY_UNIT)
    return with_price_alone(program, quantity.weights(program) * unit, quantity.constant * unit)


def with_ties_broken(program: Program, quantity: Quantity) -> Program:
    """The programme in which a quantity costs a little: of plans that tie, the one with less."""
    weights = quantity.weights(program)
    if quantity.is_money:
        weights = np.rint(weights / SMALL_PART).astype(np.int64)
    constant = round(quantity.constant / SMALL_PART) if quantity.is_money else quantity.constant
    return with_price(program, weights, constant)


def in_money_alone(program: Program) -> Program:
    """The programme without what is charged for losses that are only expected."""
    expected = {rule.name for rule in rules_of(program.sets.scenario) if rule.expected}
    return replace(
        program,
        prices={rule: each for rule, each in program.prices.items() if rule not in expected},
        constants={rule: each for rule, each in program.constants.items() if rule not in expected},
    )
