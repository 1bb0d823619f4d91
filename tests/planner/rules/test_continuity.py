"""Not too much of a function is new to its place at once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from models.limits import Continuity
from models.plan import Move
from models.scenario import Scenario
from models.workforce import HeadcountStep, Mode, ModePolicies, ModePolicy
from planner.rules.continuity import RULE
from tests.support.builders import cohort, move, pay, role, scenario, service
from tests.support.judging import (
    assert_limits_the_optimiser,
    cheapest,
    judged,
    only,
    violations,
)


def company(share: float | None, periods: int = 1, **changes: Any) -> Scenario:
    """The default company with so much of a function new within so many periods."""
    return scenario(
        continuity=Continuity(max_share=share, periods=periods, max_replaced_share=1.0), **changes
    )


def broken_in(there: Scenario, *moves: Move) -> str | None:
    """Period of the breach; none where there is none."""
    broken = violations(judged(there, moves), "continuity")
    return only(broken).period if broken else None


def test_as_much_is_new_as_the_share_allows() -> None:
    """Three eighths of ten are three and three quarters: three land in a quarter, not four."""
    most = company(0.375)

    assert broken_in(most, move(3), move(3, period="2027-Q2")) is None
    broken = only(violations(judged(most, [move(3), move(4, period="2027-Q2")]), "continuity"))
    assert (broken.value, broken.limit, broken.violation, broken.unit) == (4, 3, 1, "posts")
    assert (broken.period, broken.cohorts, broken.law) == ("2027-Q2", ("kyc",), False)
    assert broken.words == "posts of analyst that are new to their place in 2027-Q2: 4, at most 3"


def test_the_share_is_exact() -> None:
    """0.29 of a hundred are 29, though 0.29 x 100 is less in binary fractions."""
    hundred = company(0.29, cohorts=(cohort("kyc", posts=100),))

    assert broken_in(hundred, move(29)) is None
    assert broken_in(hundred, move(30)) == "2027-Q1"


@pytest.mark.parametrize(
    ("periods", "first", "second", "broken"),
    [
        (1, "2027-Q1", "2027-Q2", None),
        (2, "2027-Q1", "2027-Q2", "2027-Q2"),
        (2, "2027-Q1", "2027-Q3", None),
        (3, "2027-Q1", "2027-Q3", "2027-Q3"),
        (3, "2027-Q1", "2027-Q4", None),
    ],
)
def test_posts_are_new_for_so_many_periods(
    periods: int, first: str, second: str, broken: str | None
) -> None:
    """Three and three where five may be new: too many while both are within the window."""
    assert broken_in(company(0.5, periods), move(3, period=first), move(3, period=second)) == broken


def test_what_lands_in_any_mode_anywhere_is_new() -> None:
    """Two of each mode: six of ten; a hand-over counts from landing."""
    any_mode = company(
        0.5,
        modes=ModePolicies(redundancy=ModePolicy(overlap_periods=1)),
        cohorts=(cohort("kyc", vacant=2),),
        service=(service("kyc", 8, 1, "USD 100"),),
    )
    moves = [move(2, Mode.REFILL), move(2, Mode.REDUNDANCY), move(2)]

    assert broken_in(any_mode, *moves) == "2027-Q1"
    assert broken_in(any_mode, *moves[:2]) is None


def test_roles_of_one_function_count_together() -> None:
    """Three analysts and three leads land: six of a function's twelve, or half of either role."""

    def roles(function: str | None) -> Scenario:
        return company(
            0.4,
            roles=(role("analyst", function=function), role("lead", function=function)),
            pay=tuple(
                pay(who, where, "USD 1")
                for who in ("analyst", "lead")
                for where in ("shanghai", "bengaluru")
            ),
            cohorts=(cohort("kyc", posts=8), cohort("leads", role="lead", posts=4)),
        )

    moves = [move(3), move(2, cohort="leads")]
    broken = only(violations(judged(roles("checks"), moves), "continuity"))
    assert (broken.value, broken.limit, broken.cohorts) == (5, 4, ("kyc", "leads"))
    assert "posts of checks" in broken.words

    broken = only(violations(judged(roles(None), moves), "continuity"))
    assert (broken.value, broken.limit, broken.cohorts) == (2, 1, ("leads",))


def test_posts_of_the_period_count() -> None:
    """Ten posts, six from July on: half are five before, three after."""
    july = HeadcountStep(cohort="kyc", effective_from=date(2027, 7, 1), posts=6)
    shrinking = company(0.5, headcount=(july,))

    assert broken_in(shrinking, move(5)) is None
    assert broken_in(shrinking, move(3, period="2027-Q3")) is None
    assert broken_in(shrinking, move(4, period="2027-Q3")) == "2027-Q3"


def test_there_may_be_no_limit() -> None:
    """Without a share everyone may land at once, and there is nothing to show."""
    assert broken_in(company(None), move(10)) is None
    assert RULE.values(company(None)) == ()


def test_it_shows_its_limit() -> None:
    """Share and window."""
    assert RULE.values(company(0.25, 3)) == ("at most 25% within 3 periods",)


@pytest.mark.parametrize(
    ("share", "periods", "landed"),
    [(0.3, 1, [3, 3, 3, 1]), (0.5, 2, [5, 5]), (0.2, 4, [2])],
)
def test_it_limits_the_optimiser(share: float, periods: int, landed: list[int]) -> None:
    """Everyone would go in Q1: they go in waves, as early as the share allows."""
    limited = company(share, periods)

    assert [each.heads for each in cheapest(limited).moves] == landed
    assert_limits_the_optimiser(limited, "continuity")
