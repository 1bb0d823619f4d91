"""Constraints on consultations: due from the threshold on, and none below it."""

from __future__ import annotations

import numpy as np

from planner.formulation.builder import ProgramBuilder
from planner.formulation.move_bounds import most_separated
from planner.formulation.program import ColumnRole
from planner.formulation.sets import Integers
from planner.rules.mass_redundancy.consultations import (
    CONSULTATIONS_HELD,
    Cover,
    Employer,
    Window,
    cover_of,
    employers,
    threshold_of,
    windows_of,
)
from planner.rules.mass_redundancy.limits import CONSULTATION
from planner.rules.mass_redundancy.separations import separations

ROLES = {ColumnRole.BRANCH_FIRST, ColumnRole.ROUND_UP}
"""Roles of columns that say that a consultation is held, or that people leave without one."""


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
    talks = builder.declare_decision(
        CONSULTATIONS_HELD, index, 0, ready.astype(np.float64), roles=ROLES
    )
    duties = builder.sets.books.duties
    builder.price(talks.ids, duties.consultation[positions[at], when])
    builder.tally("cash", talks.ids, duties.consultation_cash[positions[at], when], when)
    for employer in all_of_them:
        _limit(builder, employer)


def _limit(builder: ProgramBuilder, employer: Employer) -> None:
    entity = employer.entity
    most = most_separated(builder, employer.employs, entity.jurisdiction, 1)
    total = _declare_separated(builder, employer, most)
    position = builder.sets.scenario.entities.index(entity)
    with builder.limiting(CONSULTATION.at(entity=position)):
        _limit_separated(builder, employer, most, total)


def _limit_separated(
    builder: ProgramBuilder, employer: Employer, most: Integers, total: Integers
) -> None:
    """Declare ``unconsulted[t]``: some who leave at t are covered by no consultation; limit them.

    Limits apply to the longest windows only: any other window lies within one of them.
    """
    span, entity = builder.sets.span, employer.entity
    name, index = f"unconsulted {entity.id}", {"period": np.arange(span)}
    unconsulted = builder.declare(name, index, 0, 1, integer=True, roles=ROLES).ids
    windows = windows_of(builder.sets.scenario, entity, employer.law)
    length = np.ones(span, dtype=np.int64)
    length[[each.last for each in windows]] = [len(each.periods) for each in windows]
    largest = most_separated(builder, employer.employs, entity.jurisdiction, length)
    cover = cover_of(builder, employer)
    below = threshold_of(builder.sets.scenario, entity, employer.law) - 1
    most_unconsulted = most.copy()
    for window in windows:
        free, held = max(below - window.past, 0), np.array(window.periods)
        most_unconsulted[held] = np.minimum(most_unconsulted[held], free)
        _limit_window(builder, window, total, unconsulted, free, int(largest[window.last]))
        _need_consultation(builder, window, total, cover, free, int(largest[window.last]))
    _hold_only_at_threshold(builder, employer, cover, total)
    _cover_or_count(builder, employer, cover, unconsulted, most, most_unconsulted)


def _declare_separated(builder: ProgramBuilder, employer: Employer, most: Integers) -> Integers:
    """Declare ``separated[t] = sum of people of an employer who leave at t``, at most ``most``."""
    span, leaving = builder.sets.span, separations(builder)
    name, index = f"separated {employer.entity.id}", {"period": np.arange(span)}
    total = builder.declare(name, index, 0, most, integer=False).ids
    mine = employer.employs[leaving.cohort]
    rows = builder.add_rows(span, 0, 0)
    builder.enter(rows, total, 1)
    builder.enter(rows[leaving.period[mine]], leaving.ids[mine], -1)
    return total


def _limit_window(
    builder: ProgramBuilder,
    window: Window,
    total: Integers,
    unconsulted: Integers,
    free: int,
    largest: int,
) -> None:
    """``sum over s of separated[s] <= free if unconsulted[t] else largest``, t, s in a window.

    If ``free`` is 0, nobody may leave without a consultation.
    """
    held = np.array(window.periods)
    if not free:
        builder.tighten(unconsulted[held], upper=0)
    elif largest > free:
        rows = builder.add_rows(len(held), -np.inf, largest)
        builder.enter(rows[:, None], total[held][None, :], 1)
        builder.enter(rows, unconsulted[held], largest - free)


def _cover_or_count(
    builder: ProgramBuilder,
    employer: Employer,
    cover: Cover,
    unconsulted: Integers,
    most: Integers,
    most_unconsulted: Integers,
) -> None:
    """``people who leave at t <= most[t] consultations + most_unconsulted[t] unconsulted[t]``.

    Those whose consultation would end too late have a row of their own, in which only
    consultations that have been opened count.
    """
    leaving = separations(builder)
    mine = employer.employs[leaving.cohort]
    in_time = leaving.decided >= employer.law.consultation_days
    for t in range(builder.sets.span):
        if cover.covered[t]:
            builder.tighten(unconsulted[t : t + 1], upper=0)
            continue
        here = mine & (leaving.period == t)
        for timely, which in ((True, here & in_time), (False, here & ~in_time)):
            row = builder.add_rows(1, -np.inf, 0)
            builder.enter(row, leaving.ids[which], 1)
            builder.enter(row, cover.columns(t, in_time=timely), -most[t])
            builder.enter(row, unconsulted[t], -most_unconsulted[t])


def _hold_only_at_threshold(
    builder: ProgramBuilder, employer: Employer, cover: Cover, total: Integers
) -> None:
    """``threshold consultation[s] <= separations about s``, past ones included.

    About s are the separations that it covers, and those that count together with the first of
    them. A consultation that has been opened may go on below the threshold.
    """
    scenario, law = builder.sets.scenario, employer.law
    threshold = threshold_of(scenario, employer.entity, law)
    days = builder.sets.days_until()
    apart = days[None, :] - days[:, None]
    about = cover.covers | (np.abs(apart) < law.window_days)
    for s, period in enumerate(scenario.periods):
        past = sum(
            each.heads
            for each in scenario.separations
            if each.entity == employer.entity.id
            and (period.starts - each.on).days < law.window_days
        )
        if past < threshold and not cover.opened[s]:
            row = builder.add_rows(1, -np.inf, past)
            builder.enter(row, cover.talks[s : s + 1], threshold)
            builder.enter(row, total[about[s]], -1)


def _need_consultation(
    builder: ProgramBuilder, window: Window, total: Integers, cover: Cover, free: int, largest: int
) -> None:
    """``separated in a window <= free + (largest - free) sum of consultations that cover some``.

    A valid inequality: if more than ``free`` people leave, each of them has a consultation.
    It is tighter than the other rows if ``unconsulted`` is fractional.
    """
    held = np.array(window.periods)
    if largest > free and not cover.covered[held].any():
        row = builder.add_rows(1, -np.inf, free)
        builder.enter(row, total[held], 1)
        builder.enter(row, cover.talks[cover.covers[:, held].any(axis=1)], free - largest)
