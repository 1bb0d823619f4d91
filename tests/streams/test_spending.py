"""What has been spent of a budget, by the day of the payment and the day of the limit."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from models.answer import Spend
from models.plan import Plan
from models.settings import Budget
from streams.events import BudgetSet, Event, Step
from tests.support.builders import money, move, scenario
from tests.support.histories import (
    accepted,
    answered,
    executed,
    passed,
    proposal,
    published,
    seen,
    told,
)

THOUSAND = Spend(part=Plan(moves=(move(1, period="2027-Q2"),)), cash=1_000_00)
"""One of kyc who transfers to Bengaluru in the second quarter costs USD 1,000 in cash."""


def spent(*events: Event) -> int:
    """Cash that is gone of the limit on the whole horizon."""
    answer = answered(proposal(4), spends=(THOUSAND,))
    limited = scenario(budget=Budget(total=money("USD 9000")))
    found = seen(published(answer, accepted(4), *events, company=limited))
    return sum(each.cash.amount for each in found.scenario.under_way.spent)


@pytest.mark.parametrize(("day", "cash"), [(31, 0), (1, 4_000_00), (2, 4_000_00)])
def test_what_is_spent_on_the_day_of_a_limit_is_of_it(day: int, cash: int) -> None:
    """A limit of 1 April: what four paid on 31 March was there before it, and what they pay on that
    day or the next is four times USD 1,000 of it.
    """
    limit = told(BudgetSet, "b", datetime(2027, 4, 1, tzinfo=UTC), limit=money("USD 8000"))
    landed = executed(Step.LANDED, 4, date(2027, 3 if day == 31 else 4, day))

    assert spent(limit, landed, passed(date(2027, 4, 10))) == cash


def test_what_is_spent_on_the_planning_date_is_of_the_scenarios_limit() -> None:
    """One who landed on 1 January, the day on which the scenario was published."""
    assert spent(executed(Step.LANDED, 1, date(2027, 1, 1)), passed(date(2027, 2, 1))) == 1_000_00
