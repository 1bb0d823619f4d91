"""Currency and time: present values of amounts, in the smallest unit of the planning currency."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import numpy as np
import numpy.typing as npt

from models.calendar import tail_years
from models.errors import InputError
from models.money import Money, minor_digits
from models.scenario import Scenario

Amounts = npt.NDArray[np.int64]
Figures = npt.NDArray[np.float64]
LARGEST = 1e14
"""Coefficients stay below a trillion units of two decimals, so that sums fit 64 bits."""

Converter = Callable[[Money], float]


def worth_in(scenario: Scenario) -> Converter:
    """Converter by the scenario's rate table.

    What it returns is exact to a float's 15 digits and not yet rounded: rounding happens once,
    when a coefficient is complete.
    """
    rates = {rate.currency: rate.value for rate in scenario.rates} | {scenario.currency: Decimal(1)}
    target = minor_digits(scenario.currency)

    def worth(money: Money) -> float:
        shift = target - minor_digits(money.currency)
        return float((Decimal(money.amount) * rates[money.currency]).scaleb(shift))

    return worth


def present_value(scenario: Scenario) -> tuple[Figures, Figures]:
    """Discount factors of payments at the start of periods, and year-fractions at present value.

    Returns
    -------
    factor
        [t] worth today of one unit paid on the first day of a period.
    years
        [t + tail] worth today of one unit a year, paid through a period; the last entry is all
        tail periods, each as long as the last period.
    """
    factor, years = instalments(scenario)
    return factor[: len(scenario.periods)], with_one_tail(scenario, years)


def instalments(scenario: Scenario) -> tuple[Figures, Figures]:
    """Discount factors and year-fractions at present value, each period of the tail by itself.

    Returns
    -------
    factor, years
        [i] periods, then tail periods, each as long as the last period.
    """
    periods, last = scenario.periods, scenario.periods[-1]
    days = [period.days for period in periods] + [last.days] * scenario.horizon.tail_periods
    first_days = [(period.starts - scenario.planning_date).days for period in periods]
    first_days += [
        first_days[-1] + last.days * (i + 1) for i in range(scenario.horizon.tail_periods)
    ]
    factor = (1.0 + scenario.discount_rate) ** (-np.array(first_days) / 365.0)
    return factor, factor * np.array(days) / 365.0


def undiscounted_years(scenario: Scenario) -> Figures:
    """[t + tail] length of every period, and of the whole tail, in years."""
    factor, years = instalments(scenario)
    return with_one_tail(scenario, years / factor)


def calendar_years(scenario: Scenario) -> list[int]:
    """[i] calendar year of each instalment: periods, then tail periods."""
    periods = scenario.periods
    return [
        *(period.starts.year for period in periods),
        *tail_years(scenario.horizon, periods[-1]),
    ]


def with_one_tail(scenario: Scenario, figures: Figures) -> Figures:
    """[..., i] of instalments -> [..., t + tail], the tail being the sum of its periods."""
    span = len(scenario.periods)
    tail = figures[..., span:].sum(axis=-1, keepdims=True)
    return np.concatenate([figures[..., :span], tail], axis=-1)


def rounded(figures: Figures) -> Amounts:
    """[...] complete coefficients, rounded once, half to even.

    Raises
    ------
    InputError
        An amount is so large that sums of it would no longer be exact.
    """
    largest = float(np.abs(figures).max(initial=0.0))
    if not largest < LARGEST:
        raise InputError.of(
            "makes a price that is too large for exact sums",
            found=f"{largest:.3g} of the smallest unit",
            next_step="Look for an amount or a rate that is off by a factor of 1000.",
        )
    return np.rint(figures).astype(np.int64)
