"""Figures of the scenario's tables as arrays, in the planning currency and not yet discounted."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from models.money import Money
from models.scenario import Scenario
from models.workforce import Mode
from planner.valuation import Amounts, Converter, Figures, rounded_amounts


def at_home(scenario: Scenario, figures: Figures) -> Figures:
    """[c, o, ...] -> [c, ...] of each cohort's home office."""
    offices = {office.id: i for i, office in enumerate(scenario.offices)}
    home = [offices[cohort.office] for cohort in scenario.cohorts]
    here: Figures = figures[np.arange(len(home)), home]
    return here


def or_zero(money: Money | None, worth: Converter) -> float:
    """An amount in the planning currency; 0 if none is given."""
    return worth(money) if money is not None else 0.0


def domestic_offices(scenario: Scenario) -> npt.NDArray[np.bool_]:
    """[c, o] whether an office is of the same employer and jurisdiction as the home office."""
    circle = {office.id: (office.jurisdiction, office.entity) for office in scenario.offices}
    rows = [
        [
            (circle[cohort.office][0], cohort.entity) == circle[office.id]
            for office in scenario.offices
        ]
        for cohort in scenario.cohorts
    ]
    return np.array(rows)


def moving_costs(scenario: Scenario, domestic: npt.NDArray[np.bool_], worth: Converter) -> Figures:
    """[c, o] package and permit of one transfer; no permit where it is domestic."""
    abroad = [
        or_zero(office.relocation, worth) + or_zero(office.visa, worth)
        for office in scenario.offices
    ]
    inland = [or_zero(office.domestic_relocation, worth) for office in scenario.offices]
    return np.where(domestic, np.array(inland)[None, :], np.array(abroad)[None, :])


def annual_pay(scenario: Scenario, worth: Converter) -> tuple[Figures, npt.NDArray[np.bool_]]:
    """[c, o] annual pay as stated, and whether any is; a cohort's own replaces its role's."""
    known = {(rate.role, rate.office): worth(rate.annual) for rate in scenario.pay}
    offices = [office.id for office in scenario.offices]
    own = {(row.cohort, row.office): worth(row.annual) for row in scenario.costs if row.annual}
    rows = [
        [own.get((cohort.id, office), known.get((cohort.role, office))) for office in offices]
        for cohort in scenario.cohorts
    ]
    pay = np.array([[figure or 0.0 for figure in row] for row in rows])
    return pay, np.array([[figure is not None for figure in row] for row in rows])


def listed_costs(scenario: Scenario, worth: Converter) -> tuple[npt.NDArray[np.bool_], Figures]:
    """[c, o] whether a one-off figure is listed, and that figure."""
    own = {(row.cohort, row.office): worth(row.one_off) for row in scenario.costs if row.one_off}
    rows = [
        [own.get((cohort.id, office.id)) for office in scenario.offices]
        for cohort in scenario.cohorts
    ]
    listed = np.array([[figure is not None for figure in row] for row in rows])
    return listed, np.array([[figure or 0.0 for figure in row] for row in rows])


def seats_taken(scenario: Scenario) -> Amounts:
    """[c, o] thousandths of a seat that one post takes."""
    own = {(row.cohort, row.office): row.seats_per_head for row in scenario.costs}
    rows = []
    for cohort in scenario.cohorts:
        there = (own.get((cohort.id, office.id)) for office in scenario.offices)
        rows.append([cohort.seats_per_head if each is None else each for each in there])
    return rounded_amounts(np.array(rows) * 1000.0)


def ramp_up_shares(scenario: Scenario) -> Figures:
    """[m] share of a year's output that a newcomer loses while learning."""
    policies = [scenario.modes.of(mode) for mode in Mode]
    return np.array([policy.ramp_up_months / 12.0 * policy.ramp_up_loss for policy in policies])


def has_service(scenario: Scenario) -> npt.NDArray[np.bool_]:
    """[c] whether length of service is known."""
    known = {band.cohort for band in scenario.service}
    return np.array([cohort.id in known for cohort in scenario.cohorts])
