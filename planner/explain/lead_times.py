"""Lead times: when consultations, hires and filings must begin, and whom a consultation covers."""

from __future__ import annotations

from datetime import date, timedelta

from models.calendar import first_day
from models.plan import Consultation, Move, RouteFiling
from models.scenario import Scenario
from models.workforce import Mode


def covers(scenario: Scenario, talk: Consultation, move: Move) -> bool:
    """Whether a consultation covers the people whom a move makes redundant.

    It does if they leave on a day that it covers, and if it can end before they are asked to sign
    and, under the firm's policy, before the first step that cannot be undone. A consultation that
    is under way counts as in time for everyone it covers.
    """
    labels = [period.label for period in scenario.periods]
    leaves = labels.index(move.period) + scenario.modes.of(move.mode).overlap_periods
    day = scenario.periods[min(leaves, len(labels) - 1)].starts
    decided = signing_day(scenario, move.cohort, day)
    if scenario.labour.consult_before_hiring:
        decided = min(decided, first_step(scenario, move))
    redundant = move.mode is Mode.REDUNDANCY
    return redundant and covers_those_of(scenario, talk, move.cohort, day, decided)


def covers_those_of(
    scenario: Scenario, talk: Consultation, cohort: str, leaves: date, decided: date
) -> bool:
    """Whether a consultation covers people of a cohort who are made redundant.

    Parameters
    ----------
    scenario
        Has the law of the place and what is under way.
    talk
        The consultation.
    cohort
        The cohort. The law of the employer's home does not apply to people abroad.
    leaves
        Day on which the people leave.
    decided
        Day by which the consultation must have ended.
    """
    group = next(each for each in scenario.cohorts if each.id == cohort)
    home = next(each.jurisdiction for each in scenario.entities if each.id == group.entity)
    seat = next(each.jurisdiction for each in scenario.offices if each.id == group.office)
    law = next(each.mass_redundancy for each in scenario.jurisdictions if each.id == home)
    if law is None or seat != home or talk.entity != group.entity:
        return False
    in_time = decided - timedelta(days=law.consultation_days) >= scenario.acts_from
    opened = talk in scenario.under_way.consultations
    return law.covers(first_day(talk.period), leaves) and (in_time or opened)


def signing_day(scenario: Scenario, cohort: str, leaves: date) -> date:
    """Return the day on which people are asked to sign, or the day they leave if nobody is."""
    home = next(each.office for each in scenario.cohorts if each.id == cohort)
    seat = next(each.jurisdiction for each in scenario.offices if each.id == home)
    law = next(each.severance for each in scenario.jurisdictions if each.id == seat)
    return leaves - timedelta(days=law.agreement.days if law.agreement is not None else 0)


def first_step(scenario: Scenario, move: Move) -> date:
    """Day of the first step of a move that cannot be undone.

    It is the opening of its hires, or the order of seat blocks for them if blocks can be added.
    """
    office = next(each for each in scenario.offices if each.id == move.destination)
    if not office.max_blocks:
        return hires_open(scenario, move)
    lands = next(each.starts for each in scenario.periods if each.label == move.period)
    return min(hires_open(scenario, move), lands - timedelta(days=office.block_lead_days))


def hires_open(scenario: Scenario, move: Move) -> date:
    """Return the day on which the hires of a move are opened."""
    office = next(each for each in scenario.offices if each.id == move.destination)
    lands = next(each.starts for each in scenario.periods if each.label == move.period)
    return lands - timedelta(days=office.hiring_days)


def filing_days(scenario: Scenario, filing: RouteFiling) -> int:
    """Return the days from filing a route until it is in force."""
    place = scenario.export_places[filing.entity]
    law = next(each.exports for each in scenario.jurisdictions if each.id == place)
    terms = law.terms(filing.route) if law is not None else None
    return terms.lead_days if terms is not None else 0
