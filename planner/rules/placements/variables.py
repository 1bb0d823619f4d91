"""People whose posts are redeployed, placed in vacant posts of other cohorts at home."""

from __future__ import annotations

import numpy as np

from models.plan import Placement
from models.workforce import Mode
from planner.formulation.builder import ProgramBuilder
from planner.formulation.decisions import COHORT, PERIOD, Axis, cohort_ids, rows_by_axes
from planner.formulation.program import Columns
from planner.formulation.sets import MODES, Integers
from planner.formulation.variables import HEADS
from planner.rules.vacancies.supply import most_open

PLACED = "placed"
PLACEMENTS = rows_by_axes(
    PLACED,
    "placements",
    Placement,
    {"cohort": COHORT, "into": Axis("into", cohort_ids), "period": PERIOD},
    count="heads",
)


def declare_placed(builder: ProgramBuilder) -> Columns:
    """Declare ``placed[c, into, t]``: as many people as redeployed posts that leave home at ``t``.

    ``sum over into of placed[c, into, t] = sum over o of heads[c, o, redeploy, t - overlap]``
    """
    sets, heads = builder.sets, builder.groups[HEADS]
    redeployed = heads.index["mode"] == MODES.index(Mode.REDEPLOY)
    leaving = heads.index["cohort"][redeployed] * sets.span + heads.index["leaves"][redeployed]
    slots, row_of = np.unique(leaving, return_inverse=True)
    pair, slot = _ways(sets.books.costs.placeable[:, 0], slots // sets.span)
    cohort, into, _ = sets.books.costs.placeable[pair].T
    period = slots[slot] % sets.span
    most = np.minimum(most_open(sets)[into, period], sets.posts.max(axis=1)[cohort])
    index = {"cohort": cohort, "into": into, "period": period, "pair": pair}
    placed = builder.declare_decision(PLACEMENTS, index, 0, most)
    rows = builder.add_rows(len(slots), 0, 0)
    builder.enter(rows[slot], placed.ids, 1)
    builder.enter(rows[row_of], heads.ids[redeployed], -1)
    return placed


def _ways(from_: Integers, cohorts: Integers) -> tuple[Integers, Integers]:
    """Each pair with each slot of its cohort: positions of both."""
    pairs = [np.flatnonzero(from_ == cohort) for cohort in cohorts]
    counts = np.array([len(each) for each in pairs], dtype=np.int64)
    empty = np.zeros(0, dtype=np.int64)
    return np.concatenate([empty, *pairs]), np.repeat(np.arange(len(cohorts)), counts)
