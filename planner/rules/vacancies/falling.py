"""Falling numbers of posts: vacancies close first, the holders of the rest are made redundant."""

from __future__ import annotations

import numpy as np

from planner.costs import SHARES_OF_A_HEAD
from planner.formulation.builder import ProgramBuilder
from planner.formulation.program import Columns
from planner.formulation.sets import Integers, Mask, falls, requisitions
from planner.formulation.variables import HOME, SEPARATED
from planner.rules.vacancies.supply import most_born


def declare_draws(builder: ProgramBuilder, name: str, wanted: Mask) -> Columns:
    """Declare parts of vacancies: born in a period, used in it or within the window after it.

    Parameters
    ----------
    builder
        Where to declare.
    name
        What uses them.
    wanted
        [c, t] which cohorts have a use for some in which periods.
    """
    span, window = builder.sets.span, builder.sets.scenario.refill_window_periods
    born, used = (axis.ravel() for axis in np.indices((span, span)))
    open_still = (used >= born) & (used <= born + window)
    born, used = born[open_still], used[open_still]
    cohort, at = np.nonzero(wanted[:, used])
    index = {"cohort": cohort, "born": born[at], "used": used[at]}
    return builder.declare(name, index, 0, np.inf, integer=False)


def declare_falling(builder: ProgramBuilder, others: list[Columns]) -> Columns:
    """Declare ``closed[c, b, t]`` and ``absorbed[c, t]`` where posts fall.

    ``closed`` and ``separated`` make up the fall, up to a part of a post. ``absorbed`` is 1 where
    vacancies cover all of it. Where it is 0 they were too few: all are closed, and no later use
    finds any of them. So nobody is separated while a vacancy is left, not even where one person
    more would bring a consultation about.

    Parameters
    ----------
    builder
        Where to declare.
    others
        Columns of parts of vacancies that are put to other uses.
    """
    fall = falls(builder.sets)
    separated = builder.groups[SEPARATED]
    cohort, period = separated.index["cohort"], separated.index["period"]
    heads, row = fall[cohort, period], np.full(fall.shape, -1)
    row[cohort, period] = np.arange(len(cohort))
    closed = declare_draws(builder, "closed", fall > 0)
    absorbed = builder.declare("absorbed", dict(separated.index), 0, 1, integer=True)
    parts = SHARES_OF_A_HEAD * heads
    at = row[closed.index["cohort"], closed.index["used"]]
    within = builder.add_rows(len(cohort), -np.inf, parts)
    builder.enter(within[at], closed.ids, 1)
    whole = builder.add_rows(len(cohort), parts, parts + SHARES_OF_A_HEAD - 1)
    builder.enter(whole[at], closed.ids, 1)
    builder.enter(whole, separated.ids, SHARES_OF_A_HEAD)
    none = builder.add_rows(len(cohort), -np.inf, heads)
    builder.enter(none, separated.ids, 1)
    builder.enter(none, absorbed.ids, heads)
    _leave_none(builder, absorbed, (closed, *others), closed)
    _use_all(builder, absorbed, (closed, *others))
    return closed


def _use_all(builder: ProgramBuilder, absorbed: Columns, uses: tuple[Columns, ...]) -> None:
    """``uses up to t of what was vacated in the window >= all of it - most absorbed[c,t]``."""
    sets, home = builder.sets, builder.groups[HOME]
    opened, leavers = SHARES_OF_A_HEAD * requisitions(sets), sets.books.costs.leavers
    since = np.pad(most_born(sets).cumsum(axis=1), ((0, 0), (1, 0)))
    window, span = sets.scenario.refill_window_periods, sets.span
    for column, c, t in zip(
        absorbed.ids, absorbed.index["cohort"], absorbed.index["period"], strict=True
    ):
        first = max(t - window, 0)
        row = builder.add_rows(1, opened[c, first : t + 1].sum(), np.inf)
        builder.enter(row, column, float(since[c, t + 1] - since[c, first]))
        for use in uses:
            born, used = use.index["born"], use.index["used"]
            mine = (use.index["cohort"] == c) & (born >= first) & (born <= t) & (used <= t)
            builder.enter(row, use.ids[mine], 1)
        before = np.arange(max(first, 1), t + 1) - 1
        builder.enter(row, home.ids[c * span + before], -leavers[c, before])


def _leave_none(
    builder: ProgramBuilder, absorbed: Columns, uses: tuple[Columns, ...], closed: Columns
) -> None:
    """``sum of the uses from t on of what was open at t <= most absorbed[c,t]``."""
    since = np.pad(most_born(builder.sets).cumsum(axis=1), ((0, 0), (1, 0)))
    window = builder.sets.scenario.refill_window_periods
    rows = builder.add_rows(absorbed.size, -np.inf, 0)
    for row, column, c, t in zip(
        rows, absorbed.ids, absorbed.index["cohort"], absorbed.index["period"], strict=True
    ):
        most = since[c, t + 1] - since[c, max(t - window, 0)]
        builder.enter(row, column, -float(most))
        for use in uses:
            builder.enter(row, use.ids[_after(use, c, t, strictly=use is closed)], 1)


def _after(use: Columns, cohort: int, period: int, *, strictly: bool) -> Mask:
    """Parts of what was open in a period that are used after closing in it."""
    later: Integers = use.index["used"] - int(strictly)
    mine: Mask = (use.index["cohort"] == cohort) & (use.index["born"] <= period)
    after: Mask = mine & (later >= period)
    return after
