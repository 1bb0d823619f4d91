"""What a board sees of a frontier and of alternatives tells nothing of few people."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from models.analysis import Frontier, FrontierPoint
from models.choices import FrontierAxis
from models.plan import Move, Plan
from models.workforce import Mode
from planner.briefing.board.tradeoffs import alternatives_for_board, frontier_for_board
from planner.exports.tradeoffs.files import ALWAYS_WORKING, FRONTIER_FORMATS, board_bytes
from tests.support.builders import move
from tests.support.pictures import read_picture
from tests.support.tradeoffs import COMPANY, OTHERS, THREE, figures, frontier

BOARD = frontier_for_board(THREE, COMPANY)
OTHERS_OF_BOARD = alternatives_for_board(OTHERS.alternatives[0], OTHERS, COMPANY)
BY_POSTS = frontier(*THREE.points[::-1], against=FrontierAxis.POSTS)
PAPERS = [each for each in FRONTIER_FORMATS if each not in ALWAYS_WORKING]


def point(money: int, moves: Sequence[Move]) -> FrontierPoint:
    posts = sum(each.heads for each in moves)
    changes = {"plan": Plan(moves=tuple(moves)), "dismissals": 0, "posts": posts}
    return FrontierPoint.model_validate({**figures(money, 1_000, 0), **changes})


def shown(*moves: Move) -> Frontier:
    return frontier(point(90_000, moves), against=FrontierAxis.POSTS)


def test_counts_are_those_of_a_paper_on_the_plan() -> None:
    """Six posts as five, three as one to five, nobody as nobody."""
    shown = frontier_for_board(BY_POSTS, COMPANY).points

    assert [each.posts for each in shown] == [0, None, 5]
    assert [each.dismissals for each in shown] == [0, None, None]


def test_amounts_are_multiples_of_what_a_post_costs() -> None:
    """USD 910 for ten posts: USD 50. Losses of USD 10 and of USD 20 show as nothing."""
    assert BOARD.amount_step == 5_000
    for each in (*BOARD.points, BOARD.staying):
        assert each is not None
        amounts = (each.total, each.money, each.expected_loss, each.one_off_cash)
        assert all(amount % 5_000 == 0 for amount in amounts)
    assert [each.money for each in BOARD.points] == [50_000, 40_000]


def test_how_posts_are_spread_over_small_flows_is_not_shown() -> None:
    one = shown(move(3), move(2, period="2027-Q2"))
    other = shown(move(1), move(4, period="2027-Q2"))

    assert frontier_for_board(one, COMPANY) == frontier_for_board(other, COMPANY)


def test_plans_that_are_shown_alike_on_the_axis_are_one() -> None:
    """Five rows that all show 1 to 5 dismissals would be 1, 2, 3, 4 and 5."""
    rising = [
        point(90_000 - n, [move(n, Mode.REDUNDANCY)] if n else []).model_copy(
            update={"dismissals": n}
        )
        for n in range(7)
    ]
    against = FrontierAxis.DISMISSALS
    exact = frontier(*rising, against=against, knee=2, cheapest=6)

    board = frontier_for_board(exact, COMPANY)

    assert [each.dismissals for each in board.points] == [0, None, 5]
    assert [each.is_knee for each in board.points] == [False, True, False]
    assert [each.is_cheapest for each in board.points] == [False, False, True]


@pytest.mark.parametrize("suffix", [each for each in PAPERS if each not in {".pdf", ".pptx"}])
def test_no_cohort_setting_or_exact_count_is_in_a_paper(suffix: str) -> None:
    written = board_bytes(BOARD, COMPANY, suffix)

    for text in (b"kyc", b"risk_weight", b"more to Bengaluru", b"working file"):
        assert text not in written
    if suffix != ".xlsx":
        assert b"1 to 5" in written or suffix == ".svg"


def test_alternatives_are_shown_without_their_aspects_and_moves() -> None:
    text = board_bytes(OTHERS_OF_BOARD, COMPANY, ".html").decode()

    assert "Alternative 1" in text
    assert "masking" in text
    for hidden in ("More posts move", "3 posts of", "kyc"):
        assert hidden not in text


def test_the_picture_is_drawn_where_counts_are_not_shown() -> None:
    few = frontier(*BY_POSTS.points[:2], against=FrontierAxis.POSTS)

    picture = read_picture(board_bytes(frontier_for_board(few, COMPANY), COMPANY, ".svg").decode())

    assert str(picture.root[1].text).endswith("with posts moved of 1 to 5.")
    nobody, few_posts = picture.marks_of(0)[-2:]
    assert nobody.left < few_posts.left
