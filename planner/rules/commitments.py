"""Commitments: announced or accepted moves are made, or put on hold where rules forbid them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from models.plan import Hold, MoveKey, Plan
from models.plan_in_force import MoveInForce
from models.scenario import Scenario
from planner.expanded_plan import ExpandedPlan
from planner.formulation.builder import ProgramBuilder
from planner.formulation.program import Columns, DecisionGroup
from planner.formulation.sets import MODES, Integers
from planner.formulation.variables import incumbent_columns
from planner.rules.rule import Charge, Check, Rule
from streams.masking import words_in_all

HOLDS = "holds"

ON_HOLD = "on_hold"
"""Variables that count posts on hold; the optimiser may raise their bounds."""


def build(builder: ProgramBuilder) -> None:
    """``heads[i] + hold[i] >= committed[i]``; holds only where no rule admits the move at all.

    The optimiser raises the bound of ``on_hold`` where no plan keeps all other commitments. So
    commitments are in nobody's way where limits are kept separate.
    """
    committed = _committed_positions(builder)
    if not committed:
        return
    heads = np.array([count for _, count in committed])
    columns = dict(incumbent_columns(builder))
    barred = np.array([i not in columns for i, _ in committed])
    moves = np.array([i for i, _ in committed])
    least = np.where(barred, heads, 0)
    holds = builder.declare_decision(MOVES_ON_HOLD, {"move": moves}, least, heads)
    rows = builder.add_rows(len(committed), heads, np.inf)
    builder.enter(rows, holds.ids, 1)
    for row, (i, _) in zip(rows, committed, strict=True):
        if i in columns:
            builder.enter(row, columns[i], 1)
    all_holds, most = {"hold": np.zeros(1, dtype=np.int64)}, heads if builder.separate else least
    on_hold = builder.declare(ON_HOLD, all_holds, 0, most.sum(), integer=False)
    total = builder.add_rows(1, 0, 0)
    builder.enter(total, on_hold.ids, 1)
    builder.enter(total, holds.ids, -1)


def _holds(scenario: Scenario, columns: Columns, values: Integers) -> Iterator[Hold]:
    """Each move of the plan in force that has posts on hold."""
    for i in np.flatnonzero(values):
        move = MoveKey.of(scenario.incumbent[columns.index["move"][i]])
        yield Hold(**move._asdict(), heads=int(values[i]))


def _posts_on_hold(scenario: Scenario, columns: Columns, plan: Plan) -> Integers:
    """Posts on hold of each move of the plan in force."""
    held = {MoveKey.of(hold): hold.heads for hold in plan.holds}
    moves = [MoveKey.of(scenario.incumbent[i]) for i in columns.index["move"]]
    return np.array([held.get(move, 0) for move in moves], dtype=np.int64)


MOVES_ON_HOLD = DecisionGroup(HOLDS, "holds", _holds, _posts_on_hold, follows=True)


def _committed_positions(builder: ProgramBuilder) -> list[tuple[int, int]]:
    """Position and posts of every committed move, clipped to the posts that exist by then."""
    sets, moves = builder.sets, builder.sets.scenario.incumbent
    cohorts = [cohort.id for cohort in sets.scenario.cohorts]
    periods = [period.label for period in sets.scenario.periods]
    left, found = sets.posts.copy(), []
    for i in sorted(range(len(moves)), key=lambda i: moves[i].period):
        c, t = cohorts.index(moves[i].cohort), periods.index(moves[i].period)
        leaves = min(t + int(sets.overlap[MODES.index(moves[i].mode)]), sets.span - 1)
        heads = min(moves[i].heads, int(left[c, leaves:].min()))
        if sets.scenario.churn.is_committed(moves[i]) and heads:
            left[c, leaves:] -= heads
            found.append((i, heads))
    return found


def checks(expanded: ExpandedPlan, _: Sequence[Charge]) -> Iterable[Check]:
    """Posts of each committed move that are done or on hold, and an advisory for those on hold."""
    for move, heads in _committed_moves(expanded.scenario):
        key = MoveKey.of(move)
        done = sum(each.heads for each in expanded.plan.moves if MoveKey.of(each) == key)
        held = sum(hold.heads for hold in expanded.plan.holds if MoveKey.of(hold) == key)
        what = f"committed {move.mode} of {move.cohort} to {move.destination}"
        period, cohorts = expanded.period(move.period), (move.cohort,)
        for check in (
            Check(done + held, heads, f"{what}, done or on hold", at_most=False),
            Check(held, 0, f"{what}, on hold", advisory=True),
        ):
            yield replace(
                check,
                subject=f"{check.subject}, due {move.period}",
                period=period,
                cohorts=cohorts,
                offices=(move.destination,),
            )


def _committed_moves(scenario: Scenario) -> list[tuple[MoveInForce, int]]:
    """Every committed move with its posts, as far as posts are left after earlier ones."""
    span = len(scenario.periods)
    starts = {period.label: period.index for period in scenario.periods}
    gone: list[tuple[str, int, int]] = []
    committed = []
    for move in sorted(scenario.incumbent, key=lambda move: starts[move.period]):
        leaves = starts[move.period] + scenario.modes.of(move.mode).overlap_periods
        room = min(
            scenario.posts[move.cohort][t]
            - sum(heads for cohort, left, heads in gone if cohort == move.cohort and left <= t)
            for t in range(min(leaves, span - 1), span)
        )
        if scenario.churn.is_committed(move) and room:
            heads = min(move.heads, room)
            gone.append((move.cohort, min(leaves, span - 1), heads))
            committed.append((move, heads))
    return committed


def values(scenario: Scenario) -> Sequence[str]:
    """What is committed, small counts masked: clashes are shown to those who must not see them."""
    committed = _committed_moves(scenario)
    posts = words_in_all((heads for _, heads in committed), scenario.floor_heads)
    return (f"{posts} posts in {len(committed)} moves",) if committed else ()


RULE = Rule(
    name="commitments",
    sentence=(
        "Moves that are announced, accepted or inside the frozen window are kept, as far as their "
        "posts still exist. A move that the rules no longer allow is put on hold, for as few "
        "posts as possible."
    ),
    formula=(
        "kept: heads[i] + hold[i] >= min(committed[i], posts left)",
        "on hold: sum over i of hold[i] is the smallest of any plan",
    ),
    unit="posts",
    source="commitments of the firm",
    build=build,
    checks=checks,
    values=values,
)
