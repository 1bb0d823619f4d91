"""Valid inequalities about refills: whole posts keep them anyway, fractions of posts do not."""

from __future__ import annotations

import numpy as np

from models.workforce import Mode
from planner.costs import SHARES_OF_A_HEAD
from planner.formulation.builder import ProgramBuilder
from planner.formulation.program import Columns
from planner.formulation.sets import MODES
from planner.formulation.variables import HEADS
from planner.rules.teams.binaries import team_binaries
from planner.rules.vacancies.supply import most_born, most_open, whole_vacancies


def land_with_teams(builder: ProgramBuilder, drawn: Columns) -> None:
    """``drawn[c,b,t] <= opened most lands[t]`` and ``refills[c,o,t] <= open most lands[o,t]``.

    Implied for whole posts, since a cohort that lands in batches refills only where a batch lands.
    Without these rows the relaxation uses a tenth of a batch to refill the vacancies of a period.
    """
    sets, heads = builder.sets, builder.groups[HEADS]
    born, open_ = most_born(sets), most_open(sets)
    refills = heads.index["mode"] == MODES.index(Mode.REFILL)
    for cohort, lands in _pairs(builder):
        mine = np.flatnonzero(drawn.index["cohort"] == cohort)
        rows = builder.add_rows(len(mine), -np.inf, 0)
        builder.enter(rows, drawn.ids[mine], 1)
        used = drawn.index["used"][mine]
        at, of = np.nonzero(used[:, None] == lands.index["period"][None, :])
        most = born[cohort, drawn.index["born"][mine]]
        builder.enter(rows[at], lands.ids[of], -most[at].astype(np.float64))
        slots = np.full((len(sets.scenario.offices), sets.span), -1)
        slots[lands.index["office"], lands.index["period"]] = np.arange(lands.size)
        moves = refills & (heads.index["cohort"] == cohort)
        slot = slots[heads.index["office"][moves], heads.index["period"][moves]]
        rows = builder.add_rows(lands.size, -np.inf, 0)
        builder.enter(rows[slot], heads.ids[moves], 1)
        builder.enter(rows, lands.ids, -open_[cohort, lands.index["period"]].astype(np.float64))


def _pairs(builder: ProgramBuilder) -> list[tuple[int, Columns]]:
    return [(c, landing.columns) for c, each in team_binaries(builder).items() for landing in each]


def round_down(builder: ProgramBuilder, drawn: Columns) -> None:
    """``sum of drawn[c,b,t] over some periods t <= whole vacancies[c] that are open in them``.

    Implied for whole posts; without it the relaxation also refills the last part of a vacancy.
    """
    cohort, used = drawn.index["cohort"], drawn.index["used"]
    for first, last, whole in whole_vacancies(builder.sets):
        inside = (used >= first) & (used <= last) & (whole[cohort] >= 0)
        cohorts, row_of = np.unique(cohort[inside], return_inverse=True)
        rows = builder.add_rows(len(cohorts), -np.inf, SHARES_OF_A_HEAD * whole[cohorts])
        builder.enter(rows[row_of], drawn.ids[inside], 1)
