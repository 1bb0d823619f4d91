"""Churn: changing the plan in force has a price."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from models.scenario import Scenario
from planner.expanded_plan import ExpandedPlan
from planner.formulation.builder import ProgramBuilder
from planner.formulation.variables import incumbent_columns
from planner.rules.rule import Charge, Rule


def build(builder: ProgramBuilder) -> None:
    """``changed[i] >= |heads - incumbent[i]|``, at a price."""
    price = builder.sets.books.duties.churn
    moves = builder.sets.scenario.incumbent
    if not moves:
        return
    heads = np.array([move.heads for move in moves])
    changed = builder.declare("changed", {"move": np.arange(len(moves))}, 0, np.inf, integer=False)
    for sign in (1, -1):
        rows = builder.add_rows(len(moves), -sign * heads, np.inf)
        builder.enter(rows, changed.ids, 1)
        for i, column in incumbent_columns(builder):
            builder.enter(rows[i], column, -sign)
    builder.price(changed.ids, price)


def charges(expanded: ExpandedPlan) -> Iterable[Charge]:
    """Price of the posts by which each move of the plan in force changes."""
    planned: dict[tuple[str, ...], int] = {}
    for move in expanded.plan.moves:
        key = move.cohort, move.destination, str(move.mode), move.period
        planned[key] = planned.get(key, 0) + move.heads
    for old in expanded.scenario.incumbent:
        key = old.cohort, old.destination, str(old.mode), old.period
        amount = expanded.books.duties.churn * abs(planned.get(key, 0) - old.heads)
        if amount:
            yield Charge(amount, amount, period=expanded.period(old.period), once=True)


def values(scenario: Scenario) -> Sequence[str]:
    """Price of a change and size of the plan in force."""
    if not scenario.incumbent:
        return ()
    price = scenario.churn.per_head or "nothing"
    return (f"{len(scenario.incumbent)} moves in force, {price} for each post changed",)


RULE = Rule(
    name="churn",
    sentence="Changing a move of the plan in force has a price for each post more or fewer.",
    formula=("price: churn * sum over moves i in force of |heads[i] - in_force[i]|",),
    unit="money",
    source="policy of the firm",
    build=build,
    charges=charges,
    values=values,
)
