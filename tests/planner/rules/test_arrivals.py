"""An office takes in only so many at a time; the spans of every quota are tried here."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest

from models.account import Verdict
from models.calendar import Horizon
from models.limits import QuotaKind, QuotaSpan
from models.plan import Move
from models.scenario import Scenario
from models.workforce import Mode, ModePolicies, ModePolicy
from planner.books import books_of
from planner.formulation.sets import sets_of
from planner.rules.arrivals import RULE
from planner.rules.quotas import most_within
from tests.support.builders import cohort, move, scenario, service
from tests.support.judging import (
    assert_limits_the_optimiser,
    cheapest,
    findings,
    judged,
    only,
    violations,
)
from tests.support.limiting import quota


def company(heads: int, **changes: Any) -> Scenario:
    """The default company from July 2026 on, with so many arrivals in Bengaluru."""
    return scenario(
        planning_date=date(2026, 7, 1),
        horizon=Horizon(periods=4, tail_periods=0),
        quotas=(quota(QuotaKind.ARRIVALS, "bengaluru", heads, **changes),),
        cohorts=(cohort("kyc", vacant=2),),
        service=(service("kyc", 8, 1, "USD 100"),),
    )


QUARTERS = ("2026-Q3", "2026-Q4", "2027-Q1", "2027-Q2")


def landing(*heads: int) -> list[Move]:
    """So many in each quarter."""
    return [move(n, period=period) for n, period in zip(heads, QUARTERS, strict=True) if n]


def test_as_many_arrive_as_the_quota_has() -> None:
    """Three in a quarter, again in the next; the fourth is one too many."""
    assert not violations(judged(company(3), landing(3, 3, 0, 0)), "arrivals")

    broken = only(violations(judged(company(3), landing(3, 4, 0, 0)), "arrivals"))
    assert (broken.value, broken.limit, broken.violation, broken.unit) == (4, 3, 1, "posts")
    assert (broken.period, broken.law) == ("2026-Q4", False)
    assert broken.words == "arrivals at bengaluru in a period (cap) in 2026-Q4: 4, at most 3"


@pytest.mark.parametrize(
    ("changes", "back", "most"),
    [
        ({}, (1, 2, 2, 3), (3, 6, 6, 9)),
        ({"span": QuotaSpan.CALENDAR_YEAR}, (1, 2, 2, 3), (3, 3, 6, 6)),
        ({"span": QuotaSpan.HORIZON}, (1, 2, 3, 4), (3, 3, 3, 3)),
        ({"effective_from": date(2027, 1, 1)}, (1, 1, 1, 2), (np.inf, np.inf, 3, 6)),
        ({"effective_from": date(2027, 1, 1)}, (1, 1, 2, 2), (np.inf, np.inf, np.inf, 6)),
    ],
)
def test_what_a_quota_lets_through_within_some_quarters(
    changes: dict[str, Any], back: tuple[int, ...], most: tuple[float, ...]
) -> None:
    """As often as it is counted anew; from 2026-Q3 on, each year has two quarters."""
    limited = company(3, **changes)
    found = most_within(sets_of(books_of(limited)), limited.quotas[0], np.array(back))

    assert tuple(found) == most


def test_everyone_who_lands_counts() -> None:
    """One by each mode are four, a hand-over on the day it begins."""
    two = company(2).model_copy(
        update={"modes": ModePolicies(redundancy=ModePolicy(overlap_periods=1))}
    )
    modes = [move(1, mode, "2026-Q3") for mode in Mode]

    assert only(violations(judged(two, modes), "arrivals")).violation == 2
    assert not violations(judged(two, modes[:2]), "arrivals")


def test_other_offices_are_free() -> None:
    """A quota of Shanghai does not count who lands in Bengaluru."""
    elsewhere = company(0).model_copy(
        update={"quotas": (quota(QuotaKind.ARRIVALS, "shanghai", 0),)}
    )

    assert not violations(judged(elsewhere, landing(5, 0, 0, 0)), "arrivals")


@pytest.mark.parametrize(
    ("span", "heads", "broken"),
    [
        (QuotaSpan.PERIOD, (2, 2, 2, 2), None),
        (QuotaSpan.PERIOD, (0, 0, 0, 3), "2027-Q2"),
        (QuotaSpan.CALENDAR_YEAR, (1, 1, 0, 2), None),
        (QuotaSpan.CALENDAR_YEAR, (2, 1, 0, 0), "2026-Q3"),
        (QuotaSpan.CALENDAR_YEAR, (0, 0, 2, 1), "2027-Q1"),
        (QuotaSpan.CALENDAR_YEAR, (0, 2, 2, 0), None),
        (QuotaSpan.HORIZON, (1, 0, 0, 1), None),
        (QuotaSpan.HORIZON, (1, 1, 0, 1), "2026-Q3"),
    ],
)
def test_a_quota_counts_over_its_span(
    span: QuotaSpan, heads: tuple[int, ...], broken: str | None
) -> None:
    """Two in each period, each calendar year, or in all; a breach is dated by its span's start."""
    found = violations(judged(company(2, span=span), landing(*heads)), "arrivals")

    assert [each.period for each in found] == ([broken] if broken else [])


@pytest.mark.parametrize(
    ("span", "starts", "heads", "broken"),
    [
        (QuotaSpan.PERIOD, date(2026, 10, 1), (9, 0, 0, 0), None),
        (QuotaSpan.PERIOD, date(2026, 10, 1), (0, 3, 0, 0), "2026-Q4"),
        (QuotaSpan.PERIOD, date(2026, 10, 2), (0, 3, 0, 0), None),
        (QuotaSpan.PERIOD, date(2026, 10, 2), (0, 0, 3, 0), "2027-Q1"),
        (QuotaSpan.CALENDAR_YEAR, date(2026, 10, 1), (5, 2, 2, 0), None),
        (QuotaSpan.CALENDAR_YEAR, date(2026, 10, 1), (0, 3, 0, 0), "2026-Q4"),
        (QuotaSpan.HORIZON, date(2027, 1, 1), (4, 4, 1, 1), None),
        (QuotaSpan.HORIZON, date(2027, 1, 1), (0, 0, 2, 1), "2027-Q1"),
        (QuotaSpan.HORIZON, date(2028, 1, 1), (9, 0, 0, 0), None),
    ],
)
def test_a_quota_holds_in_periods_that_start_on_or_after_its_date(
    span: QuotaSpan, starts: date, heads: tuple[int, ...], broken: str | None
) -> None:
    """Two from October, from a day later, from January, or from after the horizon."""
    dated = company(2, span=span, effective_from=starts)

    found = violations(judged(dated, landing(*heads)), "arrivals")

    assert [each.period for each in found] == ([broken] if broken else [])


@pytest.mark.parametrize(("law", "verdict"), [(True, Verdict.TIGHT), (False, Verdict.KEPT)])
def test_a_quota_of_law_is_tight_before_it_is_broken(law: bool, verdict: Verdict) -> None:
    """Five of five: nothing to spare is worth telling only where law stands behind it."""
    finding = only(findings(judged(company(5, law=law), landing(5, 0, 0, 0)), "arrivals"))

    assert (finding.verdict, finding.law, finding.headroom) == (verdict, law, 0)


def test_it_shows_its_quotas() -> None:
    """Heads, office, span, date, and who set it."""
    dated = company(2, span=QuotaSpan.CALENDAR_YEAR, effective_from=date(2026, 10, 1))

    assert RULE.values(dated) == (
        "cap: at most 2 at bengaluru in each calendar year from 2026-10-01; policy: assumption",
    )


@pytest.mark.parametrize(
    ("changes", "landed"),
    [
        ({"heads": 4}, {"2026-Q3": 4, "2026-Q4": 4, "2027-Q1": 2}),
        ({"heads": 4, "span": QuotaSpan.CALENDAR_YEAR}, {"2026-Q3": 4, "2027-Q1": 4}),
        ({"heads": 4, "span": QuotaSpan.HORIZON}, {"2026-Q3": 4}),
    ],
)
def test_it_limits_the_optimiser(changes: dict[str, Any], landed: dict[str, int]) -> None:
    """All ten would land at once: four each quarter, each year, or in all, as early as they can."""
    limited = company(**changes)
    heads: dict[str, int] = {}
    for each in cheapest(limited).moves:
        heads[each.period] = heads.get(each.period, 0) + each.heads

    assert heads == landed
    assert_limits_the_optimiser(limited, "arrivals")


def test_before_its_date_it_does_not_limit_the_optimiser() -> None:
    """Nobody from October on: all ten land in July."""
    before = cheapest(company(0, effective_from=date(2026, 10, 1)))

    assert {each.period for each in before.moves} == {"2026-Q3"}
    assert sum(each.heads for each in before.moves) == 10
