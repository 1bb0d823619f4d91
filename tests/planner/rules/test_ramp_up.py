"""Whoever is new to a place works below full output for a while."""

from typing import Any

import pytest

from models.account import Verdict
from models.scenario import Scenario
from models.workforce import Mode, ModePolicies, ModePolicy
from planner.rules.ramp_up import RULE
from tests.support.builders import cohort, money, move, pay, scenario, service
from tests.support.judging import assert_moves_the_optimum, cheapest, findings, judged, only
from tests.support.limiting import listed

MONTHS = {Mode.TRANSFER: 1.0, Mode.REDUNDANCY: 4.0, Mode.REFILL: 6.0}


def company(**changes: Any) -> Scenario:
    """The default company, two posts vacant, where half the output is lost for some months."""
    policies = {
        mode.value: ModePolicy(ramp_up_months=months, ramp_up_loss=0.5)
        for mode, months in MONTHS.items()
    }
    defaults: dict[str, Any] = {
        "modes": ModePolicies(**policies),
        "cohorts": (cohort("kyc", vacant=2),),
        "service": (service("kyc", 8, 0, "USD 100"),),
    }
    return scenario(**{**defaults, **changes})


@pytest.mark.parametrize(
    ("mode", "cents"),
    [(Mode.TRANSFER, 3_041_67), (Mode.REDUNDANCY, 12_166_67), (Mode.REFILL, 18_250_00)],
)
def test_output_is_lost_by_mode(mode: Mode, cents: int) -> None:
    """Of USD 73,000 a year at home: 1/12 x 0.5 = USD 3,041.67, 4/12 x 0.5 = USD 12,166.67,
    6/12 x 0.5 = USD 18,250, for each of two posts; none of it is cash.
    """
    judgement = judged(company(), [move(2, mode)])

    assert judgement.amount("ramp_up") == 2 * cents
    (line,) = [line for line in judgement.price_list if line.rule == "ramp_up"]
    assert (line.unweighted, line.one_off_cash) == (2 * cents, 0)
    assert judgement.priced_moves[0].one_off == 2 * cents


def test_it_is_discounted_to_the_day_of_landing() -> None:
    """At 10 % a year USD 18,250 on day 90 are USD 18,250 / 1.1^(90/365) = USD 17,826.10."""
    vacant_later = company(discount_rate=0.1)

    judgement = judged(vacant_later, [move(1, Mode.REFILL, "2027-Q2")])

    assert judgement.amount("ramp_up") == 17_826_10


def test_it_is_valued_at_the_dearer_of_the_two_places() -> None:
    """Half of six months of USD 73,000 at home, where Bengaluru costs 36,500; of 80,000 there."""
    dear_there = (
        pay("analyst", "shanghai", "USD 73000"),
        pay("analyst", "bengaluru", "USD 80000"),
    )

    assert judged(company(), [move(1, Mode.REFILL)]).amount("ramp_up") == 18_250_00
    there = judged(company(pay=dear_there), [move(1, Mode.REFILL)])
    assert there.amount("ramp_up") == 20_000_00


def test_staying_put_loses_nothing_here() -> None:
    """What is lost in filling vacancies at home belongs to the rule of vacancies."""
    assert judged(company()).amount("ramp_up") == 0


def test_it_says_what_it_costs() -> None:
    """Its finding carries the sentence and the amount."""
    finding = only(findings(judged(company(), [move(2, Mode.REFILL)]), "ramp_up"))

    assert (finding.verdict, finding.price, finding.unit) == (Verdict.PRICED, 36_500_00, "money")
    assert finding.words == RULE.sentence


def test_it_moves_the_optimum() -> None:
    """Fifteen months of lost output are USD 91,250 for a saving of USD 36,500 in the year.

    Who is not told moves everyone all the same.
    """
    slow = scenario(modes=ModePolicies(transfer=ModePolicy(ramp_up_months=15.0, ramp_up_loss=1.0)))

    assert not cheapest(slow).moves
    assert_moves_the_optimum(slow, "ramp_up")


@pytest.mark.parametrize("mode", list(Mode))
def test_a_listed_figure_stands_in_its_place(mode: Mode) -> None:
    """Where ``kyc`` has a figure of its own in Bengaluru, lost output is part of it."""
    all_told = company(costs=(listed(one_off=money("USD 1")),))

    assert judged(all_told, [move(2, mode)]).amount("ramp_up") == 0
