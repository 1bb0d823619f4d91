"""Separations of a plan that a consultation covers."""

from __future__ import annotations

from datetime import date, timedelta

from models.calendar import first_day
from models.labour import MassRedundancy
from planner.expanded_plan import ExpandedPlan, Separation


def law_on(expanded: ExpandedPlan, separation: Separation) -> MassRedundancy | None:
    """The law by which the employer has to consult; none abroad, or where there is no such law."""
    scenario, cohort = expanded.scenario, expanded.cohort(separation)
    seat = next(each.jurisdiction for each in scenario.offices if each.id == cohort.office)
    home = next(each.jurisdiction for each in scenario.entities if each.id == cohort.entity)
    if seat != home:
        return None
    return next(each.mass_redundancy for each in scenario.jurisdictions if each.id == home)


def is_consulted(expanded: ExpandedPlan, separation: Separation) -> bool:
    """Whether a consultation covers a separation, and can have run in time for it.

    A consultation that has been opened is in time for all that it covers. A new one is in time for
    a post that moves if it can be over before anybody is asked to sign and, where the firm says so,
    before the first step that cannot be undone.
    """
    scenario, law = expanded.scenario, law_on(expanded, separation)
    if law is None:
        return False
    entity, leaves = expanded.cohort(separation).entity, scenario.periods[separation.period].starts
    known = {period.label for period in scenario.periods}
    under_way = scenario.under_way.consultations
    talks = {talk: talk in under_way for talk in expanded.plan.consultations}
    talks |= {talk: True for talk in under_way if talk.period not in known}
    in_time = _decided(expanded, separation) >= scenario.acts_from + timedelta(
        days=law.consultation_days
    )
    return any(
        talk.entity == entity and law.covers(first_day(talk.period), leaves) and (opened or in_time)
        for talk, opened in talks.items()
    )


def _decided(expanded: ExpandedPlan, separation: Separation) -> date:
    """Day by which a consultation has to have run.

    A move may need a seat: where blocks can be had, one is assumed to be ordered for it. Where the
    number of posts falls, the day is given, and agreements take the time that is left.
    """
    scenario, move = expanded.scenario, separation.cause
    leaves = scenario.periods[separation.period].starts
    if move is None:
        return leaves
    asked = leaves - timedelta(days=_days_to_sign(expanded, separation))
    if not scenario.labour.consult_before_hiring:
        return asked
    there = scenario.offices[move.office]
    leads = [there.hiring_days] + [there.block_lead_days] * (there.max_blocks > 0)
    return min(asked, scenario.periods[move.lands].starts - timedelta(days=max(leads)))


def _days_to_sign(expanded: ExpandedPlan, separation: Separation) -> int:
    """Days from asking people to sign to the last signature."""
    home = expanded.cohort(separation).office
    seat = next(each.jurisdiction for each in expanded.scenario.offices if each.id == home)
    laws = {place.id: place.severance for place in expanded.scenario.jurisdictions}
    agreement = laws[seat].agreement
    return agreement.days if agreement is not None else 0
