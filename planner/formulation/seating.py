"""Seats that are given up."""

from __future__ import annotations

import numpy as np

from planner.formulation.draft import Draft
from planner.formulation.readback import RELEASES


def declare_releases(draft: Draft) -> None:
    """Declare ``released[o, t]`` from the lease break on, no more in all than are held."""
    scenario = draft.sets.scenario
    free = [
        (o, period.index)
        for o, office in enumerate(scenario.offices)
        for period in scenario.periods
        if office.lease is not None
        and office.lease_break is not None
        and period.starts >= office.lease_break
    ]
    at = np.array(free, dtype=np.int64).reshape(-1, 2)
    held = np.array([office.seats for office in scenario.offices])
    index = {"office": at[:, 0], "period": at[:, 1]}
    releases = draft.declare(RELEASES, index, 0, held[at[:, 0]], integer=True)
    rows = draft.add_rows(len(held), -np.inf, held)
    draft.enter(rows[at[:, 0]], releases.ids, 1)
