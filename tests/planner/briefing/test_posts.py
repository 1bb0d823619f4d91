"""Posts by office balance with starters and leavers."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.calendar import Horizon
from models.outlook import OfficePosts
from models.plan import Move
from models.scenario import Scenario
from models.workforce import HeadcountStep, Mode, ModePolicies, ModePolicy
from planner import api
from planner.books import books_of
from planner.briefing.posts import office_posts
from planner.expanded_plan import ExpandedPlan, expand
from tests.support.any_plan import any_plan, bundled_plan
from tests.support.builders import cohort, move, plan, scenario, small_scenarios
from tests.support.random_companies.company import tiny_company
from tests.support.seeds import examples, seeds


def posts_at(company: Scenario, office: str, *moves: Move) -> list[tuple[int | None, ...]]:
    """[t] posts, starters and leavers of one office."""
    rows = office_posts(expand(books_of(company), plan(moves)))
    return [(each.posts, each.starters, each.leavers) for each in rows if each.office == office]


def assert_balanced(done: ExpandedPlan) -> None:
    """Office by office from the planning date on, and over all offices."""
    company, rows = done.scenario, office_posts(done)
    assert [(each.office, each.period) for each in rows] == [
        (office.id, period.label) for office in company.offices for period in company.periods
    ]
    before = Counter(
        {office.id: 0 for office in company.offices}
        | {
            name: sum(each.posts for each in company.cohorts if each.office == name)
            for name in {each.office for each in company.cohorts}
        }
    )
    for each in rows:
        posts, starters, leavers = _known(each)
        assert posts == before[each.office] + starters - leavers
        before[each.office] = posts
    for period in company.periods:
        at_once = [_known(each)[0] for each in rows if each.period == period.label]
        planned = sum(posts[period.index] for posts in company.posts.values())
        assert sum(at_once) == planned + in_hand_over(done, period.index)


def _known(each: OfficePosts) -> tuple[int, int, int]:
    assert each.posts is not None
    assert each.starters is not None
    assert each.leavers is not None
    return each.posts, each.starters, each.leavers


def in_hand_over(done: ExpandedPlan, t: int) -> int:
    """Posts that have landed and not yet left home."""
    overlaps = {mode: done.scenario.modes.of(mode).overlap_periods for mode in Mode}
    return sum(
        each.heads
        for each in done.plan.moves
        if 0 <= t - done.period(each.period) < overlaps[each.mode]
    )


def test_headcount_moves_and_vacancies_by_hand() -> None:
    """Ten posts, two of them vacant; twelve from April, nine from July; four go in April."""
    steps = (
        HeadcountStep(cohort="kyc", effective_from=date(2027, 4, 1), posts=12),
        HeadcountStep(cohort="kyc", effective_from=date(2027, 7, 1), posts=9),
    )
    company = scenario(cohorts=(cohort("kyc", vacant=2),), headcount=steps)
    moves = (move(3, period="2027-Q2"), move(1, Mode.REFILL, "2027-Q2"))

    assert posts_at(company, "shanghai", *moves) == [(10, 0, 0), (8, 2, 4), (5, 0, 3), (5, 0, 0)]
    assert posts_at(company, "bengaluru", *moves) == [(0, 0, 0), (4, 4, 0), (4, 0, 0), (4, 0, 0)]


def test_a_post_in_hand_over_counts_at_both_offices() -> None:
    """Four successors start in April; those whom they follow leave in July."""
    company = scenario(modes=ModePolicies(redundancy=ModePolicy(overlap_periods=1)))
    moves = (move(4, Mode.REDUNDANCY, "2027-Q2"),)

    assert posts_at(company, "shanghai", *moves) == [(10, 0, 0), (10, 0, 0), (6, 0, 4), (6, 0, 0)]
    assert posts_at(company, "bengaluru", *moves) == [(0, 0, 0), (4, 4, 0), (4, 0, 0), (4, 0, 0)]


def test_what_changes_before_the_first_period_starts_with_it() -> None:
    """Planned in mid-February; two posts more in March, in the posts of April."""
    step = HeadcountStep(cohort="kyc", effective_from=date(2027, 3, 1), posts=12)
    company = scenario(
        planning_date=date(2027, 2, 14), horizon=Horizon(periods=1), headcount=(step,)
    )

    assert posts_at(company, "shanghai", move(1, period="2027-Q2")) == [(11, 2, 1)]


@pytest.mark.parametrize("name", api.bundled())
@pytest.mark.parametrize("seed", range(2))
def test_every_bundled_scenario_balances(name: str, seed: int) -> None:
    """Under any plan, lawful or not."""
    assert_balanced(bundled_plan(name, seed))


@settings(max_examples=examples(60))
@given(company=small_scenarios(), seed=st.integers(0, 1000))
def test_small_companies_balance(company: Scenario, seed: int) -> None:
    """Headcount that changes, hand-over, vacancies, planning dates within a period."""
    assert_balanced(expand(books_of(company), any_plan(company, seed)))


@pytest.mark.parametrize("seed", seeds(range(30), quick=1))
def test_random_companies_balance(seed: int) -> None:
    """With something of every rule."""
    company = tiny_company(seed, 500, "modes").scenario

    assert_balanced(expand(books_of(company), any_plan(company, seed)))
