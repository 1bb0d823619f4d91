"""Briefings for a board on plans of a scenario."""

from __future__ import annotations

from functools import cache

from models.briefing import Briefing
from models.compared import ComparedPlan
from models.ranges import Range
from models.workforce import Mode
from planner.briefing.board import for_board
from planner.briefing.build import briefing_of
from planner.exports.sheets import paper_of
from tests.support.builders import move, plan
from tests.support.named_plans import named
from tests.support.uncertain_company import LIKELIHOOD, PAY, company

ACCEPTANCE = Range(table="cohorts", row="kyc", field="attrition", low="0", high="0.2")
COUNTS = ("flows", "people", "posts_moved", "posts_kept", "offices", "limits")


@cache
def exact(heads: int) -> Briefing:
    """Some of ten posts move, and one more in another mode."""
    made = plan([move(heads), move(1, mode=Mode.REFILL, period="2027-Q2")])
    return briefing_of(
        [named("Go", company(PAY, LIKELIHOOD, ACCEPTANCE), made)], title="Where posts sit"
    )


def counts(of: ComparedPlan) -> dict[str, object]:
    return {"stops": of.days.stops, **{name: getattr(of, name) for name in COUNTS}}


def test_the_counts_are_the_same_for_one_to_five_posts() -> None:
    shown = [counts(for_board(exact(heads)).chosen) for heads in (1, 5)]

    assert shown[0] == shown[1]
    assert counts(exact(1).chosen) != counts(exact(5).chosen)
    assert counts(for_board(exact(9)).chosen) != shown[0]


def test_there_is_no_cohort_in_a_briefing_for_a_board_nor_in_its_paper() -> None:
    shown = for_board(exact(5))

    assert "kyc" in exact(5).model_dump_json()
    assert "kyc" not in shown.model_dump_json()
    assert "kyc" not in repr(paper_of(shown))


def test_there_is_no_pay() -> None:
    """None of the three figures of the range of pay, which are in the exact paper."""
    (pay,) = (each for each in exact(5).inputs if each.place.table == "pay")
    paper, full = repr(paper_of(for_board(exact(5)))), repr(paper_of(exact(5)))

    for wage in (pay.value, pay.low, pay.high):
        assert wage in full
        assert wage not in paper
