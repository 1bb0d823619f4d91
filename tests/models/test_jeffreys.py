"""Jeffreys' estimate: against closed forms, published quantiles, and what must hold of any."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from models import jeffreys
from tests.support.builders import base_rate

HQ, HQ_SINCE_2017, BANKS, BANKS_SINCE_2021, GROUPS, CONSULTANCIES = 4937, 8033, 389, 208, 1422, 2844


def assert_percent_a_year(
    events: int, years: int, expected: tuple[float, float, float], within: float
) -> None:
    """Mean and the ends of nine tenths, to the digits of a table."""
    ends = (jeffreys.quantile(events, years, share) for share in (0.05, 0.95))
    found = [100 * each for each in (jeffreys.mean(events, years), *ends)]
    assert found == pytest.approx(expected, abs=within)


@pytest.mark.parametrize(
    ("events", "years", "mean", "low", "high"),
    [
        (1, HQ, 0.030, 0.004, 0.079),
        (3, HQ, 0.071, 0.022, 0.142),
        (0, HQ, 0.010, 0.000, 0.039),
        (0, HQ_SINCE_2017, 0.006, 0.000, 0.024),
        (1, HQ_SINCE_2017, 0.019, 0.002, 0.049),
        (4, HQ_SINCE_2017, 0.056, 0.021, 0.105),
        (2, HQ_SINCE_2017, 0.031, 0.007, 0.069),
    ],
)
def test_regional_headquarters_in_shanghai(
    events: int, years: int, mean: float, low: float, high: float
) -> None:
    """Percent a year, to the digits of the table that was worked out with another library."""
    assert_percent_a_year(events, years, (mean, low, high), within=6e-4)


@pytest.mark.parametrize(
    ("events", "years", "mean", "low", "high"),
    [
        (3, BANKS, 0.90, 0.28, 1.81),
        (2, BANKS_SINCE_2021, 1.20, 0.28, 2.67),
        (0, BANKS_SINCE_2021, 0.24, 0.00, 0.93),
        (0, BANKS, 0.13, 0.00, 0.49),
        (3, GROUPS, 0.25, 0.08, 0.50),
        (3, CONSULTANCIES, 0.12, 0.04, 0.25),
        (2, CONSULTANCIES, 0.09, 0.02, 0.20),
    ],
)
def test_foreign_banks_and_consultancies(
    events: int, years: int, mean: float, low: float, high: float
) -> None:
    """Percent a year; the firm-years of the table are rounded themselves."""
    assert_percent_a_year(events, years, (mean, low, high), within=1e-2)


@pytest.mark.parametrize(
    ("events", "chi_square"), [(0, 3.8415), (1, 7.8147), (2, 11.0705), (7, 24.9958), (49, 123.2252)]
)
def test_the_quantile_is_half_of_that_of_chi_square(events: int, chi_square: float) -> None:
    """Gamma(k + 1/2) is half of a chi-square with 2k + 1 degrees of freedom: its 95 % points."""
    assert 2 * jeffreys.quantile(events, 1, 0.95) == pytest.approx(chi_square, abs=5e-5)


@pytest.mark.slow
@given(st.integers(0, 300), st.floats(0.001, 0.999))
def test_quantiles_rise_with_events_and_with_probability(events: int, probability: float) -> None:
    here = jeffreys.quantile(events, 1, probability)

    assert 0 <= here < jeffreys.quantile(events + 1, 1, probability)
    assert here <= jeffreys.quantile(events, 1, probability + 0.0005)
    assert math.isfinite(here)


def test_low_base_and_high_of_a_rate() -> None:
    """The service company of the table: 0.03, 0.3 and 4 % a year, one in ten being known."""
    found = base_rate("services", 1, HQ, factor=10, factor_low=1, factor_high=50)

    assert 100 * found.low == pytest.approx(0.0304, abs=1e-4)
    assert 100 * found.likelihood == pytest.approx(0.304, abs=1e-3)
    assert 100 * found.high == pytest.approx(3.957, abs=1e-3)


def test_the_largest_factor_is_that_of_the_upper_end() -> None:
    """With it a likelihood is at the end of its interval, and still within it."""
    found = base_rate("services", 1, HQ, factor=10, factor_low=1, factor_high=50)

    at_end = found.model_copy(update={"factor": found.largest_factor})
    assert at_end.likelihood == found.high == at_end.high
    assert type(found).model_validate(at_end.model_dump()) == at_end


def test_no_rate_makes_anything_more_than_certain() -> None:
    found = base_rate("often", 9, 3.0, factor=2.0, factor_high=3.0)

    assert (found.low, found.likelihood, found.high) == (1.0, 1.0, 1.0)


@pytest.mark.parametrize(
    "factors", [{"factor": 0.5}, {"factor": 9.0, "factor_high": 2.0}], ids=["below", "above"]
)
def test_a_factor_outside_its_own_interval_is_refused(factors: dict[str, float]) -> None:
    """Seven events, 7.5 on average and 12.5 at the quantile: twice that is less than 9 times."""
    with pytest.raises(ValidationError, match="is not between"):
        base_rate("odd", 7, 100.0, **factors)
