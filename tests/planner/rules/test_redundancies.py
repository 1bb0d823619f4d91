"""Only so many people are asked to leave; spans are tried with arrivals."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from models.limits import QuotaKind, QuotaSpan
from models.plan import Move
from models.scenario import Scenario
from models.workforce import HeadcountStep, Mode, ModePolicies, ModePolicy
from planner.rules.redundancies import RULE
from tests.support.builders import cohort, money, move, office, pay, scenario, service
from tests.support.judging import (
    assert_limits_the_optimiser,
    cheapest,
    judged,
    only,
    violations,
)
from tests.support.limiting import quota

RIVER: dict[str, Any] = {"cohort": "support", "origin": "dalian"}


def company(
    heads: int,
    *,
    overlap: int = 0,
    package: str | None = None,
    hiring_days: int = 0,
    **changes: Any,
) -> Scenario:
    """Ten posts in Shanghai, four in Dalian, two in Bengaluru; China is where few may go."""
    names = ("shanghai", "dalian", "bengaluru")
    return scenario(
        quotas=(quota(QuotaKind.REDUNDANCIES, "china", heads, **changes),),
        modes=ModePolicies(redundancy=ModePolicy(overlap_periods=overlap)),
        offices=(
            office("shanghai", "china", "bank_cn"),
            office("dalian", "china", "bank_cn"),
            office(
                "bengaluru",
                "india",
                "services_in",
                relocation=money(package) if package else None,
                hiring_days=hiring_days,
            ),
        ),
        pay=tuple(
            pay("analyst", name, f"USD {wage}")
            for name, wage in zip(names, (73000, 70000, 36500), strict=True)
        ),
        cohorts=(
            cohort("kyc", vacant=2),
            cohort("support", office="dalian", posts=4),
            cohort("desk", office="bengaluru", entity="services_in", posts=2, must_stay=2),
        ),
        service=(
            service("kyc", 8, 1, "USD 100"),
            service("support", 4, 1, "USD 100"),
            service("desk", 2, 1, "USD 100"),
        ),
    )


def fired(heads: int, period: str = "2027-Q1", **where: Any) -> Move:
    return move(heads, Mode.REDUNDANCY, period, **where)


def test_as_many_are_asked_to_leave_as_the_firm_will() -> None:
    """Three of two offices in a quarter; the fourth is one too many."""
    three = [fired(2), fired(1, **RIVER)]
    assert not violations(judged(company(3), [*three, fired(3, "2027-Q2")]), "redundancies")

    fourth = fired(1, destination="dalian")
    broken = only(violations(judged(company(3), [*three, fourth]), "redundancies"))
    assert (broken.value, broken.limit, broken.violation, broken.unit) == (4, 3, 1, "people")
    assert (broken.period, broken.law) == ("2027-Q1", False)
    assert broken.words == "redundancies in china in a period (cap) in 2027-Q1: 4, at most 3"


@pytest.mark.parametrize(
    "moves",
    [
        [move(8, destination="dalian"), move(2, Mode.REFILL)],
        [fired(2, cohort="desk", origin="bengaluru", destination="dalian")],
    ],
)
def test_only_those_made_redundant_there_count(moves: list[Move]) -> None:
    """Transfers and refills dismiss nobody; who is dismissed in India counts there."""
    assert not violations(judged(company(0), moves), "redundancies")


def test_whoever_sits_abroad_counts_there_whoever_employs_them() -> None:
    """Two of the bank's own people in Bengaluru: none of China's quota, and all of India's."""
    seconded = (cohort("kyc"), cohort("desk", office="bengaluru", posts=2))

    def broken(at: str) -> int:
        there = company(0).model_copy(
            update={
                "cohorts": seconded,
                "service": (service("kyc", 10, 1, "USD 100"), service("desk", 2, 1, "USD 100")),
                "quotas": (quota(QuotaKind.REDUNDANCIES, at, 0),),
            }
        )
        moves = [fired(2, cohort="desk", origin="bengaluru", destination="dalian")]
        return sum(each.violation for each in violations(judged(there, moves), "redundancies"))

    assert (broken("china"), broken("india")) == (0, 2)


def test_people_whose_posts_fall_away_count_too() -> None:
    """Ten posts are eight in July, and by then the vacancies have been filled: two people leave,
    and two more whose posts are moved that day make four of the three there may be.
    """
    july = HeadcountStep(cohort="kyc", effective_from=date(2027, 7, 1), posts=8)
    falling = company(3).model_copy(update={"headcount": (july,)})

    assert not violations(judged(falling, [fired(1, "2027-Q3")]), "redundancies")
    broken = only(violations(judged(falling, [fired(2, "2027-Q3")]), "redundancies"))
    assert (broken.value, broken.limit, broken.period) == (4, 3, "2027-Q3")
    gone = [each for each in cheapest(falling).moves if each.mode is Mode.REDUNDANCY]
    assert sum(each.heads for each in gone if each.period == "2027-Q3") == 1


def test_they_count_on_the_day_they_leave() -> None:
    """With a hand-over of one quarter, who is replaced in Q1 leaves in Q2.

    Nobody may leave from July on: a replacement in Q1 is in time, one in Q2 is not.
    """
    july = company(0, overlap=1, effective_from=date(2027, 7, 1))

    assert not violations(judged(july, [fired(2)]), "redundancies")
    assert only(violations(judged(july, [fired(2, "2027-Q2")]), "redundancies")).period == "2027-Q3"


def test_they_may_be_counted_by_the_year_or_in_all() -> None:
    """Two in Q1 and two in Q4 are four in the year."""
    moves = [fired(2), fired(2, "2027-Q4")]

    for span in (QuotaSpan.CALENDAR_YEAR, QuotaSpan.HORIZON):
        assert not violations(judged(company(4, span=span), moves), "redundancies")
        assert only(violations(judged(company(3, span=span), moves), "redundancies")).violation == 1


def test_it_shows_its_quotas() -> None:
    """Heads, jurisdiction, span, and who set it."""
    assert RULE.values(company(3)) == (
        "cap: at most 3 at china in each period; policy: assumption",
    )


@pytest.mark.parametrize(("overlap", "quarters"), [(0, 4), (1, 2)])
def test_it_limits_the_optimiser(overlap: int, quarters: int) -> None:
    """All twelve people in China would go at once: two go in each quarter.

    With a hand-over nobody leaves in Q1, and who left in Q4 would have cost what it saves.
    """
    limited = company(2, overlap=overlap)
    gone = [each.heads for each in cheapest(limited).moves if each.mode is Mode.REDUNDANCY]

    assert sum(gone) == 2 * quarters
    assert_limits_the_optimiser(limited, "redundancies")


def test_those_who_would_leave_too_late_limit_the_optimiser() -> None:
    """Hires come in April at the earliest and hand over until July, from when nobody may leave.

    Only the two vacancies of ``kyc`` move.
    """
    july = company(0, overlap=1, hiring_days=90, effective_from=date(2027, 7, 1))

    assert {each.mode for each in cheapest(july).moves} <= {Mode.REFILL, Mode.TRANSFER}
    assert_limits_the_optimiser(july, "redundancies")


def test_it_makes_packages_worth_while() -> None:
    """Nobody may be made redundant: people transfer at USD 20,000 instead of USD 100."""
    modes = {each.mode for each in cheapest(company(0, package="USD 20000")).moves}

    assert Mode.TRANSFER in modes
    assert Mode.REDUNDANCY not in modes
