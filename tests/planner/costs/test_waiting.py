"""Waiting: with a horizon that ends on a day, what a later planning date saves can be compared.

Ten posts cost USD 200 a day in Shanghai and USD 100 in Bengaluru, where each can move for
nothing: a day earlier saves USD 1,000.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from models.calendar import Horizon
from models.plan import Plan
from models.scenario import Scenario
from planner.audit import audit
from planner.books import books_of
from planner.scenario_files import load
from tests.support.builders import scenario
from tests.support.judging import cheapest

DAY = 1_000_00
NOW, APRIL, OCTOBER = date(2027, 1, 1), date(2027, 4, 1), date(2027, 10, 1)
TWO_QUARTERS = 2 * 92
"""Days of the tail, whose quarters are as long as the last of 2027."""


def saving(planned: date, **horizon: Any) -> int:
    """What the cheapest plan of a day saves until the horizon, and its tail, are over."""
    company = scenario(planning_date=planned, horizon=Horizon(**horizon, tail_periods=2))
    books = books_of(company)
    return audit(Plan(), books).total - audit(cheapest(company), books).total


@pytest.mark.parametrize(
    ("planned", "days"), [(NOW, 365), (APRIL, 275), (OCTOBER, 92), (date(2027, 9, 2), 92)]
)
def test_waiting_costs_what_the_days_until_then_would_have_saved(planned: date, days: int) -> None:
    """To the end of 2027 and its tail: a quarter of waiting costs 90 days, three cost 273."""
    assert saving(planned, ends=date(2028, 1, 1)) == (days + TWO_QUARTERS) * DAY


def test_without_an_end_waiting_seems_to_cost_nothing() -> None:
    """Four quarters from any day on: the last takes the place of the one that was waited for."""
    assert saving(NOW, periods=4) == (365 + TWO_QUARTERS) * DAY
    assert saving(APRIL, periods=4) == (366 + 2 * 91) * DAY


def planned_on(day: str) -> Scenario:
    """The bundled scenario as the command line has it with a later planning date."""
    return load("shanghai-2026", settings={"planning_date": day})


def test_a_later_day_on_the_command_line_leaves_the_end_where_it_is() -> None:
    """``--set planning_date=2027-02-15``: one quarter fewer, and the same last one."""
    first, later = load("shanghai-2026"), planned_on("2027-02-15")

    assert (len(first.periods), len(later.periods)) == (8, 7)
    assert later.periods[-1].label == first.periods[-1].label == "2028-Q4"
