"""Heads that a plan makes redundant, one list for every rule that counts or pays them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.calendar import first_day
from models.labour_law import MassRedundancy
from models.places import Entity, Office
from models.scenario import Scenario
from models.workforce import Mode
from planner.formulation.draft import Draft
from planner.formulation.falling import SEPARATED
from planner.formulation.moves import HEADS
from planner.formulation.readback import CONSULTATIONS
from planner.formulation.sets import MODES, Integers, Mask


@dataclass(frozen=True, eq=False)
class Separated:
    """Columns of heads made redundant; [i] each."""

    ids: Integers
    cohort: Integers
    period: Integers
    """They leave on its first day."""
    decided: Integers
    """Days from the planning date by which a consultation on them has to have run."""
    listed: Mask
    """Whether a listed figure stands in place of severance."""
    falling: Mask
    """Whether they leave since the number of posts falls, not since their posts move."""


def separated(draft: Draft) -> Separated:
    """Everyone made redundant, by moves and because posts fall away."""
    heads, sets = draft.groups[HEADS], draft.sets
    which = heads.index["mode"] == MODES.index(Mode.REDUNDANCY)
    cohort, office, lands, leaves = (
        heads.index[axis][which] for axis in ("cohort", "office", "period", "leaves")
    )
    days = sets.days_until()
    first_step = np.array([_first_step(each) for each in sets.scenario.offices])
    before_it = sets.scenario.labour.consult_before_hiring
    fallen = draft.groups[SEPARATED]
    asked = days[np.minimum(leaves, sets.span - 1)] - _days_to_sign(sets.scenario)[cohort]
    moved = np.minimum(asked, days[lands] - first_step[office]) if before_it else asked
    return Separated(
        ids=np.append(heads.ids[which], fallen.ids),
        cohort=np.append(cohort, fallen.index["cohort"]),
        period=np.append(leaves, fallen.index["period"]),
        decided=np.append(moved, days[fallen.index["period"]]),
        listed=np.append(sets.costs.listed[cohort, office], np.zeros(fallen.size, dtype=np.bool_)),
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


@dataclass(frozen=True, eq=False)
class Employer:
    """Whoever has to consult on separations, by the law of its jurisdiction."""

    entity: Entity
    law: MassRedundancy
    employs: Mask
    """[c] cohorts at home in that jurisdiction."""


def employers(scenario: Scenario) -> list[Employer]:
    """Every employer to whom a law on consultations applies."""
    laws = {place.id: place.mass_redundancy for place in scenario.jurisdictions}
    places = {office.id: office.jurisdiction for office in scenario.offices}
    return [
        Employer(
            entity,
            law,
            np.array(
                [
                    cohort.entity == entity.id and places[cohort.office] == entity.jurisdiction
                    for cohort in scenario.cohorts
                ]
            ),
        )
        for entity in scenario.entities
        if (law := laws[entity.jurisdiction]) is not None
    ]


@dataclass(frozen=True, eq=False)
class Cover:
    """What consultations of one employer can cover."""

    talks: Integers
    """[s] column that says whether one is held for the separations of a period."""
    covers: Mask
    """[s, t] whether it covers those of another."""
    opened: Mask
    """[s] whether it has been opened, so that it is in time for whomever it covers."""
    covered: Mask
    """[t] whether an earlier one, opened before the horizon, covers those of a period."""

    def columns(self, period: int, *, in_time: bool) -> Integers:
        """Consultations that cover separations of a period, in time or too late for a new one."""
        return self.talks[self.covers[:, period] & (self.opened | in_time)]


def cover_of(draft: Draft, employer: Employer) -> Cover:
    """What consultations can cover, once their columns have been declared."""
    scenario, entity, law = draft.sets.scenario, employer.entity, employer.law
    starts = [period.starts for period in scenario.periods]
    labels = [period.label for period in scenario.periods]
    talks = draft.groups[CONSULTATIONS]
    mine = talks.index["entity"] == scenario.entities.index(entity)
    earlier = [
        first_day(each.period)
        for each in scenario.under_way.consultations
        if each.entity == entity.id and each.period not in labels
    ]
    return Cover(
        talks=talks.ids[mine],
        covers=np.array([[law.covers(one, day) for day in starts] for one in starts]),
        opened=np.array([scenario.under_way.consulted(entity.id, label) for label in labels]),
        covered=np.array([any(law.covers(one, day) for one in earlier) for day in starts]),
    )
