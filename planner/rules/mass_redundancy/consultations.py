"""Employers that must consult on separations, their thresholds, and what a consultation covers."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction

import numpy as np

from models.calendar import first_day
from models.labour import MassRedundancy
from models.places import Entity
from models.plan import Consultation
from models.scenario import Scenario
from planner.formulation.builder import ProgramBuilder
from planner.formulation.decisions import ENTITY, PERIOD, rows_by_axes
from planner.formulation.sets import Integers, Mask

CONSULTATIONS = "consultations"
CONSULTATIONS_HELD = rows_by_axes(
    CONSULTATIONS, "consultations", Consultation, {"entity": ENTITY, "period": PERIOD}
)


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


def cover_of(builder: ProgramBuilder, employer: Employer) -> Cover:
    """What consultations can cover, once their columns have been declared."""
    scenario, entity, law = builder.sets.scenario, employer.entity, employer.law
    starts = [period.starts for period in scenario.periods]
    labels = [period.label for period in scenario.periods]
    talks = builder.groups[CONSULTATIONS]
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


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of days in which separations count together."""

    first: int
    """First period whose separations it contains."""
    last: int
    past: int
    """Separations before the planning date that it contains."""

    @property
    def periods(self) -> range:
        """Periods whose separations it contains."""
        return range(self.first, self.last + 1)


def windows_of(scenario: Scenario, entity: Entity, law: MassRedundancy) -> list[Window]:
    """Windows that lie within no other, in the order of their days.

    A window is one that starts with a separation: of two that end with the same period the one
    that starts first contains the other.
    """
    starts = [period.starts for period in scenario.periods]
    past = {each.on: each.heads for each in scenario.separations if each.entity == entity.id}
    longest: dict[int, Window] = {}
    for day in sorted({*past, *starts}):
        ends = day + timedelta(days=law.window_days)
        held = [t for t, start in enumerate(starts) if day <= start < ends]
        if held and held[-1] not in longest:
            before = sum(heads for on, heads in past.items() if day <= on < ends)
            longest[held[-1]] = Window(held[0], held[-1], before)
    return list(longest.values())


def threshold_of(scenario: Scenario, entity: Entity, law: MassRedundancy) -> int:
    """Separations at which a consultation is due."""
    places = {office.id: office.jurisdiction for office in scenario.offices}
    staff = entity.other_staff + sum(
        cohort.posts - cohort.vacant
        for cohort in scenario.cohorts
        if cohort.entity == entity.id and places[cohort.office] == entity.jurisdiction
    )
    if law.share is None:
        return law.heads
    return max(1, min(law.heads, math.ceil(Fraction(str(law.share)) * staff)))
