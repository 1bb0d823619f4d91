"""Moves of the plan in force, among the columns of the formulation."""

from __future__ import annotations

import numpy as np

from planner.formulation.draft import Draft
from planner.formulation.moves import HEADS
from planner.formulation.sets import MODES


def incumbent_columns(draft: Draft) -> list[tuple[int, int]]:
    """Pairs of an incumbent move's position and its column; those not admitted have none."""
    scenario, heads = draft.sets.scenario, draft.groups[HEADS]
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
