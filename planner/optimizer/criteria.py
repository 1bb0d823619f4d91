"""Programmes with a criterion beside cost: a limit on the cost, and a price on what is counted."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from planner.formulation.adding import with_limit
from planner.formulation.program import Program
from planner.formulation.sets import Integers
from planner.optimizer.job import MONEY_UNIT

COUNTED = "counted"
"""Name of the price on what is counted."""


def within_cost(program: Program, most: int) -> Program:
    """The programme with at most so much of its own cost.

    Parameters
    ----------
    program
        Rows, columns and prices.
    most
        Highest cost, in the smallest unit of the planning currency.
    """
    prices = program.objective
    priced = np.flatnonzero(prices)
    room = (most - program.constant) / MONEY_UNIT
    return with_limit(program, priced, prices[priced] / MONEY_UNIT, room)


def with_price(program: Program, weights: Integers, constant: int = 0) -> Program:
    """The programme in which a count costs something as well.

    Parameters
    ----------
    program
        Rows, columns and prices.
    weights
        [column] what each unit of a column costs, in the smallest unit of the planning currency.
    constant
        What is added whatever the plan.
    """
    return replace(
        program,
        prices={**program.prices, COUNTED: weights},
        constants={**program.constants, COUNTED: constant},
    )


def with_price_alone(program: Program, weights: Integers, constant: int = 0) -> Program:
    """The programme in which a count costs something and nothing else does."""
    return replace(program, prices={COUNTED: weights}, constants={COUNTED: constant})
