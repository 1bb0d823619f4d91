"""What staying put costs in a year stands beside a control total, but for what few people cost."""

from __future__ import annotations

import pytest

from models.errors import InputError
from planner.roster.receipt_line import ReceiptLine
from planner.roster.staying_put import StayingPut, staying_put, staying_put_line
from planner.scenario_files import load

FLOOR = 5
AMOUNT = 100_000_000


def line(control: int | None, uncounted: int = 0) -> ReceiptLine:
    """Of 100 posts that cost CNY 10,000 each."""
    return staying_put_line(StayingPut(100, AMOUNT, "CNY", control, uncounted), FLOOR)


def test_the_cost_is_that_of_all_posts_at_their_pay() -> None:
    """Open ones too, in the planning currency; 4 analysts at USD 150 a day, and 2 officers at 300.

    Tiny has no pay on top, and its year has 365 days.
    """
    tiny = load("tiny")
    posts = {each.id: each.posts for each in tiny.cohorts}
    cost = staying_put(tiny, {}, 0)

    assert cost.posts == sum(posts.values())
    daily = {"analyst": 150, "privacy-officer": 300}
    assert cost.amount == sum(100 * 365 * daily[each.role] * each.posts for each in tiny.cohorts)


def test_the_control_total_is_in_the_planning_currency() -> None:
    with pytest.raises(InputError, match="not in the planning currency"):
        staying_put(load("tiny"), {"CNY": 1}, 0)


def test_the_gap_is_told_with_its_share() -> None:
    told = line(80_000_000)

    assert "CNY 1,000,000, control total CNY 800,000: +CNY 200,000 (+25.0 %)" in told.exact
    assert "control total about CNY 800,000: +25.0 %" in told.text
    assert "no control total" in line(None).text
    assert "--control-cost 'CNY ...'" in line(None).exact


@pytest.mark.parametrize(
    ("control", "uncounted", "told"),
    [
        (AMOUNT - 4_900_000, 0, False),
        (AMOUNT - 5_000_000, 0, True),
        (AMOUNT - 50_000_000, 4, False),
        (AMOUNT - 50_000_000, 5, True),
        (AMOUNT, 4, True),
    ],
)
def test_a_gap_that_few_people_may_make_is_left_out_of_the_file(
    control: int, uncounted: int, *, told: bool
) -> None:
    """It is on the screen of whoever holds the roster."""
    words = line(control, uncounted)

    assert ("control total about" in words.text) == told
    assert ("not shown" in words.text) != told
    assert "control total CNY" in words.exact
