"""Plans: the same decisions make the same plan, in the order of time, then name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from models.plan import (
    BlockOrder,
    Consultation,
    MeasureStart,
    Move,
    MoveKey,
    Plan,
    RouteFiling,
    programme_of,
)
from models.routes import DataGroup, RouteKind
from models.workforce import Mode
from tests.support.builders import block, move, one_of_each, plan

MOVES = (
    move(1, Mode.REDUNDANCY, "2027-Q1", cohort="ops"),
    move(2, Mode.TRANSFER, "2027-Q2", cohort="kyc"),
    move(3, Mode.REFILL, "2027-Q2", cohort="kyc"),
    move(4, Mode.TRANSFER, "2027-Q3", cohort="alerts"),
    move(5, Mode.TRANSFER, "2027-Q3", cohort="alerts", destination="dalian"),
)
BLOCKS = (block("bengaluru", 1), block("dalian", 2, "2027-Q2"))


@given(moves=st.permutations(MOVES), blocks=st.permutations(BLOCKS))
def test_the_order_of_moves_does_not_matter(moves: list[Move], blocks: list[BlockOrder]) -> None:
    """However moves and blocks are listed, the plan is equal."""
    assert plan(moves, blocks) == plan(MOVES, BLOCKS)
    assert plan(moves).model_dump_json() == plan(MOVES).model_dump_json()


def test_an_id_says_whose_recommendation_it_is_and_for_which_move() -> None:
    """Both come back from it; what is no id has no move."""
    key = MoveKey.of(MOVES[0])
    name = key.id("asia")

    assert (programme_of(name), MoveKey.parse(name)) == ("asia", key)
    assert (programme_of("asia"), MoveKey.parse("asia")) == ("asia", None)


def test_every_kind_of_decision_is_sorted() -> None:
    """The order in which decisions are found makes no other plan, whatever their kind."""
    first = one_of_each()
    assert set(first) == set(Plan.model_fields)
    for kind, one in first.items():
        other = one.model_copy(update={"period": "2027-Q4"})
        assert getattr(Plan.model_validate({kind: (other, one)}), kind) == (one, other)


def test_moves_stand_in_the_order_of_time_then_name() -> None:
    """First the period, then cohort, then destination."""
    listed = [(m.period, m.cohort, m.destination) for m in plan(MOVES[::-1]).moves]

    assert listed == [
        ("2027-Q1", "ops", "bengaluru"),
        ("2027-Q2", "kyc", "bengaluru"),
        ("2027-Q2", "kyc", "bengaluru"),
        ("2027-Q3", "alerts", "bengaluru"),
        ("2027-Q3", "alerts", "dalian"),
    ]


def test_every_kind_of_decision_reads_back() -> None:
    """A plan with all its kinds, written as JSON and read strictly, is the same plan."""
    whole = Plan(
        moves=MOVES,
        blocks=(block("bengaluru", 2),),
        measures=(MeasureStart(measure="masking", period="2027-Q1"),),
        routes=(
            RouteFiling(
                entity="bank_cn", group=DataGroup.PERSONAL, route=RouteKind.STANDARD_CONTRACT,
                period="2027-Q2", until="2027-Q4",
            ),
        ),
        consultations=(
            Consultation(entity="bank_cn", period="2027-Q3"),
            Consultation(entity="bank_cn", period="2027-Q1"),
        ),
    )  # fmt: skip

    assert Plan.model_validate_json(whole.model_dump_json()) == whole
    assert [each.period for each in whole.consultations] == ["2027-Q1", "2027-Q3"]


def test_the_empty_plan_is_staying_put() -> None:
    """Nothing decided is a plan."""
    assert plan() == Plan()
    assert Plan.model_validate_json("{}") == Plan()


@pytest.mark.parametrize("heads", [0, -1])
def test_a_move_moves_somebody(heads: int) -> None:
    """No move of nobody."""
    with pytest.raises(ValidationError, match="heads"):
        move(heads)


@pytest.mark.parametrize("period", ["2027-Q5", "2027-Q0", "2027", "2027-1", "27-Q1", "2027-Q1 "])
def test_a_period_has_the_form_of_the_calendar(period: str) -> None:
    """Quarters one to four, months of two digits."""
    with pytest.raises(ValidationError, match="period"):
        move(1, period=period)


def test_a_move_is_frozen_and_closed() -> None:
    """No field can be set, none added."""
    with pytest.raises(ValidationError, match="frozen"):
        move(1).__setattr__("heads", 2)
    with pytest.raises(ValidationError, match="why"):
        Move.model_validate({**move(1).model_dump(), "why": "because"})
