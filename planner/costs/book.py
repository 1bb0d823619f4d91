"""Every coefficient of cost, rounded once, to the smallest unit of the planning currency.

Arrays are indexed by cohort ``c``, office ``o``, mode ``m`` and period ``t`` in the order of the
scenario's tables. Arrays over time end with the tail where what they price goes on after the
horizon: index ``T`` is all tail periods together. ``cash`` is undiscounted, all else is at
present value.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from models.money import Money
from models.scenario import Scenario
from models.workforce import Mode
from planner.costs.labour_market import attrition, pay_levels
from planner.costs.placements import placeable, retraining
from planner.costs.severance import severance_prices
from planner.valuation import (
    Amounts,
    Figures,
    Worth,
    instalments,
    present_value,
    rounded,
    undiscounted_years,
    with_one_tail,
    worth_in,
)

SHARES_OF_A_HEAD = 10_000
"""Leavers and vacancies are counted in this many parts of a post, as whole numbers."""


@dataclass(frozen=True, eq=False)
class CostBook:
    """Prices of one scenario, integers of the smallest unit of the planning currency."""

    has_pay: npt.NDArray[np.bool_]
    """[c, o] whether the role exists at the office."""
    has_service: npt.NDArray[np.bool_]
    """[c] whether length of service is known."""
    run_rate: Amounts
    """[c, o, t + tail] one post for one period."""
    hand_over_cash: Amounts
    """[c, t] one post at home for one period: the second pay while a successor learns."""
    domestic: npt.NDArray[np.bool_]
    """[c, o] whether the office is of the same employer and jurisdiction as the home office."""
    relocation: Amounts
    """[c, o, t] one transfer: package and permit; the package alone where it is domestic."""
    relocation_cash: Amounts
    """[c, o, t]"""
    hiring: Amounts
    """[c, o, t] one hire."""
    hiring_cash: Amounts
    """[c, o, t]"""
    ramp_up: Amounts
    """[c, o, m, t] output lost while a newcomer learns, at the dearer pay of home and there; never
    cash."""
    severance: Amounts
    """[c, t] one post that moves without its holder, who leaves on the first day of t."""
    severance_cash: Amounts
    """[c, t]"""
    severance_falling: Amounts
    """[c, t] one holder who leaves on the first day of t because the number of posts falls."""
    severance_falling_cash: Amounts
    """[c, t]"""
    severance_consulted: Amounts
    """[c, t] ``severance`` where a consultation has been held; never more than without."""
    severance_consulted_cash: Amounts
    """[c, t]"""
    severance_falling_consulted: Amounts
    """[c, t] ``severance_falling`` where a consultation has been held; never more than without."""
    severance_falling_consulted_cash: Amounts
    """[c, t]"""
    in_lieu: npt.NDArray[np.bool_]
    """[c, t] whether notice is paid for to holders whose posts move, and so need not be served."""
    by_statute: npt.NDArray[np.bool_]
    """[c, t] whether holders whose posts move, consulted on, are dismissed by statute, and sign
    nothing."""
    by_statute_falling: npt.NDArray[np.bool_]
    """[c, t] the same of holders whose posts fall away."""
    service: Amounts
    """[c, t] one person who changes employer on the first day of t: years of service."""
    service_cash: Amounts
    """[c, t]"""
    leavers: Amounts
    """[c, t] ten-thousandths of each filled post that attrition empties in a period."""
    filling: Amounts
    """[c, o, t] filling one vacancy there: hire and ramp-up."""
    replacing: Amounts
    """[c, o, t + tail] replacing the leavers of one filled post by attrition in a period."""
    placeable: Amounts
    """[pair, 3] cohort, another whose vacant posts its people can take, line of substitutes."""
    retraining: Amounts
    """[pair, t] one person placed: course and output lost."""
    retraining_cash: Amounts
    """[pair, t]"""
    fit_out: Amounts
    """[o, t] one block."""
    fit_out_cash: Amounts
    """[o, t]"""
    lease: Amounts
    """[o, t + tail] one block for one period."""
    lease_cash: Amounts
    """[o, t + tail]"""
    seat_lease: Amounts
    """[o, t + tail] one seat held at the planning date for one period."""
    seats: Amounts
    """[c, o] thousandths of a seat that one post takes."""
    listed: npt.NDArray[np.bool_]
    """[c, o] whether one figure replaces all other one-off prices of landing there."""
    landing: Amounts
    """[c, o, t] that figure."""
    landing_cash: Amounts
    """[c, o, t]"""


def cost_book(scenario: Scenario) -> CostBook:
    """Work out every price of a scenario."""
    worth, span = worth_in(scenario), len(scenario.periods)
    factor, years = present_value(scenario)
    each_factor, each_year = instalments(scenario)
    levels = pay_levels(scenario)
    stated, has_pay = _annual_pay(scenario, worth)
    # Pay, and what goes by pay, is [c, o, i]: periods, then each period of the tail.
    pay = stated[:, :, None] * levels
    hiring = pay * np.array([office.hiring_share for office in scenario.offices])[:, None]
    ramp = _dearer(scenario, pay)[:, :, None] * _ramp_up_shares(scenario)[:, None]
    domestic = _domestic(scenario)
    moving = _moving(scenario, domestic, worth)
    pairs = placeable(scenario)
    retrained, course = retraining(scenario, pairs, _at_home(scenario, pay)[:, :span], worth)
    leaving = severance_prices(scenario, worth, levels)
    refilling = hiring + ramp[:, :, list(Mode).index(Mode.REFILL)]
    fit_out = np.array([_or_zero(office.block_fit_out, worth) for office in scenario.offices])
    lease = np.array([_or_zero(office.block_lease, worth) for office in scenario.offices])
    seat_lease = np.array([_or_zero(office.lease, worth) for office in scenario.offices])
    listed, landing = _listed(scenario, worth)
    flat = np.ones_like(factor)
    return CostBook(
        has_pay=has_pay,
        has_service=_has_service(scenario),
        run_rate=rounded(with_one_tail(scenario, pay * each_year)),
        hand_over_cash=_hand_over(scenario, pay),
        domestic=domestic,
        relocation=rounded(moving[:, :, None] * factor),
        relocation_cash=rounded(moving[:, :, None] * flat),
        hiring=rounded((hiring * each_factor)[..., :span]),
        hiring_cash=rounded(hiring[..., :span]),
        ramp_up=rounded((ramp * each_factor)[..., :span]),
        severance=rounded(leaving.moved * factor),
        severance_cash=rounded(leaving.moved),
        severance_falling=rounded(leaving.falling * factor),
        severance_falling_cash=rounded(leaving.falling),
        severance_consulted=rounded(leaving.consulted * factor),
        severance_consulted_cash=rounded(leaving.consulted),
        severance_falling_consulted=rounded(leaving.consulted_falling * factor),
        severance_falling_consulted_cash=rounded(leaving.consulted_falling),
        in_lieu=leaving.in_lieu,
        by_statute=leaving.by_statute,
        by_statute_falling=leaving.by_statute_falling,
        service=rounded(leaving.service * factor),
        service_cash=rounded(leaving.service),
        leavers=_leavers(scenario),
        filling=rounded((refilling * each_factor)[..., :span]),
        replacing=rounded(with_one_tail(scenario, refilling * attrition(scenario) * each_year)),
        placeable=pairs,
        retraining=rounded(retrained * factor),
        retraining_cash=rounded(course[:, None] * flat),
        fit_out=rounded(fit_out[:, None] * factor),
        fit_out_cash=rounded(fit_out[:, None] * flat),
        lease=rounded(lease[:, None] * years),
        lease_cash=rounded(lease[:, None] * undiscounted_years(scenario)),
        seat_lease=rounded(seat_lease[:, None] * years),
        seats=_seats(scenario),
        listed=listed,
        landing=rounded(landing[:, :, None] * factor),
        landing_cash=rounded(landing[:, :, None] * flat),
    )


def _hand_over(scenario: Scenario, pay: Figures) -> Amounts:
    days = np.array([period.days for period in scenario.periods])
    return rounded(_at_home(scenario, pay)[:, : len(days)] * days / 365.0)


def _at_home(scenario: Scenario, figures: Figures) -> Figures:
    """[c, o, ...] -> [c, ...] of each cohort's home office."""
    offices = {office.id: i for i, office in enumerate(scenario.offices)}
    home = [offices[cohort.office] for cohort in scenario.cohorts]
    here: Figures = figures[np.arange(len(home)), home]
    return here


def _dearer(scenario: Scenario, pay: Figures) -> Figures:
    """[c, o, i] the higher of the pay at home and at the office: the work lost is the same."""
    dearer: Figures = np.maximum(pay, _at_home(scenario, pay)[:, None])
    return dearer


def _or_zero(money: Money | None, worth: Worth) -> float:
    return worth(money) if money is not None else 0.0


def _domestic(scenario: Scenario) -> npt.NDArray[np.bool_]:
    circle = {office.id: (office.jurisdiction, office.entity) for office in scenario.offices}
    rows = [
        [
            (circle[cohort.office][0], cohort.entity) == circle[office.id]
            for office in scenario.offices
        ]
        for cohort in scenario.cohorts
    ]
    return np.array(rows)


def _moving(scenario: Scenario, domestic: npt.NDArray[np.bool_], worth: Worth) -> Figures:
    """[c, o] package and permit of one transfer; no permit where it is domestic."""
    abroad = [
        _or_zero(office.relocation, worth) + _or_zero(office.visa, worth)
        for office in scenario.offices
    ]
    inland = [_or_zero(office.domestic_relocation, worth) for office in scenario.offices]
    return np.where(domestic, np.array(inland)[None, :], np.array(abroad)[None, :])


def _annual_pay(scenario: Scenario, worth: Worth) -> tuple[Figures, npt.NDArray[np.bool_]]:
    known = {(rate.role, rate.office): worth(rate.annual) for rate in scenario.pay}
    offices = [office.id for office in scenario.offices]
    own = {(row.cohort, row.office): worth(row.annual) for row in scenario.costs if row.annual}
    rows = [
        [own.get((cohort.id, office), known.get((cohort.role, office))) for office in offices]
        for cohort in scenario.cohorts
    ]
    pay = np.array([[figure or 0.0 for figure in row] for row in rows])
    return pay, np.array([[figure is not None for figure in row] for row in rows])


def _listed(scenario: Scenario, worth: Worth) -> tuple[npt.NDArray[np.bool_], Figures]:
    own = {(row.cohort, row.office): worth(row.one_off) for row in scenario.costs if row.one_off}
    rows = [
        [own.get((cohort.id, office.id)) for office in scenario.offices]
        for cohort in scenario.cohorts
    ]
    listed = np.array([[figure is not None for figure in row] for row in rows])
    return listed, np.array([[figure or 0.0 for figure in row] for row in rows])


def _seats(scenario: Scenario) -> Amounts:
    own = {(row.cohort, row.office): row.seats_per_head for row in scenario.costs}
    rows = []
    for cohort in scenario.cohorts:
        there = (own.get((cohort.id, office.id)) for office in scenario.offices)
        rows.append([cohort.seats_per_head if each is None else each for each in there])
    return rounded(np.array(rows) * 1000.0)


def _ramp_up_shares(scenario: Scenario) -> Figures:
    policies = [scenario.modes.of(mode) for mode in Mode]
    return np.array([policy.ramp_up_months / 12.0 * policy.ramp_up_loss for policy in policies])


def _has_service(scenario: Scenario) -> npt.NDArray[np.bool_]:
    known = {band.cohort for band in scenario.service}
    return np.array([cohort.id in known for cohort in scenario.cohorts])


def _leavers(scenario: Scenario) -> Amounts:
    days = np.array([period.days for period in scenario.periods])
    own = np.array([cohort.attrition for cohort in scenario.cohorts])
    return rounded(own[:, None] * days / 365.0 * SHARES_OF_A_HEAD)
