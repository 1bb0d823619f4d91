"""The whole programme of a scenario: the moves that its rules admit, and their rows and prices."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from planner.formulation.builder import ProgramBuilder, UndeclaredColumnsError
from planner.formulation.limits import RowSubject
from planner.formulation.program import Program
from planner.formulation.rule_bounds import RuleBound
from planner.formulation.sets import Mask, Sets
from planner.formulation.variables import HEADS, conceivable, declare_moves, declare_separated
from planner.rules.limit_kind import SHUT_OUT
from planner.rules.rule import Rule


def compose(
    sets: Sets,
    rules: Iterable[Rule],
    margin: int = 0,
    *,
    moves: bool = True,
    separate: bool = False,
) -> Program:
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
    separate
        True for a programme of which any limit can be left out: each is rows of its own, moves that
        law or policy shut out included, and no row holds only because another limit does.

    Raises
    ------
    LookupError
        A rule looks up variables that no rule before it declares, or adds limits of a kind that
        it does not list.
    """
    in_force = tuple(rules)
    admitted = conceivable(sets)
    shut = {rule.name: ~rule.admits(sets) for rule in in_force if rule.admits is not None}
    for rule in in_force:
        if rule.name in shut and (rule.structural or not separate):
            admitted &= ~shut.pop(rule.name)
    admitted &= moves
    builder = ProgramBuilder(
        sets,
        rule="posts",
        margin=margin,
        rules=tuple(rule.name for rule in in_force),
        bounds=() if separate else bounds_of(sets, in_force),
        separate=separate,
    )
    declare_moves(builder, admitted)
    declare_separated(builder)
    for rule in in_force:
        _build(rule, builder)
        if rule.name in shut:
            _shut_out(builder, shut[rule.name])
    program = builder.finish()
    _expect_declared_kinds(program, in_force)
    return program


def _expect_declared_kinds(program: Program, rules: Iterable[Rule]) -> None:
    """Raise if rows limit something in a way that their rule does not list."""
    listed = {(rule.name, kind.name) for rule in rules for kind in rule.limits}
    for block in program.limits:
        if (block.rule, block.subject.name) not in listed:
            words = (
                f"rule {block.rule} adds limits of the kind `{block.subject.name}`, which it does "
                "not list: add a LimitKind to its `limits`, with its words and what could give"
            )
            raise LookupError(words)


def _shut_out(builder: ProgramBuilder, shut: Mask) -> None:
    """``sum of the moves of c to o that the rule shuts out <= 0``, for each cohort and office."""
    heads, offices = builder.groups[HEADS], len(builder.sets.scenario.offices)
    axes = ("cohort", "office", "mode", "period")
    moves = np.flatnonzero(shut[tuple(heads.index[axis] for axis in axes)])
    pairs, row_of = np.unique(
        heads.index["cohort"][moves] * offices + heads.index["office"][moves], return_inverse=True
    )
    at = {"cohort": pairs // offices, "office": pairs % offices}
    with builder.limiting(RowSubject(SHUT_OUT, at)):
        rows = builder.add_rows(len(pairs), -np.inf, 0)
    builder.enter(rows[row_of], heads.ids[moves], 1)


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
