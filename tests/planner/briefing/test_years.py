"""Cost by rule and fiscal year adds up to the price list."""

from __future__ import annotations

from datetime import date

import pytest

from models.calendar import Horizon
from models.outlook import RuleYear
from models.risk import Channel
from models.workforce import Mode, ModePolicies, ModePolicy
from planner import api
from planner.audit import audit
from planner.books import books_of
from planner.briefing.years import rule_years
from planner.expanded_plan import expand
from tests.support.any_plan import bundled_plan
from tests.support.builders import move, pay, plan, scenario, service
from tests.support.companies import exposed


@pytest.mark.parametrize("name", api.bundled())
def test_every_rule_adds_up_to_its_price_line(name: str) -> None:
    """Before the risk weight; money of the tail is the tail of the line."""
    done = bundled_plan(name)
    rows = rule_years(done)
    judgement = audit(done.plan, done.books)

    for line in judgement.price_list:
        mine = [each for each in rows if each.rule == line.rule]
        assert sum(each.amount for each in mine) == line.unweighted
        assert all(each.is_expected == line.expected for each in mine)
        if not line.expected:
            tail = [each.amount for each in mine if each.fiscal_year is None]
            assert sum(tail) == line.tail
    assert {each.rule for each in rows} <= {line.rule for line in judgement.price_list}


def test_pay_by_fiscal_year_by_hand() -> None:
    """Ten posts at USD 200 a day, two of which go to a place at USD 100 a day from July on.

    The fiscal year starts in July. The tail is one more quarter as long as the last, of 92 days.
    """
    company = scenario(
        horizon=Horizon(periods=4, tail_periods=1, fiscal_year_starts=7),
        pay=(pay("analyst", "shanghai", "USD 73000"), pay("analyst", "bengaluru", "USD 36500")),
    )
    done = expand(books_of(company), plan([move(2, period="2027-Q3")]))

    assert rule_years(done) == tuple(
        RuleYear(rule="run_rate", fiscal_year=year, amount=100 * dollars, is_expected=False)
        for year, dollars in ((2027, 181 * 2_000), (2028, 184 * 1_800), (None, 92 * 1_800))
    )


def test_expected_loss_is_before_the_risk_weight() -> None:
    """A tenth of USD 365,000 a year is USD 100 a day, whatever the weight."""
    company = exposed(Channel.PRESENCE, risk_weight=3.0, measures=(), effects=())
    rows = rule_years(expand(books_of(company), plan()))

    (loss,) = [each for each in rows if each.is_expected]
    assert loss == RuleYear(
        rule="presence_exposure", fiscal_year=2027, amount=365 * 100_00, is_expected=True
    )


def test_rules_are_in_reading_order_and_the_tail_is_last() -> None:
    done = bundled_plan("shanghai-2026")
    rows = rule_years(done)
    order = [line.rule for line in audit(done.plan, done.books).price_list]

    assert list(rows) == sorted(
        rows, key=lambda each: (order.index(each.rule), each.fiscal_year or date.max.year)
    )
    assert all(each.amount for each in rows)


def test_severance_is_in_the_year_in_which_people_leave() -> None:
    """Successors land in June's quarter; two people leave in July's, a fiscal year later."""
    company = scenario(
        horizon=Horizon(periods=4, tail_periods=0, fiscal_year_starts=7),
        modes=ModePolicies(redundancy=ModePolicy(overlap_periods=1)),
        service=(service("kyc", 10, 3, "USD 1000"),),
    )
    done = expand(books_of(company), plan([move(2, Mode.REDUNDANCY, "2027-Q2")]))

    (paid,) = [each for each in rule_years(done) if each.rule == "severance"]
    assert (paid.fiscal_year, paid.amount) == (2028, 7_000_00)
