"""What is told of amounts in recommendations: no small count follows, for who knows all prices."""

from __future__ import annotations

import pytest

from models.answer import Answer
from streams.told_amounts import ToldTotals, shown_worth, told_totals
from tests.support.builders import cohort, scenario
from tests.support.histories import answered, proposal

COMPANY = scenario(cohorts=(cohort("kyc", posts=40),))
STAYING = 16_345_678_00
"""USD 409 k for each of forty posts: five of them cost USD 2 m."""
EACH = 123_456_78


def answer(large: int, small: int) -> Answer:
    """A plan whose moves are worth so much for each post."""
    moves = [
        proposal(large, worth=large * EACH),
        proposal(small, period="2027-Q3", worth=small * EACH),
    ]
    update = {
        "objective": STAYING - (large + small) * EACH,
        "staying_put": STAYING,
        "staying_plus_measures": STAYING - 987_654_32,
    }
    return answered(*moves).answer.model_copy(update=update)


def told(large: int, small: int) -> ToldTotals:
    found = answer(large, small)
    return told_totals(found, found.proposals, COMPANY)


def test_totals_are_the_same_for_all_counts_that_are_shown_alike() -> None:
    assert {told(large, small) for large in range(8, 13) for small in range(1, 6)} == {told(10, 3)}
    assert told(13, 3) != told(10, 3)


def test_totals_are_about_what_they_are() -> None:
    """Staying put in steps of two million; thirteen posts save 1.6 million, measures 0.99."""
    assert told(10, 3) == ToldTotals(14_400_000_00, 16_000_000_00, 15_010_000_00)


def test_one_post_less_does_not_tell_what_it_was_paid() -> None:
    found = {
        told_totals(
            answer(10, 3).model_copy(update={"staying_put": STAYING - pay}), (), COMPANY
        ).staying_put
        for pay in range(20_000_00, 345_000_00, 5_000_00)
    }

    assert found == {16_000_000_00}


def test_nothing_is_told_before_there_is_an_answer_with_amounts() -> None:
    assert told_totals(answered().answer, (), COMPANY) == ToldTotals()


@pytest.mark.parametrize(("heads", "shown"), [(1, None), (5, None), (6, 10), (12, 10), (13, 15)])
def test_a_move_is_worth_what_its_shown_posts_are_worth(heads: int, shown: int | None) -> None:
    assert shown_worth(heads * EACH, heads, 5) == (shown and shown * EACH)
