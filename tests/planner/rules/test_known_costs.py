"""Nothing is decided whose price nobody knows."""

from models.workforce import CostOverride, Mode
from planner.rules import RULES, rules_of
from tests.support.builders import money, move, office, pay, scenario, service
from tests.support.judging import (
    assert_limits_the_optimiser,
    cheapest,
    judged,
    only,
    violations,
)


def test_a_role_goes_only_where_its_pay_is_known() -> None:
    """Without a line in the pay table nobody knows what the post would cost."""
    unpaid = scenario(pay=(pay("analyst", "shanghai", "USD 73000"),))

    broken = only(violations(judged(unpaid, [move(2)]), "known_costs"))

    assert "where the role has no pay" in broken.words
    assert not cheapest(unpaid).moves


def test_nobody_is_made_redundant_at_an_unknown_price() -> None:
    """Without length of service there is no severance to work out, and no redundancy."""
    unknown, known = scenario(), scenario(service=(service("kyc", 10, 3, "USD 5000"),))

    broken = only(violations(judged(unknown, [move(2, Mode.REDUNDANCY)]), "known_costs"))

    assert "though their length of service is not known" in broken.words
    assert not violations(judged(known, [move(2, Mode.REDUNDANCY)]), "known_costs")


def test_redundancies_at_an_unknown_price_tempt_the_optimiser_in_vain() -> None:
    """A redundancy whose severance nobody knows looks free; the optimiser leaves it alone."""
    no_transfers = office("bengaluru", "india", "services_in", relocation=None)
    unknown = scenario(offices=(office("shanghai", "china", "bank_cn"), no_transfers))

    assert_limits_the_optimiser(unknown, "known_costs")


def test_it_stays_when_eligibility_is_switched_off() -> None:
    """A scenario may do without skills and licences, never without prices: it is an identity."""
    paid_at_home = scenario(pay=(pay("analyst", "shanghai", "USD 73000"),))
    unpaid = paid_at_home.model_copy(update={"switched_off": ("eligibility", "known_costs")})

    assert [rule.name for rule in RULES if rule not in rules_of(unpaid)] == ["eligibility"]
    assert violations(judged(unpaid, [move(2)]), "known_costs")
    assert not cheapest(unpaid).moves


def test_pay_of_its_own_makes_the_costs_of_a_cohort_known() -> None:
    """The role has no pay in Bengaluru, and ``kyc`` has a figure of its own."""
    own = CostOverride(cohort="kyc", office="bengaluru", annual=money("USD 1"))
    paid = scenario(pay=(pay("analyst", "shanghai", "USD 73000"),), costs=(own,))

    assert not violations(judged(paid, [move(2)]), "known_costs")
    assert cheapest(paid).moves
