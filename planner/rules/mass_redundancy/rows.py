"""Constraints on consultations: due where the threshold is reached, none below it."""

from __future__ import annotations

import numpy as np

from planner.formulation.builder import ProgramBuilder
from planner.formulation.move_bounds import most_separated
from planner.formulation.program import ColumnRole
from planner.formulation.sets import Integers
from planner.formulation.variables import CONSULTATIONS
from planner.rules.mass_redundancy.consultations import (
    Cover,
    Employer,
    Window,
    cover_of,
    employers,
    line_of,
    windows_of,
)
from planner.rules.mass_redundancy.separations import separations

ROLES = {ColumnRole.BRANCH_FIRST, ColumnRole.ROUND_UP}
"""What columns that say that a consultation is held, or that none is, are to a search."""


def build(builder: ProgramBuilder) -> None:
    """No separation without a consultation at the threshold, no consultation below it."""
    scenario, span = builder.sets.scenario, builder.sets.span
    all_of_them = employers(scenario)
    at, when = (axis.ravel() for axis in np.indices((len(all_of_them), span)))
    positions = np.array([scenario.entities.index(e.entity) for e in all_of_them], np.int64)
    leads = np.array([each.law.consultation_days for each in all_of_them], np.int64)
    opened = np.array(
        [
            [scenario.under_way.consulted(each.entity.id, p.label) for p in scenario.periods]
            for each in all_of_them
        ],
        np.bool_,
    )
    ready = (builder.sets.days_until()[when] >= leads[at]) | opened.ravel()
    index = {"entity": positions[at], "period": when}
    talks = builder.declare(
        CONSULTATIONS, index, 0, ready.astype(np.float64), integer=True, roles=ROLES
    )
    duties = builder.sets.books.duties
    builder.price(talks.ids, duties.consultation[positions[at], when])
    builder.tally("cash", talks.ids, duties.consultation_cash[positions[at], when], when)
    for employer in all_of_them:
        _limit(builder, employer)


def _limit(builder: ProgramBuilder, employer: Employer) -> None:
    """Declare ``bare[t]``: some people leave at t whom no consultation covers.

    Limits are put on the longest windows only: any other window lies within one of them.
    """
    span, entity, law = builder.sets.span, employer.entity, employer.law
    periods = {"period": np.arange(span)}
    most = most_separated(builder, employer.employs, entity.jurisdiction, 1)
    total = builder.declare(f"separated {entity.id}", periods, 0, most, integer=False)
    name = f"unconsulted {entity.id}"
    bare = builder.declare(name, periods, 0, 1, integer=True, roles=ROLES)
    leaving = separations(builder)
    mine = employer.employs[leaving.cohort]
    rows = builder.add_rows(span, 0, 0)
    builder.enter(rows, total.ids, 1)
    builder.enter(rows[leaving.period[mine]], leaving.ids[mine], -1)
    windows = windows_of(builder.sets.scenario, entity, law)
    room = line_of(builder.sets.scenario, entity, law) - 1
    within = np.ones(span, dtype=np.int64)
    within[[each.last for each in windows]] = [len(each.periods) for each in windows]
    in_window = most_separated(builder, employer.employs, entity.jurisdiction, within)
    cover = cover_of(builder, employer)
    fewest = most.copy()
    for window in windows:
        few, largest = room - window.past, int(in_window[window.last])
        held = np.array(window.periods)
        fewest[held] = np.minimum(fewest[held], max(few, 0))
        if few <= 0:
            builder.tighten(bare.ids[held], upper=0)
        elif largest > few:
            below = builder.add_rows(len(held), -np.inf, largest)
            builder.enter(below[:, None], total.ids[held][None, :], 1)
            builder.enter(below, bare.ids[held], largest - few)
        _imply(builder, window, total.ids, cover, max(few, 0), largest)
    _open_for_the_line(builder, employer, cover, total.ids)
    for t in range(span):
        if cover.covered[t]:
            builder.tighten(bare.ids[t : t + 1], upper=0)
            continue
        here = mine & (leaving.period == t)
        in_time = leaving.decided >= law.consultation_days
        for timely, which in ((True, here & in_time), (False, here & ~in_time)):
            row = builder.add_rows(1, -np.inf, 0)
            builder.enter(row, leaving.ids[which], 1)
            builder.enter(row, cover.columns(t, in_time=timely), -most[t])
            builder.enter(row, bare.ids[t], -fewest[t])


def _open_for_the_line(
    builder: ProgramBuilder, employer: Employer, cover: Cover, total: Integers
) -> None:
    """``line * talk[s] <= separations about s``, past ones too, but for one that has been opened.

    About s are those that it covers, and those that count together with the first that it covers.
    """
    scenario, law = builder.sets.scenario, employer.law
    line, days = line_of(scenario, employer.entity, law), builder.sets.days_until()
    apart = days[None, :] - days[:, None]
    about = cover.covers | (np.abs(apart) < law.window_days)
    for s, period in enumerate(scenario.periods):
        past = sum(
            each.heads
            for each in scenario.separations
            if each.entity == employer.entity.id
            and (period.starts - each.on).days < law.window_days
        )
        if past < line and not cover.opened[s]:
            row = builder.add_rows(1, -np.inf, past)
            builder.enter(row, cover.talks[s : s + 1], line)
            builder.enter(row, total[about[s]], -1)


def _imply(
    builder: ProgramBuilder, window: Window, total: Integers, cover: Cover, few: int, most: int
) -> None:
    """Separations of a window <= few, but for a consultation that covers some of them.

    Implied: where there are more than few, nobody may leave without one. Fractions of ``bare`` do
    not imply it.
    """
    held = np.array(window.periods)
    if most > few and not cover.covered[held].any():
        row = builder.add_rows(1, -np.inf, few)
        builder.enter(row, total[held], 1)
        builder.enter(row, cover.talks[cover.covers[:, held].any(axis=1)], few - most)
