"""Separations of a plan that a consultation covers."""

from __future__ import annotations

from datetime import date, timedelta

from models.calendar import first_day
from models.labour import MassRedundancy
from models.places import Office
from models.plan import Consultation
from models.scenario import Scenario
from models.workforce import Cohort
from planner.expanded_plan import ExpandedPlan, Separation


def law_on(scenario: Scenario, cohort: Cohort) -> MassRedundancy | None:
    """The law by which the employer has to consult; none abroad, or where there is no such law."""
    seat = next(each.jurisdiction for each in scenario.offices if each.id == cohort.office)
    home = next(each.jurisdiction for each in scenario.entities if each.id == cohort.entity)
    if seat != home:
        return None
    return next(each.mass_redundancy for each in scenario.jurisdictions if each.id == home)


def is_consulted(expanded: ExpandedPlan, separation: Separation) -> bool:
    """Whether a consultation of the plan, or one under way, covers a separation."""
    scenario, cohort = expanded.scenario, expanded.cohort(separation)
    leaves = scenario.periods[separation.period].starts
    ends_by = _must_end_by(expanded, separation)
    known = {period.label for period in scenario.periods}
    before = (each for each in scenario.under_way.consultations if each.period not in known)
    talks = (*expanded.plan.consultations, *before)
    return any(covers(scenario, talk, cohort, leaves, ends_by) for talk in talks)


def covers(
    scenario: Scenario, talk: Consultation, cohort: Cohort, leaves: date, must_end_by: date
) -> bool:
    """Whether a consultation covers people who are made redundant, and can have run in time.

    Parameters
    ----------
    scenario
        Has the law of the place and what is under way.
    talk
        The consultation. One that has been opened is in time for all that it covers.
    cohort
        Whose people leave. The law of the employer's home does not apply to people abroad.
    leaves
        Day on which they leave.
    must_end_by
        Day by which a consultation that is yet to be opened has to have run.
    """
    law = law_on(scenario, cohort)
    if law is None or talk.entity != cohort.entity:
        return False
    opened = talk in scenario.under_way.consultations
    in_time = must_end_by - timedelta(days=law.consultation_days) >= scenario.planning_date
    return law.covers(first_day(talk.period), leaves) and (opened or in_time)


def must_end_by(
    scenario: Scenario, cohort: Cohort, leaves: date, destination: Office, lands: date
) -> date:
    """Day by which a consultation on posts that move has to have run.

    It has to before anybody is asked to sign and, where the firm says so, before the first step
    that cannot be undone.
    """
    signing = signing_day(scenario, cohort, leaves)
    if not scenario.labour.consult_before_hiring:
        return signing
    return min(signing, first_step(destination, lands))


def first_step(destination: Office, lands: date) -> date:
    """Day of the first step towards a landing that cannot be undone.

    It is the opening of the hires, or the order of seat blocks for them if blocks can be added: a
    move may need a seat, so one is assumed to be ordered for it.
    """
    leads = [destination.hiring_days]
    leads += [destination.block_lead_days] * (destination.max_blocks > 0)
    return lands - timedelta(days=max(leads))


def signing_day(scenario: Scenario, cohort: Cohort, leaves: date) -> date:
    """Day on which people are asked to sign, or the day they leave if nobody is."""
    seat = next(each.jurisdiction for each in scenario.offices if each.id == cohort.office)
    law = next(each.severance for each in scenario.jurisdictions if each.id == seat)
    return leaves - timedelta(days=law.agreement.days if law.agreement is not None else 0)


def _must_end_by(expanded: ExpandedPlan, separation: Separation) -> date:
    """The same for a separation.

    Where the number of posts falls, the day is given, and agreements take the time that is left.
    """
    scenario, move = expanded.scenario, separation.cause
    leaves = scenario.periods[separation.period].starts
    if move is None:
        return leaves
    lands = scenario.periods[move.lands].starts
    there = scenario.offices[move.office]
    return must_end_by(scenario, expanded.cohort(separation), leaves, there, lands)
