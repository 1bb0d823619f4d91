"""Measures that could be taken: whether each is in force in each period."""

from __future__ import annotations

import numpy as np

from planner.formulation.draft import Draft
from planner.formulation.program import ColumnRole, Columns
from planner.formulation.sets import Integers

MEASURE = "measure"


def declare_measures(draft: Draft) -> Columns:
    """Declare ``measure[a, t]``, not before its lead time and never taken back."""
    sets = draft.sets
    measures, span = sets.scenario.measures, sets.span
    at, when = (axis.ravel() for axis in np.indices((len(measures), span)))
    leads = np.array([measure.lead_days for measure in measures], dtype=np.int64)
    periods = [period.label for period in sets.scenario.periods]
    started = [sets.scenario.under_way.started(each.id) or "never" for each in measures]
    begun = np.array([[label >= since for label in periods] for since in started], np.bool_)
    standing = np.array([measure.in_force for measure in measures], np.bool_)
    ready = (sets.days_until()[when] >= leads[at]) | standing[at] | begun.ravel()
    columns = draft.declare(
        MEASURE,
        {"measure": at, "period": when},
        standing[at].astype(np.float64),
        ready.astype(np.float64),
        integer=True,
        roles={ColumnRole.BRANCH_FIRST, ColumnRole.ROUND_UP, ColumnRole.FLIP},
        flips_by="measure",
    )
    later = when > 0
    rows = draft.add_rows(int(later.sum()), 0, np.inf)
    draft.enter(rows, columns.ids[later], 1)
    draft.enter(rows, columns.ids[later] - 1, -1)
    return columns


def in_force(draft: Draft, measure: str) -> Integers:
    """[t] columns that say whether a measure is in force."""
    ids = draft.groups[MEASURE].ids.reshape(-1, draft.sets.span)
    position = [each.id for each in draft.sets.scenario.measures].index(measure)
    found: Integers = ids[position]
    return found
