"""A team is not replaced whole on one day, unless the scenario lets it."""

from __future__ import annotations

from datetime import date

import pytest

from models.limits import Continuity, Team, TeamKind
from models.plan import Move
from models.scenario import Scenario
from models.workforce import HeadcountStep, Mode, ModePolicies, ModePolicy
from planner.books import books_of
from planner.formulation.sets import sets_of
from planner.rules.pace import RULE, most_replaced
from tests.support.builders import cohort, move, scenario, service
from tests.support.judging import (
    assert_limits_the_optimiser,
    cheapest,
    judged,
    only,
    violations,
)


def company(
    share: float = 0.5, posts: int = 9, vacant: int = 0, *, whole: bool = False
) -> Scenario:
    """Nine posts of known service, cheaper in Bengaluru, that no package lets transfer."""
    team = Team(id="desk", kind=TeamKind.INDIVISIBLE, cohorts=("kyc",), replaced_whole=True)
    return scenario(
        continuity=Continuity(max_replaced_share=share),
        cohorts=(cohort("kyc", posts=posts, vacant=vacant),),
        service=(service("kyc", posts - vacant, 1, "USD 100"),),
        teams=(team,) if whole else (),
    )


def broken_by(there: Scenario, *moves: Move) -> list[int]:
    """Heads too many, where there are any."""
    return [each.violation for each in violations(judged(there, moves), "pace")]


@pytest.mark.parametrize("mode", [Mode.REDUNDANCY, Mode.REFILL, Mode.REDEPLOY])
def test_half_of_nine_rounded_up_is_five(mode: Mode) -> None:
    """Five are replaced at once by any mode that hires, a sixth is too many."""
    assert broken_by(company(), move(5, mode)) == []
    assert broken_by(company(), move(6, mode)) == [1]


def test_modes_and_destinations_count_together_and_periods_apart() -> None:
    """Three and three on one day are one too many; on two days they are not."""
    both = [move(3, Mode.REDUNDANCY), move(3, Mode.REFILL)]
    apart = [move(3, Mode.REDUNDANCY), move(3, Mode.REFILL, "2027-Q2")]

    assert broken_by(company(), *both) == [1]
    assert broken_by(company(), *apart) == []


def test_posts_are_those_of_the_day() -> None:
    """Nine posts until July, then three: five at once before, two from then on."""
    july = HeadcountStep(cohort="kyc", effective_from=date(2027, 7, 1), posts=3)
    falling = company().model_copy(update={"headcount": (july,)})

    assert most_replaced(sets_of(books_of(falling))).tolist() == [[5, 5, 2, 2]]
    assert broken_by(falling, move(5, Mode.REDUNDANCY)) == []
    assert broken_by(falling, move(2, Mode.REDUNDANCY, "2027-Q3")) == []
    assert broken_by(falling, move(3, Mode.REDUNDANCY, "2027-Q3")) == [1]


def test_a_post_is_replaced_on_the_day_its_successor_lands() -> None:
    """Three land in the first quarter and hand over until the second, when three refills land."""
    slow = company().model_copy(
        update={"modes": ModePolicies(redundancy=ModePolicy(overlap_periods=1))}
    )

    assert broken_by(slow, move(3, Mode.REDUNDANCY), move(3, Mode.REFILL, "2027-Q2")) == []
    assert broken_by(slow, move(3, Mode.REDUNDANCY), move(3, Mode.REFILL)) == [1]


def test_who_transfers_replaces_nobody() -> None:
    """Nine transfer at once, and know what they knew."""
    assert broken_by(company(), move(9)) == []


def test_a_team_that_may_be_replaced_whole_is() -> None:
    """All nine at once."""
    assert broken_by(company(whole=True), move(9, Mode.REDUNDANCY)) == []


def test_it_is_said_where_and_when() -> None:
    """By cohort and period, in posts."""
    broken = only(violations(judged(company(), [move(7, Mode.REDUNDANCY)]), "pace"))

    assert (broken.value, broken.limit, broken.unit, broken.law) == (7, 5, "posts", False)
    assert broken.words == "posts of kyc replaced at once in 2027-Q1: 7, at most 5"


@pytest.mark.parametrize(("share", "heads"), [(0.5, [5, 4]), (0.1, [1, 1, 1, 1]), (1.0, [9])])
def test_the_optimiser_keeps_pace(share: float, heads: list[int]) -> None:
    """As many as it may in each quarter, from the first on."""
    plan = cheapest(_without_packages(company(share)))

    assert [each.heads for each in plan.moves] == heads


def test_the_optimiser_counts_modes_together() -> None:
    """Three of nine posts are vacant: refills and redundancies of a quarter are five in all, though
    five could be made redundant and three refilled beside them.
    """
    plan = cheapest(_without_packages(company(vacant=3)))

    assert sum(each.heads for each in plan.moves if each.period == "2027-Q1") == 5


def _without_packages(there: Scenario) -> Scenario:
    offices = tuple(each.model_copy(update={"relocation": None}) for each in there.offices)
    return there.model_copy(update={"offices": offices})


def test_it_limits_the_optimiser() -> None:
    """All nine would be replaced on the first day."""
    assert_limits_the_optimiser(_without_packages(company()), "pace")


def test_values_name_the_share_and_teams_that_it_leaves_out() -> None:
    """And nothing where everything may be replaced at once."""
    assert RULE.values(company(whole=True)) == (
        "at most 50% of a cohort in a period",
        "desk may be replaced whole",
    )
    assert RULE.values(company(1.0)) == ()
