"""Those who could be detained or kept from leaving are counted and capped, never priced."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from models.account import Verdict
from models.limits import QuotaKind
from models.plan import Move
from models.scenario import Scenario
from models.workforce import HeadcountStep, Mode, ModePolicies, ModePolicy
from planner.rules.people_at_risk import RULE
from tests.support.builders import cohort, money, move, office, pay, scenario, service
from tests.support.judging import (
    assert_limits_the_optimiser,
    cheapest,
    findings,
    judged,
    only,
    violations,
)
from tests.support.limiting import quota

DESK: dict[str, Any] = {"cohort": "desk", "origin": "bengaluru", "destination": "dalian"}


def company(heads: int, overlap: int = 0, at_risk: bool = True, **changes: Any) -> Scenario:
    """Ten posts at risk in Shanghai and three in Bengaluru, four at none; China has the cap.

    Bengaluru is dear: nobody goes there for the money.
    """
    names = ("shanghai", "dalian", "bengaluru")
    return scenario(
        quotas=(quota(QuotaKind.PEOPLE_AT_RISK, "china", heads, **changes),),
        modes=ModePolicies(redundancy=ModePolicy(overlap_periods=overlap)),
        offices=(
            office("shanghai", "china", "bank_cn", relocation=money("USD 1")),
            office(
                "dalian",
                "china",
                "bank_cn",
                relocation=money("USD 1"),
                domestic_relocation=money("USD 1"),
            ),
            office("bengaluru", "india", "services_in"),
        ),
        pay=tuple(
            pay("analyst", name, f"USD {wage}")
            for name, wage in zip(names, (36500, 36500, 73000), strict=True)
        ),
        cohorts=(
            cohort("kyc", at_risk=at_risk),
            cohort("clerks", posts=4),
            cohort("desk", office="bengaluru", entity="services_in", posts=3, at_risk=True),
        ),
        service=(service("kyc", 10, 1, "USD 100"),),
    )


def broken_in(there: Scenario, *moves: Move) -> str | None:
    """Period of the worst breach; none where there is none."""
    broken = violations(judged(there, moves), "people_at_risk")
    return only(broken).period if broken else None


def test_as_many_are_at_risk_as_the_cap_allows() -> None:
    """Ten where six are the most: four have to go, and not three."""
    assert broken_in(company(6), move(4)) is None

    broken = only(violations(judged(company(6), [move(3)]), "people_at_risk"))
    assert (broken.value, broken.limit, broken.violation, broken.unit) == (7, 6, 1, "people")
    assert (broken.period, broken.cohorts, broken.law) == ("2027-Q1", ("kyc",), False)
    assert broken.words == "people at risk in china (cap) in 2027-Q1: 7, at most 6"


def test_the_cap_holds_in_every_period() -> None:
    """Four who go only in Q2 are there in Q1."""
    assert broken_in(company(6), move(4, period="2027-Q2")) == "2027-Q1"


@pytest.mark.parametrize(
    ("starts", "goes", "broken"),
    [
        (date(2027, 4, 1), "2027-Q2", None),
        (date(2027, 4, 1), "2027-Q3", "2027-Q2"),
        (date(2027, 4, 2), "2027-Q3", None),
        (date(2028, 4, 1), "2027-Q4", None),
    ],
)
def test_it_holds_in_periods_that_start_on_or_after_its_date(
    starts: date, goes: str, broken: str | None
) -> None:
    """From April four have to have gone by Q2, from a day later by Q3."""
    assert broken_in(company(6, effective_from=starts), move(4, period=goes)) == broken


def test_those_who_arrive_are_at_risk_too() -> None:
    """Ten at home and one who comes from India are eleven; another office of China helps nobody."""
    assert broken_in(company(11), move(1, **DESK)) is None
    broken = only(violations(judged(company(10), [move(1, **DESK)]), "people_at_risk"))
    assert (broken.value, broken.cohorts) == (11, ("desk", "kyc"))

    assert broken_in(company(9), move(5, destination="dalian")) == "2027-Q1"


def test_both_ends_of_a_hand_over_are_there() -> None:
    """Two replaced in Dalian are twelve in Q1; replaced in India they are there until it ends."""
    inside = company(10, overlap=1)

    assert broken_in(inside, move(2, Mode.REDUNDANCY, destination="dalian")) == "2027-Q1"
    assert broken_in(company(8, overlap=1), move(2, Mode.REDUNDANCY)) == "2027-Q1"
    april = company(8, overlap=1, effective_from=date(2027, 4, 1))
    assert broken_in(april, move(2, Mode.REDUNDANCY)) is None


def test_posts_that_come_later_count_then() -> None:
    """Ten posts, twelve from July on: eleven are the most until then."""
    july = HeadcountStep(cohort="kyc", effective_from=date(2027, 7, 1), posts=12)
    growing = company(11).model_copy(update={"headcount": (july,)})

    assert broken_in(growing) == "2027-Q3"
    assert broken_in(growing, move(1, period="2027-Q3")) is None


def test_who_is_at_no_risk_is_not_counted() -> None:
    """Fourteen in Shanghai, none at risk."""
    assert broken_in(company(0, at_risk=False)) is None


def test_two_caps_of_one_place_are_told_apart() -> None:
    """Nine now and five from July: five who go keep the first and the second."""
    later = quota(QuotaKind.PEOPLE_AT_RISK, "china", 5, id="later", effective_from=date(2027, 7, 1))
    both = company(9).model_copy(update={"quotas": (*company(9).quotas, later)})

    assert broken_in(both, move(5)) is None
    broken = violations(judged(both, [move(1, period="2027-Q2")]), "people_at_risk")
    assert [(each.words, each.violation) for each in broken] == [
        ("people at risk in china (cap) in 2027-Q1: 10, at most 9", 1),
        ("people at risk in china (later) in 2027-Q3: 9, at most 5", 4),
    ]


def test_people_at_risk_have_no_price() -> None:
    """Nothing is owed for them, in the account or in words."""
    judgement = judged(company(10))

    assert "people_at_risk" not in {line.rule for line in judgement.price_list}
    assert only(findings(judgement, "people_at_risk")).price == 0
    assert only(findings(judgement, "people_at_risk")).verdict is Verdict.KEPT


def test_it_shows_its_caps() -> None:
    """Heads, jurisdiction, date, and who set it."""
    assert RULE.values(company(6, effective_from=date(2027, 4, 1))) == (
        "cap: at most 6 at china in each period from 2027-04-01; policy: assumption",
    )


@pytest.mark.parametrize(
    ("changes", "gone"),
    [({}, ("2027-Q1", 4)), ({"effective_from": date(2027, 7, 1)}, ("2027-Q3", 7))],
)
def test_it_limits_the_optimiser(changes: dict[str, Any], gone: tuple[str, int]) -> None:
    """Everyone would stay in China or come there, for the money; none moves inside it for a dollar.

    With the cap in force four go and nobody comes; with a cap from July on the three of Bengaluru
    come before it, which pays for three more to go then.
    """
    limited = company(6, **changes)
    moves = [each for each in cheapest(limited).moves if each.cohort == "kyc"]

    left = [(each.period, each.heads) for each in moves if each.destination == "bengaluru"]
    assert left == [gone]
    assert len(left) == len(moves)
    assert_limits_the_optimiser(limited, "people_at_risk")
