"""The whole programme of a scenario: the moves that its rules admit, and their rows and prices."""

from __future__ import annotations

from collections.abc import Iterable

from planner.formulation.builder import ProgramBuilder, UndeclaredColumnsError
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

    Raises
    ------
    LookupError
        A rule looks up variables that no rule before it declares.
    """
    in_force = tuple(rules)
    admitted = conceivable(sets)
    for rule in in_force:
        if rule.admits is not None:
            admitted &= rule.admits(sets)
    admitted &= moves
    builder = ProgramBuilder(
        sets,
        rule="posts",
        margin=margin,
        rules=tuple(rule.name for rule in in_force),
        bounds=bounds_of(sets, in_force),
    )
    declare_moves(builder, admitted)
    declare_separated(builder)
    for rule in in_force:
        _build(rule, builder)
    return builder.finish()


def _build(rule: Rule, builder: ProgramBuilder) -> None:
    builder.rule = rule.name
    try:
        if rule.build is not None:
            rule.build(builder)
    except UndeclaredColumnsError as missing:
        words = (
            f"rule {rule.name} asks for columns `{missing.args[0]}`, which no rule before it "
            "declares: list it after the rule that does, in planner/rules/__init__.py"
        )
        raise LookupError(words) from None


def bounds_of(sets: Sets, rules: Iterable[Rule]) -> tuple[RuleBound, ...]:
    """How many posts some rules let move at most."""
    return tuple(bound for rule in rules if rule.bounds is not None for bound in rule.bounds(sets))
