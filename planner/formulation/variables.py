"""Moves, the decisions that all rules share, and auxiliary variables that several rules use."""

from __future__ import annotations

import numpy as np

from models.plan import Move
from models.workforce import Mode
from planner.formulation.builder import ProgramBuilder
from planner.formulation.decisions import COHORT, OFFICE, PERIOD, Axis, rows_by_axes
from planner.formulation.program import Columns, Program
from planner.formulation.sets import MODES, Integers, Mask, Sets, falls

HEADS = "heads"
"""Group of variables that are the moves; rules declare the other decisions."""

HOME, SEPARATED = "home", "separated"
"""Groups of auxiliary variables that follow from the decisions and that several rules use."""

MOVES = rows_by_axes(
    HEADS,
    "moves",
    Move,
    {
        "cohort": COHORT,
        "destination": OFFICE,
        "mode": Axis("mode", lambda _: MODES),
        "period": PERIOD,
    },
    count="heads",
    derived={"origin": Axis("cohort", lambda scenario: [c.office for c in scenario.cohorts])},
)


def conceivable(sets: Sets) -> Mask:
    """[c, o, m, t] moves to another office whose hand-over ends within the horizon."""
    _, offices, _, periods = sets.shape
    elsewhere = np.arange(offices)[None, :] != sets.home[:, None]
    complete = np.arange(periods)[None, :] + sets.overlap[:, None] < periods
    return np.broadcast_to(elsewhere[:, :, None, None] & complete[None, None], sets.shape).copy()


def declare_moves(builder: ProgramBuilder, admitted: Mask) -> None:
    """Declare ``heads`` for every admitted move and ``home`` for every cohort and period.

    ``home[c, t] = home[c, t-1] + posts[c, t] - posts[c, t-1] - heads leaving at t``.
    """
    sets = builder.sets
    cohort, office, mode, period = np.nonzero(admitted)
    heads = builder.declare_decision(
        MOVES,
        {
            "cohort": cohort,
            "office": office,
            "mode": mode,
            "period": period,
            "leaves": period + sets.overlap[mode],
        },
        lower=0,
        upper=sets.posts.max(axis=1)[cohort],
    )
    count, span = sets.posts.shape
    at, when = (axis.ravel() for axis in np.indices((count, span)))
    home = builder.declare(
        HOME, {"cohort": at, "period": when}, -np.inf, sets.posts.ravel(), integer=False
    )
    steps = np.diff(sets.posts, axis=1, prepend=0).ravel()
    rows = builder.add_rows(home.size, steps, steps)
    builder.enter(rows, home.ids, 1)
    later = when > 0
    builder.enter(rows[later], home.ids[later] - 1, -1)
    builder.enter(rows[cohort * span + heads.index["leaves"]], heads.ids, 1)


def home_ids(builder: ProgramBuilder, cohorts: Mask) -> Integers:
    """[c, t] columns of ``home`` of some cohorts."""
    return builder.groups[HOME].ids.reshape(builder.sets.posts.shape)[cohorts]


def while_away(heads: Columns, which: Mask, span: int) -> tuple[Integers, Integers]:
    """[i] columns of some moves, once for each period from their landing on; [i] that period."""
    landed = heads.index["period"][which]
    lengths = span - landed
    columns = np.repeat(heads.ids[which], lengths)
    offsets = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    return columns, np.repeat(landed, lengths) + offsets


def from_then_on(amounts: Integers) -> Integers:
    """[..., t] sum of amounts over [..., t + tail] from a period on, tail included."""
    due: Integers = amounts[..., ::-1].cumsum(axis=-1)[..., ::-1]
    return due[..., :-1]


def with_tail(amounts: Integers) -> Integers:
    """[..., t] cost of a state in a period; the tail is added to the last period."""
    whole = amounts[..., :-1].copy()
    whole[..., -1] += amounts[..., -1]
    return whole


def declare_separated(builder: ProgramBuilder) -> None:
    """Declare ``separated[c, t]``: posts that fall away beyond those that are vacant."""
    fall = falls(builder.sets)
    cohort, period = np.nonzero(fall)
    index = {"cohort": cohort, "period": period}
    builder.declare(SEPARATED, index, 0, fall[cohort, period], integer=True)


def incumbent_columns(builder: ProgramBuilder) -> list[tuple[int, int]]:
    """Position and column of each move of the plan in force that is admitted."""
    scenario, heads = builder.sets.scenario, builder.groups[HEADS]
    cohorts = [cohort.id for cohort in scenario.cohorts]
    offices = [office.id for office in scenario.offices]
    periods = [period.label for period in scenario.periods]
    found = []
    for i, move in enumerate(scenario.incumbent):
        wanted = {
            "cohort": cohorts.index(move.cohort),
            "office": offices.index(move.destination),
            "mode": MODES.index(move.mode),
            "period": periods.index(move.period),
        }
        matches = np.logical_and.reduce([heads.index[a] == at for a, at in wanted.items()])
        found += [(i, int(heads.ids[at])) for at in np.flatnonzero(matches)]
    return found


def dismissals(program: Program) -> Integers:
    """[i] columns whose sum is the people made redundant."""
    found = [_moves_by(program, Mode.REDUNDANCY)]
    if SEPARATED in program.groups:
        found.append(program.groups[SEPARATED].ids)
    return np.concatenate(found)


def transfers(program: Program) -> Integers:
    """[i] columns whose sum is the people who move with their posts."""
    return _moves_by(program, Mode.TRANSFER)


def _moves_by(program: Program, mode: Mode) -> Integers:
    heads = program.groups[HEADS]
    moves: Integers = heads.ids[heads.index["mode"] == MODES.index(mode)]
    return moves
