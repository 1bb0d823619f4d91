"""Draws of uncertain inputs: within their ranges, likeliest at the base, the same for a seed."""

from __future__ import annotations

import numpy as np
import pytest

from models.ranges import Range
from models.risk import Channel, Loss
from planner.sensitivity import InputValue, draw_values, scenario_at, uncertain_inputs
from tests.support.builders import base_rate, case, inspection, money, rate, topic
from tests.support.uncertain_company import BUDGET, LIKELIHOOD, PAY, company, moving_at_a_price

DRAWS = 4000


def amounts(*ranges: Range, seed: int = 0) -> list[list[float]]:
    """[input][draw]"""
    of = company(*ranges)
    sample = draw_values(of, uncertain_inputs(of), DRAWS, seed)
    return [[float(figure.amount) for _, figure in column] for column in zip(*sample, strict=True)]


def test_draws_follow_a_triangle() -> None:
    """Likelihood 0, 0.1, 0.3: mean (0 + 0.1 + 0.3) / 3, a third below the base, and half of that
    third below 0.1 / sqrt(2)."""
    (drawn,) = amounts(LIKELIHOOD)

    assert min(drawn) >= 0.0
    assert max(drawn) <= 0.3
    assert np.mean(drawn) == pytest.approx(0.4 / 3, abs=0.003)
    assert np.mean(np.array(drawn) < 0.1) == pytest.approx(1 / 3, abs=0.02)
    assert np.mean(np.array(drawn) < 0.1 / 2**0.5) == pytest.approx(1 / 6, abs=0.02)


RATE = Range(table="base_rates", row="peers", field="factor", low="1", high="100")


def factors(low: str, high: str, factor: float = 10.0) -> list[float]:
    """Draws of the factor of a base rate."""
    peers = base_rate("peers", 5, 1000.0, factor=factor, factor_low=0.0, factor_high=500.0)
    of = company(
        RATE.model_copy(update={"low": low, "high": high}),
        base_rates=(peers,),
        cases=(case("raid", "leak", None, "USD 365000", base_rate="peers"),),
    )
    sample = draw_values(of, uncertain_inputs(of), DRAWS, 0)
    return [float(figure.amount) for ((_, figure),) in sample]


def test_the_factor_of_a_base_rate_is_drawn_about_its_base() -> None:
    """From 1 by 10 to 100 half of all draws lie below 10, and in logarithms a triangle: an eighth
    below the root of 10. On a straight scale half of them would lie above 33."""
    drawn = factors("1", "100")

    assert np.median(drawn) == pytest.approx(10.0, rel=0.05)
    assert np.mean(np.array(drawn) < 10**0.5) == pytest.approx(1 / 8, abs=0.02)
    assert min(drawn) >= 1.0
    assert max(drawn) <= 100.0


def test_a_narrow_factor_of_a_base_rate_is_drawn_so_too() -> None:
    """From 5 by 10 to 20 half lie below 10; straight half would lie below 11.3."""
    assert np.median(factors("5", "20")) == pytest.approx(10.0, rel=0.02)


def test_a_factor_from_zero_is_drawn_as_far_down_as_up() -> None:
    """Zero, 10, 40: from 2.5 on. With a base of zero, or at the high end, it is a straight one."""
    drawn = factors("0", "40")

    assert np.median(drawn) == pytest.approx(10.0, rel=0.05)
    assert 2.5 <= min(drawn) < 2.7
    assert np.median(factors("0", "40", factor=0.0)) == pytest.approx(40 * (1 - 0.5**0.5), rel=0.05)
    assert np.median(factors("0", "10")) == pytest.approx(10 * 0.5**0.5, rel=0.05)


@pytest.mark.parametrize(
    ("low", "high", "median"),
    [
        ("0.01", "1", 0.1),  # A hundred times: in logarithms.
        ("0.05", "0.2", 0.2 - (0.5 * 0.15 * 0.1) ** 0.5),  # Four times: straight.
        ("0", "1", 0.1),  # Ten times the base.
        ("0", "0.4", 0.4 - (0.5 * 0.4 * 0.3) ** 0.5),  # Four times the base.
    ],
)
def test_wide_ranges_are_drawn_in_logarithms(low: str, high: str, median: float) -> None:
    """Of a likelihood of 0.1: more than four times from end to end, or from the base where the low
    end is zero."""
    (drawn,) = amounts(LIKELIHOOD.model_copy(update={"low": low, "high": high}))

    assert np.median(drawn) == pytest.approx(median, rel=0.04)


def test_inputs_are_drawn_independently() -> None:
    """No correlation between pay and likelihood."""
    likelihood, annual = amounts(LIKELIHOOD, PAY)

    assert abs(np.corrcoef(likelihood, annual)[0, 1]) < 0.05


def test_the_same_seed_draws_the_same() -> None:
    """And another one something else."""
    assert amounts(LIKELIHOOD, PAY) == amounts(LIKELIHOOD, PAY)
    assert amounts(LIKELIHOOD) != amounts(LIKELIHOOD, seed=1)


def test_a_base_at_an_end_and_a_range_of_nothing() -> None:
    """A triangle that only falls, and a single point."""
    falling = LIKELIHOOD.model_copy(update={"low": "0.1"})
    point = PAY.model_copy(update={"low": "USD 36500", "high": "USD 36500"})
    likelihood, annual = amounts(falling, point)

    assert min(likelihood) >= 0.1
    assert np.mean(likelihood) == pytest.approx(0.5 / 3, abs=0.003)
    assert set(annual) == {3_650_000.0}


def test_every_kind_of_figure_can_stand_where_it_is_drawn_for() -> None:
    """Money in whole cents, counts whole, rates with no more decimals than they may have."""
    ranges = (
        PAY,
        LIKELIHOOD,
        BUDGET,
        Range(table="offices", row="bengaluru", field="seats", low="5", high="100"),
        Range(table="rates", row="INR", field="worth", low="0.0105", high="0.0125"),
        Range(table="settings", field="risk_weight", low="0.5", high="2"),
    )
    of = moving_at_a_price(*ranges, rates=(rate("INR", "0.0115"),))
    values: tuple[InputValue, ...]
    for values in draw_values(of, uncertain_inputs(of), 50, 0):
        there = scenario_at(of, values)
        seats = next(each.seats for each in there.offices if each.id == "bengaluru")
        assert 5 <= seats <= 100
        assert 0.0105 <= float(there.rates[0].value) <= 0.0125


def test_losses_of_one_inspection_are_drawn_together() -> None:
    """One draw of severity: where one loss lies in its range the other lies too, be it of the case
    itself, in a part, or the default of its topic. A loss of another event is drawn by itself, and
    so is the default of a topic that is not of that inspection alone."""
    shares = {"inspection": "visit", "share": 0.25}
    loss = {"field": "loss", "low": "USD 0", "high": "USD 200"}
    of = company(
        *(Range(table="cases", row=row, **loss) for row in ("fined", "stopped", "apart")),
        *(Range(table="losses", row=f"china/{name}", **loss) for name in ("quiet", "mixed")),
        inspections=(inspection("visit", 0.1),),
        topics=tuple(topic(name, Channel.PRESENCE) for name in ("leak", "quiet", "mixed")),
        cases=(
            case("fined", "leak", None, "USD 100", **shares),
            case("stopped", "leak", None, "USD 100", **shares),
            case("apart", "leak", 0.1, "USD 100"),
            case("default", "quiet", None, "USD 1", **shares).model_copy(update={"loss": None}),
            case("of_it", "mixed", None, "USD 1", **shares).model_copy(update={"loss": None}),
            case("other", "mixed", 0.1, "USD 1").model_copy(update={"loss": None}),
        ),
        losses=tuple(
            Loss(jurisdiction="china", topic=name, loss=money("USD 100"), reason="assumption")
            for name in ("quiet", "mixed")
        ),
    )
    rows = [each.range.row for each in uncertain_inputs(of)]
    sample = list(draw_values(of, uncertain_inputs(of), 200, 0))
    drawn = {row: [float(values[i][1].amount) for values in sample] for i, row in enumerate(rows)}

    assert drawn["fined"] == drawn["stopped"] == drawn["china/quiet"]
    for alone in ("apart", "china/mixed"):
        assert abs(np.corrcoef(drawn["fined"], drawn[alone])[0, 1]) < 0.2
