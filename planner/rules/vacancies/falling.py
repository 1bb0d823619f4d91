"""Falling numbers of posts: vacancies close first, the holders of the rest are made redundant."""

from __future__ import annotations

import numpy as np

from planner.costs import SHARES_OF_A_HEAD
from planner.formulation.builder import ProgramBuilder
from planner.formulation.program import Columns
from planner.formulation.sets import Integers, Mask, falls
from planner.formulation.variables import SEPARATED
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

    ``closed`` and ``separated`` make up the fall. ``absorbed`` is 1 where vacancies cover all of
    it. Where it is 0 they were too few: all are closed, and no later use finds any of them.

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
    whole = builder.add_rows(len(cohort), parts, np.inf)
    builder.enter(whole[at], closed.ids, 1)
    builder.enter(whole, separated.ids, SHARES_OF_A_HEAD)
    none = builder.add_rows(len(cohort), -np.inf, heads)
    builder.enter(none, separated.ids, 1)
    builder.enter(none, absorbed.ids, heads)
    _leave_none(builder, absorbed, (closed, *others), closed)
    return closed


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
