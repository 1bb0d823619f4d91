"""No two figures of a receipt differ by the pay of fewer people than the floor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import pytest

from models.errors import InputError
from planner.roster.amount_lines import pay_lines
from planner.roster.cohorts import enough_people, grouped
from planner.roster.pay_totals import pay_totals
from planner.roster.posts import Post, Posts, Standing
from planner.roster.receipt_line import ReceiptLine
from planner.roster.reconciliation import controls_of

FLOOR = 5
TEAM_PAY = 10_000_000


def post(office: str = "shanghai", annual: int = TEAM_PAY, currency: str = "CNY") -> Post:
    return Post(0, office, "bank", "aml", "", Standing.FILLED, annual, currency, 12, False)


def line(
    *posts: Post, controls: Mapping[str, int] | None = None, unread: int = 0, currency: str = "CNY"
) -> ReceiptLine:
    read = Posts(posts, (), {}, Counter(), {})
    totals = pay_totals(read, grouped(read, enough_people(FLOOR)), controls or {})
    shown = pay_lines([each for each in totals if each.currency == currency], FLOOR, unread)
    return next(iter(shown))


@pytest.mark.parametrize("controls", [{}, {"CNY": 10 * TEAM_PAY}])
def test_a_total_is_left_out_if_few_of_it_are_in_no_cohort(controls: Mapping[str, int]) -> None:
    """One person in Tokyo: the total less the pay of the cohorts is what that person gets."""
    told = line(*[post()] * 10, post("tokyo", 7_654_321), controls=controls)

    assert "1," not in told.text.replace("11 people", "")
    assert "fewer than 5 people who are in no cohort" in told.text
    assert "CNY 1,076,543" in told.exact


def test_a_total_is_shown_if_none_or_enough_of_it_are_in_no_cohort() -> None:
    apart = [Post(0, office, "bank", "aml", "", Standing.FILLED, 1, "CNY", 12, False)
             for office in ("tokyo", "osaka") for _ in range(3)]  # fmt: skip

    assert "about CNY 1,000,000" in line(*[post()] * 10).text
    assert "about CNY 1,000,000" in line(*[post()] * 10, *apart).text


def test_a_total_is_left_out_if_a_mean_is_of_several_currencies() -> None:
    """The mean of ten in CNY and one in SGD, less the total in CNY, is what the one gets."""
    told = line(*[post()] * 10, post(currency="SGD"))

    assert "several currencies" in told.text
    assert "about" not in told.text


def test_a_gap_to_the_control_total_is_left_out_if_few_people_may_make_it() -> None:
    """Payroll pays one more; one row was rejected; or the gap is none, or a matter of many."""
    team = [post()] * 10
    one_more, many_more = {"CNY": 11 * TEAM_PAY}, {"CNY": 20 * TEAM_PAY}

    for told in (
        line(*team, controls=one_more),
        line(*team, controls=one_more, unread=1),
        line(*team, controls=many_more, unread=1),
    ):
        assert "not shown" in told.text
        assert "%" not in told.text
        assert "%" in told.exact
    assert "+0.0 %" in line(*team, controls={"CNY": 10 * TEAM_PAY}, unread=1).text
    assert "-50.0 %" in line(*team, controls=many_more).text
    assert "-50.0 %" in line(*team, controls=many_more, unread=FLOOR).text


def test_pay_in_a_currency_of_few_people_is_never_shown() -> None:
    told = line(*[post()] * 10, post(currency="SGD"), currency="SGD")

    assert told == ReceiptLine("Pay in SGD: of fewer than 5 people, not shown")


@pytest.mark.parametrize("zero", ["CNY 0", "CNY 0.00", "JPY 0.4"])
def test_a_control_total_of_nothing_is_refused(zero: str) -> None:
    """No share of it can be told; the words say what to give."""
    with pytest.raises(InputError, match=r"a control total of nothing.*123,456,789"):
        controls_of(["SGD 1", zero], "control")
    assert controls_of(["SGD 1"], "control") == {"SGD": 100}
