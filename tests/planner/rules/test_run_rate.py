"""Every post is paid where it sits.

USD 73,000 a year is USD 200 a day in Shanghai, USD 36,500 is USD 100 a day in Bengaluru; the four
quarters of 2027 have 90, 91, 92 and 92 days.
"""

import pytest

from models.account import Verdict
from models.calendar import Horizon, PeriodKind
from models.workforce import Mode, ModePolicies, ModePolicy
from planner.rules.run_rate import RULE
from tests.support.builders import money, move, office, pay, rate, scenario, service
from tests.support.judging import (
    assert_moves_the_optimum,
    cheapest,
    findings,
    judged,
    only,
)
from tests.support.limiting import listed


def test_posts_that_stay_are_paid_at_home() -> None:
    """10 posts x USD 73,000 x 365/365 = USD 730,000; no one-off cash."""
    judgement = judged(scenario())

    assert judgement.amount("run_rate") == 730_000_00
    (line,) = [line for line in judgement.price_list if line.rule == "run_rate"]
    assert (line.unweighted, line.one_off_cash) == (730_000_00, 0)


def test_a_period_is_paid_by_its_days() -> None:
    """One quarter: 10 posts x USD 73,000 x 90/365 = USD 180,000. February alone: x 28/365."""
    quarter = scenario(horizon=Horizon(periods=1, tail_periods=0))
    two_months = scenario(horizon=Horizon(period=PeriodKind.MONTH, periods=2, tail_periods=0))

    assert judged(quarter).amount("run_rate") == 180_000_00
    assert judged(two_months).amount("run_rate") == 10 * 200_00 * (31 + 28)


def test_posts_that_move_are_paid_there_from_their_landing_on() -> None:
    """Four posts land in Q3: 6 x 73,000 + 4 x (200 x 181 + 100 x 184) = USD 656,400."""
    judgement = judged(scenario(), [move(4, period="2027-Q3")])

    assert judgement.amount("run_rate") == 656_400_00
    assert judgement.priced_moves[0].run_rate_delta == 656_400_00 - 730_000_00


def test_a_hand_over_is_paid_at_both_ends() -> None:
    """Four redundancies land in Q2 and leave in Q3: 6 x 73,000 + 4 x (200 x 181 + 100 x 275).

    USD 692,800: the 91 days of the hand-over are paid twice.
    """
    hand_over = scenario(
        modes=ModePolicies(redundancy=ModePolicy(overlap_periods=1)),
        service=(service("kyc", 10, 3, "USD 5000"),),
    )
    judgement = judged(hand_over, [move(4, Mode.REDUNDANCY, "2027-Q2")])

    assert judgement.amount("run_rate") == 692_800_00
    assert judgement.priced_moves[0].run_rate_delta == 692_800_00 - 730_000_00


def test_the_tail_is_paid_at_the_last_rates() -> None:
    """Two tail periods as long as Q4: 10 posts x USD 200 x 184 = USD 368,000 more at home.

    Moved in Q4, 10 x (200 x 273 + 100 x 92 + 100 x 184) = USD 822,000.
    """
    tail = scenario(horizon=Horizon(periods=4, tail_periods=2))

    assert judged(tail).amount("run_rate") == 730_000_00 + 368_000_00
    assert judged(tail, [move(10, period="2027-Q4")]).amount("run_rate") == 822_000_00


def test_pay_is_discounted_from_the_first_day_of_each_period() -> None:
    """At 10 % a year one post costs USD 18,000.00, then 18,200 / 1.1^(90/365) = 17,777.27,
    18,400 / 1.1^(181/365) = 17,550.58 and 18,400 / 1.1^(273/365) = 17,133.98: USD 70,461.83.

    Two tail periods from days 365 and 457 on: 18,400 x (0.9090909 + 0.8875117) = USD 33,057.49.
    """
    discounted = scenario(discount_rate=0.1)
    tail = scenario(discount_rate=0.1, horizon=Horizon(periods=4, tail_periods=2))

    assert judged(discounted).amount("run_rate") == 10 * 70_461_83
    assert judged(tail).amount("run_rate") == 10 * (70_461_83 + 33_057_49)


def test_other_currencies_are_converted_by_the_rate_table() -> None:
    """CNY 500,000 at 0.146 are USD 73,000; JPY 5,000,000 at 0.0073 are USD 36,500.

    The yen has no smaller unit: five million yen are five million, not fifty thousand.
    """
    abroad = scenario(
        rates=(rate("CNY", "0.146"), rate("JPY", "0.0073")),
        pay=(
            pay("analyst", "shanghai", "CNY 500000"),
            pay("analyst", "bengaluru", "JPY 5000000"),
        ),
    )

    assert judged(abroad).amount("run_rate") == 730_000_00
    assert judged(abroad, [move(10)]).amount("run_rate") == 365_000_00


def test_a_planning_currency_without_decimals_counts_in_its_own_unit() -> None:
    """USD 73,000 at 150 are JPY 10,950,000 a year: JPY 2,700,000 for 90 days, in whole yen."""
    in_yen = scenario(
        currency="JPY",
        rates=(rate("USD", "150"),),
        horizon=Horizon(periods=1, tail_periods=0),
    )

    assert judged(in_yen).amount("run_rate") == 27_000_000


def test_a_rate_is_rounded_once_for_each_post_and_period() -> None:
    """USD 100.00 a year is USD 24.6575 for 90 days, USD 24.66; ten posts USD 246.60, not 246.58."""
    small = scenario(
        horizon=Horizon(periods=1, tail_periods=0),
        pay=(pay("analyst", "shanghai", "USD 100.00"),),
    )

    assert judged(small).amount("run_rate") == 246_60


def test_a_hand_over_that_ends_after_the_horizon_leaves_nobody_out() -> None:
    """Four land in Q4 and never leave: 4 x USD 100 x (92 + 92) more, tail included, not less.

    Such a plan is unlawful, and its account adds up all the same.
    """
    late = scenario(
        horizon=Horizon(periods=4, tail_periods=1),
        modes=ModePolicies(redundancy=ModePolicy(overlap_periods=1)),
        service=(service("kyc", 10, 3, "USD 5000"),),
    )
    judgement = judged(late, [move(4, Mode.REDUNDANCY, "2027-Q4")])

    assert judgement.amount("run_rate") - judged(late).amount("run_rate") == 73_600_00
    assert judgement.priced_moves[0].run_rate_delta == 73_600_00


@pytest.mark.parametrize(("tail_periods", "moved"), [(0, 0), (1, 10)])
def test_the_optimiser_counts_what_is_saved_in_the_tail(tail_periods: int, moved: int) -> None:
    """A package of USD 40,000 is more than a year saves, USD 36,500, and less than 457 days."""
    package = office("bengaluru", "india", "services_in", relocation=money("USD 40000"))
    company = scenario(
        horizon=Horizon(periods=4, tail_periods=tail_periods),
        offices=(office("shanghai", "china", "bank_cn"), package),
    )

    assert sum(each.heads for each in cheapest(company).moves) == moved


def test_it_says_what_it_costs() -> None:
    """A price forbids nothing; its finding carries the sentence and the amount."""
    finding = only(findings(judged(scenario()), "run_rate"))

    assert (finding.verdict, finding.price, finding.unit) == (Verdict.PRICED, 730_000_00, "money")
    assert finding.words == RULE.sentence


def test_it_moves_the_optimum() -> None:
    """A package of USD 100 is worth USD 36,500 of pay; who is told of the package alone stays."""
    package = office("bengaluru", "india", "services_in", relocation=money("USD 100"))
    company = scenario(offices=(office("shanghai", "china", "bank_cn"), package))

    assert sum(each.heads for each in cheapest(company).moves) == 10
    assert_moves_the_optimum(company, "run_rate")


def test_a_cohort_may_cost_its_own_figure_at_an_office() -> None:
    """Four in Bengaluru at USD 43,800 (120 a day) for 184 days from Q3, six in Shanghai at 73,000.

    6 x 73,000 + 4 x (200 x 181 + 120 x 184) = USD 671,120; at home USD 80,300 a post instead of
    73,000, staying put costs USD 803,000.
    """
    there = scenario(costs=(listed(annual=money("USD 43800")),))
    at_home = scenario(costs=(listed("shanghai", annual=money("USD 80300")),))

    assert judged(there, [move(4, period="2027-Q3")]).amount("run_rate") == 671_120_00
    assert judged(at_home).amount("run_rate") == 803_000_00


@pytest.mark.parametrize(("annual", "gone"), [("USD 72999", True), ("USD 73001", False)])
def test_the_own_figure_is_what_the_optimiser_pays(annual: str, gone: bool) -> None:
    """Bengaluru is worth the move up to what Shanghai costs."""
    there = scenario(costs=(listed(annual=money(annual)),))

    assert bool(cheapest(there).moves) is gone
