"""A jurisdiction lets in only so many people at a time; spans are tried with arrivals."""

from __future__ import annotations

from typing import Any

import pytest

from models.account import Verdict
from models.limits import QuotaKind, QuotaSpan
from models.plan import Move
from models.scenario import Scenario
from models.workforce import Mode
from planner.rules.visas import RULE
from tests.support.builders import cohort, move, office, pay, scenario, service
from tests.support.judging import (
    assert_limits_the_optimiser,
    cheapest,
    findings,
    judged,
    only,
    violations,
)
from tests.support.limiting import quota

PUNE: dict[str, Any] = {"cohort": "support", "origin": "pune"}


def company(heads: int, *, transfers_only: bool = False, **changes: Any) -> Scenario:
    """Ten posts in Shanghai, four in Pune; Bengaluru is cheapest and in India as well."""
    return scenario(
        quotas=(quota(QuotaKind.VISAS, "india", heads, law=True, **changes),),
        offices=(
            office("shanghai", "china", "bank_cn"),
            office("pune", "india", "services_in"),
            office("bengaluru", "india", "services_in"),
        ),
        pay=(
            pay("analyst", "shanghai", "USD 73000"),
            pay("analyst", "pune", "USD 38000"),
            pay("analyst", "bengaluru", "USD 36500"),
        ),
        cohorts=(
            cohort("kyc", vacant=2),
            cohort("support", office="pune", entity="services_in", posts=4),
        ),
        service=() if transfers_only else (service("kyc", 8, 1, "USD 100"),),
    )


def test_as_many_transfer_in_as_there_are_permits() -> None:
    """Three into two offices of India in a quarter; the fourth has no permit."""
    three = [move(1), move(2, destination="pune")]
    assert not violations(judged(company(3), [*three, move(3, period="2027-Q2")]), "visas")

    broken = only(violations(judged(company(3), [*three, move(1)]), "visas"))
    assert (broken.value, broken.limit, broken.violation, broken.unit) == (4, 3, 1, "people")
    assert (broken.period, broken.law) == ("2027-Q1", True)
    assert broken.words == "transfers into india in a period (cap) in 2027-Q1: 4, at most 3"


@pytest.mark.parametrize(
    "moves",
    [
        [move(8, Mode.REDUNDANCY), move(2, Mode.REFILL)],
        [move(4, **PUNE)],
        [move(4, destination="shanghai", **PUNE)],
    ],
)
def test_only_people_who_come_from_abroad_need_a_permit(moves: list[Move]) -> None:
    """Who is hired there, who moves inside India and who leaves it counts nowhere."""
    assert not violations(judged(company(0), moves), "visas")


def test_permits_may_be_by_the_year_or_for_all() -> None:
    """Two in Q1 and two in Q4 are four in the year."""
    moves = [move(2), move(2, period="2027-Q4")]

    for span in (QuotaSpan.CALENDAR_YEAR, QuotaSpan.HORIZON):
        assert not violations(judged(company(4, span=span), moves), "visas")
        assert only(violations(judged(company(3, span=span), moves), "visas")).violation == 1


@pytest.mark.parametrize(
    ("people", "verdict"), [(4, Verdict.KEPT), (5, Verdict.TIGHT), (6, Verdict.VIOLATED)]
)
def test_the_last_permits_are_worth_telling(people: int, verdict: Verdict) -> None:
    """Of five permits one to spare is a fifth and not tight; none to spare is."""
    assert only(findings(judged(company(5), [move(people)]), "visas")).verdict is verdict


def test_a_quota_of_policy_is_no_law() -> None:
    """Each quota says for itself whether law stands behind it."""
    policy = company(1).model_copy(update={"quotas": (quota(QuotaKind.VISAS, "india", 1),)})

    assert not only(violations(judged(policy, [move(2)]), "visas")).law


def test_it_shows_its_quotas() -> None:
    """Heads, jurisdiction, span, and who set it."""
    assert RULE.values(company(3)) == ("cap: at most 3 at india in each period; law: assumption",)


def test_it_limits_the_optimiser() -> None:
    """Everyone would come in Q1: three come each quarter; who is in India moves freely."""
    limited = company(3, transfers_only=True).model_copy(
        update={"cohorts": (cohort("kyc"), company(3).cohorts[1])}
    )
    landed = [(each.cohort, each.heads) for each in cheapest(limited).moves]

    assert sorted(landed) == [("kyc", 1), ("kyc", 3), ("kyc", 3), ("kyc", 3), ("support", 4)]
    assert_limits_the_optimiser(limited, "visas")
