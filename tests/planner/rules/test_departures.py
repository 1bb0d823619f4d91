"""Only so many posts leave an office at a time, unless its lease ends."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from models.calendar import Horizon
from models.limits import QuotaKind, QuotaSpan
from models.plan import Move
from models.scenario import Scenario
from models.workforce import Mode, ModePolicies, ModePolicy
from planner.rules.departures import RULE
from tests.support.builders import cohort, money, move, office, scenario, service
from tests.support.judging import (
    assert_limits_the_optimiser,
    cheapest,
    judged,
    only,
    violations,
)
from tests.support.limiting import quota

QUARTERS = ("2026-Q3", "2026-Q4", "2027-Q1", "2027-Q2")


def company(heads: int, lease_break: date | None = None, **changes: Any) -> Scenario:
    """The default company from July 2026 on; so many posts may leave Shanghai at a time."""
    lease = {"lease": money("USD 0"), "lease_break": lease_break} if lease_break else {}
    return scenario(
        planning_date=date(2026, 7, 1),
        horizon=Horizon(periods=4, tail_periods=0),
        offices=(
            office("shanghai", "china", "bank_cn", **lease),
            office("bengaluru", "india", "services_in"),
        ),
        quotas=(quota(QuotaKind.DEPARTURES, "shanghai", heads, **changes),),
        cohorts=(cohort("kyc", vacant=2),),
        service=(service("kyc", 8, 1, "USD 100"),),
    )


def leaving(*heads: int) -> list[Move]:
    """So many in each quarter."""
    return [move(n, period=period) for n, period in zip(heads, QUARTERS, strict=True) if n]


def test_as_many_leave_as_the_quota_has() -> None:
    """Three in a quarter, again in the next; the fourth is one too many."""
    assert not violations(judged(company(3), leaving(3, 3, 0, 0)), "departures")

    broken = only(violations(judged(company(3), leaving(3, 4, 0, 0)), "departures"))
    assert (broken.value, broken.limit, broken.unit) == (4, 3, "posts")
    assert broken.words == "departures from shanghai in a period (cap) in 2026-Q4: 4, at most 3"


def test_posts_count_in_the_period_in_which_they_leave() -> None:
    """After a quarter of hand-over, which is not the one in which they land."""
    slow = company(1).model_copy(
        update={"modes": ModePolicies(redundancy=ModePolicy(overlap_periods=1))}
    )
    moves = [move(2, Mode.REDUNDANCY, "2026-Q3")]

    assert only(violations(judged(slow, moves), "departures")).period == "2026-Q4"


@pytest.mark.parametrize(
    ("ends", "heads", "broken"),
    [
        (date(2027, 1, 1), (3, 0, 0, 0), ["2026-Q3"]),
        (date(2027, 1, 1), (0, 0, 9, 0), []),
        (date(2027, 1, 2), (0, 0, 3, 0), ["2027-Q1"]),
        (date(2027, 1, 2), (0, 0, 2, 8), []),
    ],
)
def test_once_the_lease_can_be_ended_any_number_may_leave(
    ends: date, heads: tuple[int, ...], broken: list[str]
) -> None:
    """Two a quarter up to the break of the lease; a quarter that starts with it is free."""
    found = violations(judged(company(2, ends), leaving(*heads)), "departures")

    assert [each.period for each in found] == broken


def test_a_year_counts_only_what_leaves_before_the_break() -> None:
    """Two in 2026, none of those who leave after the break in October."""
    yearly = company(2, date(2026, 10, 1), span=QuotaSpan.CALENDAR_YEAR)

    assert not violations(judged(yearly, leaving(2, 5, 0, 0)), "departures")
    assert violations(judged(yearly, leaving(3, 0, 0, 0)), "departures")


def test_other_offices_are_free() -> None:
    """A quota of Bengaluru does not count who leaves Shanghai."""
    elsewhere = company(0).model_copy(
        update={"quotas": (quota(QuotaKind.DEPARTURES, "bengaluru", 0),)}
    )

    assert not violations(judged(elsewhere, leaving(5, 0, 0, 0)), "departures")


def test_it_shows_its_quotas() -> None:
    """Posts, office, span, and who set it."""
    assert RULE.values(company(2)) == (
        "cap: at most 2 at shanghai in each period; policy: assumption",
    )


@pytest.mark.parametrize(
    ("ends", "left"),
    [
        (None, {"2026-Q3": 4, "2026-Q4": 4, "2027-Q1": 2}),
        (date(2026, 10, 1), {"2026-Q3": 4, "2026-Q4": 6}),
    ],
)
def test_it_limits_the_optimiser(ends: date | None, left: dict[str, int]) -> None:
    """All ten would leave at once: four each quarter, and the rest at the break of the lease."""
    limited = company(4, ends)
    heads: dict[str, int] = {}
    for each in cheapest(limited).moves:
        heads[each.period] = heads.get(each.period, 0) + each.heads

    assert heads == left
    assert_limits_the_optimiser(limited, "departures")
