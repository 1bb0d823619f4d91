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

from models.scenario import Scenario
from models.workforce import Mode
from planner.costs.figures import (
    annual_pay,
    at_home,
    domestic_offices,
    has_service,
    listed_costs,
    moving_costs,
    or_zero,
    ramp_up_shares,
    seats_taken,
)
from planner.costs.labour_market import attrition, pay_levels
from planner.costs.placements import placeable, retraining_costs
from planner.costs.severance import severance_prices
from planner.valuation import (
    Amounts,
    Figures,
    instalments,
    present_value,
    rounded_amounts,
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
    stated, has_pay = annual_pay(scenario, worth)
    # Pay, and what goes by pay, is [c, o, i]: periods, then each period of the tail.
    pay = stated[:, :, None] * levels
    hiring = pay * np.array([office.hiring_share for office in scenario.offices])[:, None]
    ramp = _dearer(scenario, pay)[:, :, None] * ramp_up_shares(scenario)[:, None]
    domestic = domestic_offices(scenario)
    moving = moving_costs(scenario, domestic, worth)
    pairs = placeable(scenario)
    retrained, course = retraining_costs(scenario, pairs, at_home(scenario, pay)[:, :span], worth)
    leaving = severance_prices(scenario, worth, levels)
    refilling = hiring + ramp[:, :, list(Mode).index(Mode.REFILL)]
    fit_out = np.array([or_zero(office.block_fit_out, worth) for office in scenario.offices])
    lease = np.array([or_zero(office.block_lease, worth) for office in scenario.offices])
    seat_lease = np.array([or_zero(office.lease, worth) for office in scenario.offices])
    listed, landing = listed_costs(scenario, worth)
    flat = np.ones_like(factor)
    return CostBook(
        has_pay=has_pay,
        has_service=has_service(scenario),
        run_rate=rounded_amounts(with_one_tail(scenario, pay * each_year)),
        hand_over_cash=_hand_over(scenario, pay),
        domestic=domestic,
        relocation=rounded_amounts(moving[:, :, None] * factor),
        relocation_cash=rounded_amounts(moving[:, :, None] * flat),
        hiring=rounded_amounts((hiring * each_factor)[..., :span]),
        hiring_cash=rounded_amounts(hiring[..., :span]),
        ramp_up=rounded_amounts((ramp * each_factor)[..., :span]),
        severance=rounded_amounts(leaving.moved * factor),
        severance_cash=rounded_amounts(leaving.moved),
        severance_falling=rounded_amounts(leaving.falling * factor),
        severance_falling_cash=rounded_amounts(leaving.falling),
        severance_consulted=rounded_amounts(leaving.consulted * factor),
        severance_consulted_cash=rounded_amounts(leaving.consulted),
        severance_falling_consulted=rounded_amounts(leaving.consulted_falling * factor),
        severance_falling_consulted_cash=rounded_amounts(leaving.consulted_falling),
        in_lieu=leaving.in_lieu,
        by_statute=leaving.by_statute,
        by_statute_falling=leaving.by_statute_falling,
        service=rounded_amounts(leaving.service * factor),
        service_cash=rounded_amounts(leaving.service),
        leavers=_leavers(scenario),
        filling=rounded_amounts((refilling * each_factor)[..., :span]),
        replacing=rounded_amounts(
            with_one_tail(scenario, refilling * attrition(scenario) * each_year)
        ),
        placeable=pairs,
        retraining=rounded_amounts(retrained * factor),
        retraining_cash=rounded_amounts(course[:, None] * flat),
        fit_out=rounded_amounts(fit_out[:, None] * factor),
        fit_out_cash=rounded_amounts(fit_out[:, None] * flat),
        lease=rounded_amounts(lease[:, None] * years),
        lease_cash=rounded_amounts(lease[:, None] * undiscounted_years(scenario)),
        seat_lease=rounded_amounts(seat_lease[:, None] * years),
        seats=seats_taken(scenario),
        listed=listed,
        landing=rounded_amounts(landing[:, :, None] * factor),
        landing_cash=rounded_amounts(landing[:, :, None] * flat),
    )


def _hand_over(scenario: Scenario, pay: Figures) -> Amounts:
    days = np.array([period.days for period in scenario.periods])
    return rounded_amounts(at_home(scenario, pay)[:, : len(days)] * days / 365.0)


def _dearer(scenario: Scenario, pay: Figures) -> Figures:
    """[c, o, i] the higher of the pay at home and at the office: the work lost is the same."""
    dearer: Figures = np.maximum(pay, at_home(scenario, pay)[:, None])
    return dearer


def _leavers(scenario: Scenario) -> Amounts:
    days = np.array([period.days for period in scenario.periods])
    own = np.array([cohort.attrition for cohort in scenario.cohorts])
    return rounded_amounts(own[:, None] * days / 365.0 * SHARES_OF_A_HEAD)
