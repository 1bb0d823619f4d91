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
    vacancies cover all of it. Where it is 0 they were too few, and all of them are closed: nobody
    is separated while a vacancy is left, not even where one person more would bring a
    consultation about.

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
    _close_all(builder, absorbed, closed, others)
    _use_oldest_first(builder, (closed, *others))
    return closed


def _close_all(
    builder: ProgramBuilder, absorbed: Columns, closed: Columns, others: list[Columns]
) -> None:
    """``closed up to t + other uses before t of what is open at t >= all of it - most absorbed``.

    With the limit of supply nothing is left for later uses where ``absorbed`` is 0.
    """
    window, most = builder.sets.scenario.refill_window_periods, most_born(builder.sets)
    cohorts, periods = absorbed.index["cohort"].tolist(), absorbed.index["period"].tolist()
    for column, c, t in zip(absorbed.ids, cohorts, periods, strict=True):
        first = max(t - window, 0)
        row = _add_row_of_vacated(builder, c, first, t)
        builder.enter(row, column, float(most[c, first : t + 1].sum()))
        builder.enter(row, closed.ids[_uses(closed, c, (first, t), until=t)], 1)
        for use in others:
            builder.enter(row, use.ids[_uses(use, c, (first, t), until=t - 1)], 1)


def _use_oldest_first(builder: ProgramBuilder, uses: tuple[Columns, ...]) -> None:
    """Declare ``lapsed[c, b]``, 1 where some of what is vacated in ``b`` lapses before a fall.

    ``uses of b >= all that is vacated in b - most lapsed[c,b]``, and as long as it is open ``uses
    of what is vacated later <= most (1 - lapsed[c,b])``. Were newer vacancies used first, older
    ones would lapse, and a later fall would find fewer than there are.
    """
    window, most = builder.sets.scenario.refill_window_periods, most_born(builder.sets)
    fall = falls(builder.sets)
    later_falls = fall[:, ::-1].cumsum(axis=1)[:, ::-1]
    lapses_before = np.zeros(fall.shape, dtype=np.bool_)
    lapses_before[:, : -window - 1] = later_falls[:, window + 1 :] > 0
    cohort, born = np.nonzero(lapses_before & (most > 0))
    lapsed = builder.declare("lapsed", {"cohort": cohort, "born": born}, 0, 1, integer=True)
    for column, c, b in zip(lapsed.ids, cohort.tolist(), born.tolist(), strict=True):
        until = b + window
        used = _add_row_of_vacated(builder, c, b, b)
        builder.enter(used, column, float(most[c, b]))
        newer = float(most[c, b + 1 : until + 1].sum())
        kept = builder.add_rows(1, -np.inf, newer)
        builder.enter(kept, column, newer)
        for use in uses:
            builder.enter(used, use.ids[_uses(use, c, (b, b), until)], 1)
            builder.enter(kept, use.ids[_uses(use, c, (b + 1, until), until)], 1)


def _add_row_of_vacated(builder: ProgramBuilder, cohort: int, first: int, last: int) -> Integers:
    """Add ``0 >= what is vacated in the cohort from first to last``; uses are to be entered."""
    sets = builder.sets
    opened, leavers = SHARES_OF_A_HEAD * requisitions(sets), sets.books.costs.leavers
    row = builder.add_rows(1, opened[cohort, first : last + 1].sum(), np.inf)
    before = np.arange(max(first, 1), last + 1) - 1
    home = builder.groups[HOME].ids[cohort * sets.span + before]
    builder.enter(row, home, -leavers[cohort, before])
    return row


def _uses(use: Columns, cohort: int, born: tuple[int, int], until: int) -> Mask:
    """Which parts of what is vacated in the cohort within these periods are used until then."""
    first, last = born
    mine: Mask = (use.index["cohort"] == cohort) & (use.index["used"] <= until)
    vacated: Mask = (use.index["born"] >= first) & (use.index["born"] <= last)
    both: Mask = mine & vacated
    return both
