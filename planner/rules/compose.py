"""The whole programme of a scenario: the moves that its rules admit, and their rows and prices."""

from __future__ import annotations

from collections.abc import Iterable

from planner.formulation.builder import ProgramBuilder
from planner.formulation.program import Program
from planner.formulation.rule_bounds import RuleBound
from planner.formulation.sets import Sets
from planner.formulation.variables import conceivable, declare_moves, declare_separated
from planner.rules.rule import Rule


def compose(sets: Sets, rules: Iterable[Rule], margin: int = 0, *, moves: bool = True) -> Program:
    """Build the programme of a scenario, rule by rule.

    Parameters
    ----------
    sets
        The scenario by position.
    rules
        Rules in force, in reading order.
    margin
        What limits on money are tightened by, for solvers that overstep them by a rounding.
    moves
        False for a programme in which nobody moves.
    """
    in_force = tuple(rules)
    admitted = conceivable(sets)
    for rule in in_force:
        if rule.admits is not None:
            admitted &= rule.admits(sets)
    admitted &= moves
    builder = ProgramBuilder(sets, rule="posts", margin=margin, bounds=bounds_of(sets, in_force))
    declare_moves(builder, admitted)
    declare_separated(builder)
    for rule in in_force:
        builder.rule = rule.name
        if rule.build is not None:
            rule.build(builder)
    return builder.finish()


def bounds_of(sets: Sets, rules: Iterable[Rule]) -> tuple[RuleBound, ...]:
    """How many posts some rules let move at most."""
    return tuple(bound for rule in rules if rule.bounds is not None for bound in rule.bounds(sets))
