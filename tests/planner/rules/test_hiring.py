"""A post that moves without its holder takes a hire at the destination."""

from typing import Any

import pytest

from models.account import Verdict
from models.scenario import Scenario
from models.workforce import Mode
from planner.rules.hiring import RULE
from tests.support.builders import cohort, money, move, office, scenario, service
from tests.support.judging import assert_moves_the_optimum, cheapest, findings, judged, only
from tests.support.limiting import listed


def company(share: float, **changes: Any) -> Scenario:
    """The default company, two posts vacant, with hires at a share of USD 36,500 in Bengaluru."""
    bengaluru = office("bengaluru", "india", "services_in", hiring_share=share)
    defaults: dict[str, Any] = {
        "offices": (office("shanghai", "china", "bank_cn"), bengaluru),
        "cohorts": (cohort("kyc", vacant=2),),
        "service": (service("kyc", 8, 0, "USD 100"),),
    }
    return scenario(**{**defaults, **changes})


@pytest.mark.parametrize("mode", [Mode.REDUNDANCY, Mode.REFILL])
def test_each_hire_costs_its_share_of_the_annual_cost_there(mode: Mode) -> None:
    """2 x 20 % of USD 36,500 = USD 14,600, all of it one-off cash."""
    judgement = judged(company(0.2), [move(2, mode)])

    assert judgement.amount("hiring") == 14_600_00
    (line,) = [line for line in judgement.price_list if line.rule == "hiring"]
    assert (line.unweighted, line.one_off_cash) == (14_600_00, 14_600_00)
    assert judgement.priced_moves[0].one_off == 14_600_00


def test_a_transfer_takes_no_hire() -> None:
    """The holder comes along."""
    judgement = judged(company(0.2), [move(2)])

    assert judgement.amount("hiring") == 0
    assert judgement.priced_moves[0].one_off == 0


def test_it_is_discounted_to_the_day_of_landing_and_its_cash_is_not() -> None:
    """At 10 % a year USD 7,300 on day 90 are USD 7,300 / 1.1^(90/365) = USD 7,130.44 each."""
    judgement = judged(company(0.2, discount_rate=0.1), [move(2, Mode.REDUNDANCY, "2027-Q2")])

    assert judgement.amount("hiring") == 2 * 7_130_44
    (line,) = [line for line in judgement.price_list if line.rule == "hiring"]
    assert line.one_off_cash == 14_600_00


def test_it_says_what_it_costs() -> None:
    """Its finding carries the sentence and the amount."""
    finding = only(findings(judged(company(0.2), [move(2, Mode.REFILL)]), "hiring"))

    assert (finding.verdict, finding.price, finding.unit) == (Verdict.PRICED, 14_600_00, "money")
    assert finding.words == RULE.sentence


@pytest.mark.parametrize(("share", "hired"), [(0.99, 8), (1.0, 0)])
def test_a_hire_beyond_the_saving_is_not_made(share: float, hired: int) -> None:
    """A post saves USD 36,500 in the year less USD 100 of severance for its first half year.

    A hire of 99 % costs USD 36,135, which pays; one of 100 % costs as much as it saves.
    """
    hires_only = office("bengaluru", "india", "services_in", hiring_share=share, relocation=None)
    shop = company(
        share,
        offices=(office("shanghai", "china", "bank_cn"), hires_only),
        cohorts=(cohort("kyc", posts=8),),
        service=(service("kyc", 8, 1, "USD 100"),),
    )

    assert sum(each.heads for each in cheapest(shop).moves) == hired


def test_it_moves_the_optimum() -> None:
    """Who is not told hires instead of paying a package of USD 1; a hire costs USD 7,300."""
    package = office(
        "bengaluru", "india", "services_in", hiring_share=0.2, relocation=money("USD 1")
    )
    shop = company(0.2, offices=(office("shanghai", "china", "bank_cn"), package))

    assert_moves_the_optimum(shop, "hiring")


@pytest.mark.parametrize("mode", [Mode.REDUNDANCY, Mode.REFILL])
def test_a_listed_figure_stands_in_its_place(mode: Mode) -> None:
    """Where ``kyc`` has a figure of its own in Bengaluru, the hire is part of it."""
    all_told = company(0.2, costs=(listed(one_off=money("USD 1")),))

    assert judged(all_told, [move(2, mode)]).amount("hiring") == 0


def test_the_share_is_of_what_the_cohort_costs_there() -> None:
    """20 % of the USD 50,000 that ``kyc`` costs in Bengaluru by its own figure: USD 10,000."""
    own = company(0.2, costs=(listed(annual=money("USD 50000")),))

    assert judged(own, [move(1, Mode.REFILL)]).amount("hiring") == 10_000_00
