"""Columns of people made redundant: one list for every rule that counts or pays them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.places import Office
from models.scenario import Scenario
from models.workforce import Mode
from planner.formulation.builder import ProgramBuilder
from planner.formulation.sets import MODES, Integers, Mask
from planner.formulation.variables import HEADS, SEPARATED


@dataclass(frozen=True, eq=False)
class SeparationColumns:
    """Columns of people made redundant; [i] each."""

    ids: Integers
    cohort: Integers
    period: Integers
    """They leave on its first day."""
    decided: Integers
    """Days from the first act by which a consultation on them has to have run."""
    listed: Mask
    """Whether a listed figure stands in place of severance."""
    falling: Mask
    """Whether they leave since the number of posts falls, not since their posts move."""


def separations(builder: ProgramBuilder) -> SeparationColumns:
    """Everyone made redundant, by moves and because posts fall away."""
    heads, sets = builder.groups[HEADS], builder.sets
    which = heads.index["mode"] == MODES.index(Mode.REDUNDANCY)
    cohort, office, lands, leaves = (
        heads.index[axis][which] for axis in ("cohort", "office", "period", "leaves")
    )
    days = sets.days_until()
    first_step = np.array([_first_step(each) for each in sets.scenario.offices])
    before_it = sets.scenario.labour.consult_before_hiring
    fallen = builder.groups[SEPARATED]
    asked = days[np.minimum(leaves, sets.span - 1)] - _days_to_sign(sets.scenario)[cohort]
    moved = np.minimum(asked, days[lands] - first_step[office]) if before_it else asked
    return SeparationColumns(
        ids=np.append(heads.ids[which], fallen.ids),
        cohort=np.append(cohort, fallen.index["cohort"]),
        period=np.append(leaves, fallen.index["period"]),
        decided=np.append(moved, days[fallen.index["period"]]),
        listed=np.append(
            sets.books.costs.listed[cohort, office], np.zeros(fallen.size, dtype=np.bool_)
        ),
        falling=np.arange(len(cohort) + fallen.size) >= len(cohort),
    )


def _days_to_sign(scenario: Scenario) -> Integers:
    """[c] days from asking people to sign to the last signature; none where nobody is asked."""
    places = {office.id: office.jurisdiction for office in scenario.offices}
    signing = {place.id: place.severance.agreement for place in scenario.jurisdictions}
    terms = [signing[places[cohort.office]] for cohort in scenario.cohorts]
    return np.array([each.days if each is not None else 0 for each in terms], dtype=np.int64)


def _first_step(office: Office) -> int:
    """Days before a hire lands on which the first is done that cannot be undone.

    The hire is opened, or a seat block ordered for it where blocks can be had at all.
    """
    ordering = office.block_lead_days if office.max_blocks > 0 else 0
    return max(office.hiring_days, ordering)
