"""What a board sees of a frontier and of alternatives tells nothing of few people."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from models.analysis import Frontier, FrontierPoint, PricedPlan
from models.choices import FrontierAxis
from models.plan import Move, Plan
from models.shown_tradeoffs import ShownAlternatives
from models.workforce import Mode
from planner.audit import audit
from planner.books import books_of
from planner.briefing.board.tradeoffs import alternatives_for_board, frontier_for_board
from planner.exports.tradeoffs.files import ALWAYS_WORKING, FRONTIER_FORMATS, board_bytes
from tests.support.builders import move, pay, scenario
from tests.support.pictures import read_picture
from tests.support.tradeoffs import COMPANY, OTHERS, THREE, figures, frontier

TEN = FrontierPoint.model_validate({**figures(90_000, 1_000, 10), "limit": 1_100, "gap": 0.004})
"""It is shown with the posts that it has, so that its figures by hand stay."""
POINTS = (TEN, *THREE.points[1:])
BOARD = frontier_for_board(THREE.model_copy(update={"points": POINTS}), COMPANY)
OTHERS_OF_BOARD = alternatives_for_board(OTHERS.alternatives[0], OTHERS, COMPANY)
BY_POSTS = frontier(*POINTS[::-1], against=FrontierAxis.POSTS)
PAID = scenario(
    pay=(pay("analyst", "shanghai", "USD 91000"), pay("analyst", "bengaluru", "USD 73000"))
)
STAYING = 900_000_00
PAPERS = [each for each in FRONTIER_FORMATS if each not in ALWAYS_WORKING]


def point(money: int, moves: Sequence[Move]) -> FrontierPoint:
    posts = sum(each.heads for each in moves)
    changes = {"plan": Plan(moves=tuple(moves)), "dismissals": 0, "posts": posts}
    return FrontierPoint.model_validate({**figures(money, 1_000, 0), **changes})


def shown(*moves: Move) -> Frontier:
    return frontier(point(90_000, moves), against=FrontierAxis.POSTS)


def test_counts_are_those_of_a_paper_on_the_plan() -> None:
    """Ten posts as ten, three as one to five, nobody as nobody."""
    shown = frontier_for_board(BY_POSTS, COMPANY).points

    assert [each.posts for each in shown] == [0, None, 10]
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


def test_amounts_are_the_same_for_one_to_five_posts() -> None:
    """A frontier of one plan, at what it costs exactly."""

    def priced(heads: int) -> Frontier:
        made = shown(move(heads))
        judged = audit(made.points[0].plan, books_of(PAID))
        amounts = {"total": judged.total, "money": judged.money, "expected_loss": 0}
        return made.model_copy(update={"points": (made.points[0].model_copy(update=amounts),)})

    exact = [priced(heads) for heads in range(1, 6)]

    assert len({each.points[0].total for each in exact}) == 5
    assert len({frontier_for_board(each, PAID).model_dump_json() for each in exact}) == 1
    others = [alternatives_of(each.points[0]) for each in exact]
    assert len({each.model_dump_json() for each in others}) == 1


def alternatives_of(other: FrontierPoint) -> ShownAlternatives:
    """What a board sees of a plan in which nobody moves, and of another."""
    fields = {name: getattr(other, name) for name in PricedPlan.model_fields}
    alternative = OTHERS.alternatives[0].model_copy(update=fields)
    found = OTHERS.model_copy(update={"alternatives": (alternative,)})
    return alternatives_for_board(point(STAYING, []), found, PAID)


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
