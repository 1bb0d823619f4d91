"""Lead times: when consultations, hires and filings must begin, and whom a consultation covers."""

from __future__ import annotations

from datetime import date, timedelta

from models.plan import Consultation, Move, RouteFiling
from models.scenario import Scenario
from models.workforce import Mode
from planner.rules.mass_redundancy import coverage


def covers(scenario: Scenario, talk: Consultation, move: Move) -> bool:
    """Whether a consultation covers the people whom a move makes redundant."""
    if move.mode is not Mode.REDUNDANCY:
        return False
    cohort = next(each for each in scenario.cohorts if each.id == move.cohort)
    office = next(each for each in scenario.offices if each.id == move.destination)
    labels = [period.label for period in scenario.periods]
    lands = labels.index(move.period)
    gone = min(lands + scenario.modes.of(move.mode).overlap_periods, len(labels) - 1)
    leaves = scenario.periods[gone].starts
    ends_by = coverage.must_end_by(scenario, cohort, leaves, office, scenario.periods[lands].starts)
    return coverage.covers(scenario, talk, cohort, leaves, ends_by)


def first_step(scenario: Scenario, move: Move) -> date:
    """Day of the first step of a move that cannot be undone."""
    office = next(each for each in scenario.offices if each.id == move.destination)
    lands = next(each.starts for each in scenario.periods if each.label == move.period)
    return coverage.first_step(office, lands)


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
