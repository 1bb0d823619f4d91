"""A cohort never sends away more posts than it has."""

from datetime import date

import pytest

from models.workforce import HeadcountStep, Mode, ModePolicies, ModePolicy
from tests.support.builders import cohort, move, scenario, service
from tests.support.judging import (
    cheapest_without,
    findings,
    judged,
    only,
    violations,
)


def test_all_posts_may_leave() -> None:
    """Ten of ten posts leave: nothing is broken and nothing is left."""
    judgement = judged(scenario(), [move(10)])

    assert not violations(judgement, "posts")
    assert only(findings(judgement, "posts")).headroom == 0


def test_one_post_too_many_is_one_violation() -> None:
    """Eleven of ten posts leave: one too many, in the period in which they leave."""
    broken = only(violations(judged(scenario(), [move(11)]), "posts"))

    assert (broken.violation, broken.unit) == (1, "posts")
    assert (broken.cohorts, broken.offices) == (("kyc",), ("shanghai",))
    assert broken.period == "2027-Q1"
    assert broken.words == "posts of kyc left at home in 2027-Q1: -1, at least 0"


def test_moves_of_all_modes_and_periods_count_together() -> None:
    """Six transfers in Q1 and redundancies in Q3: four redundancies fit, the fifth does not."""
    company = scenario(service=(service("kyc", 10, 3, "USD 5000"),))

    def with_redundancies(heads: int) -> list[int]:
        moves = [move(6), move(heads, Mode.REDUNDANCY, "2027-Q3")]
        return [each.violation for each in violations(judged(company, moves), "posts")]

    assert with_redundancies(4) == []
    assert with_redundancies(5) == [1]


def test_posts_that_will_go_cannot_be_sent_away_before() -> None:
    """Ten posts become six in July: six may leave in Q1, the seventh is missing in Q3."""
    july = HeadcountStep(cohort="kyc", effective_from=date(2027, 7, 1), posts=6)
    company = scenario(headcount=(july,))

    assert not violations(judged(company, [move(6)]), "posts")
    broken = only(violations(judged(company, [move(7)]), "posts"))
    assert (broken.violation, broken.period) == (1, "2027-Q3")


def test_posts_that_will_come_can_be_sent_away_only_then() -> None:
    """Ten posts become twelve in April: twelve may leave in Q2, in Q1 two are not there yet."""
    april = HeadcountStep(cohort="kyc", effective_from=date(2027, 4, 1), posts=12)
    company = scenario(headcount=(april,))

    assert not violations(judged(company, [move(12, period="2027-Q2")]), "posts")
    broken = only(violations(judged(company, [move(12)]), "posts"))
    assert (broken.violation, broken.period) == (2, "2027-Q1")


def test_a_hand_over_leaves_home_when_it_ends() -> None:
    """With a hand-over of one period, eleven who land in Q1 are one too many only in Q2."""
    company = scenario(
        modes=ModePolicies(redundancy=ModePolicy(overlap_periods=1)),
        service=(service("kyc", 10, 3, "USD 5000"),),
    )

    assert not violations(judged(company, [move(10, Mode.REDUNDANCY)]), "posts")
    broken = only(violations(judged(company, [move(11, Mode.REDUNDANCY)]), "posts"))
    assert (broken.violation, broken.period) == (1, "2027-Q2")


@pytest.mark.parametrize("posts_in_july", [10, 6])
def test_it_limits_the_optimiser(posts_in_july: int) -> None:
    """Every post saves half its pay, so a solver that is not told sends away more than there are.

    Seats and kept posts would hold it back too, since no office can have fewer than none of them;
    nobody needs a seat here, and both programmes are told nothing of kept posts.
    """
    july = HeadcountStep(cohort="kyc", effective_from=date(2027, 7, 1), posts=posts_in_july)
    company = scenario(headcount=(july,), cohorts=(cohort("kyc", seats_per_head=0.0),))

    judgement = judged(company, cheapest_without(company, "kept_posts").moves)
    unaware = judged(company, cheapest_without(company, "kept_posts", "posts").moves)

    assert judgement.lawful
    assert violations(unaware, "posts")
