"""What went along with accepted moves is in force from the day after its period has begun.

A block of seats and a measure of 2027-Q2, which begins on 1 April.
"""

from __future__ import annotations

from datetime import date

import pytest

from models.answer import Order
from models.plan import BlockOrder, MeasureStart, Plan
from streams.orders import blocks_since, measures_in_force, orders, things, things_in_force
from streams.state import Programme
from tests.support.builders import one_of_each
from tests.support.histories import answered, published

BEGINS = date(2027, 4, 1)
NEEDS = Plan(
    blocks=(BlockOrder(office="bengaluru", period="2027-Q2", blocks=2),),
    measures=(MeasureStart(measure="masking", period="2027-Q2"),),
)
FOUND = {"test/kyc/bengaluru/transfer/2027-Q2": NEEDS}


def facts(*ordered: Order) -> Programme:
    """A programme whose last answer carries orders on, and that has accepted nothing."""
    return published(answered(orders=ordered)).programmes["test"]


@pytest.mark.parametrize(
    ("after", "today", "there"),
    [
        (date(2027, 3, 31), date(2027, 4, 2), True),
        (date(2027, 3, 31), BEGINS, False),
        (BEGINS, date(2027, 4, 2), False),
    ],
)
def test_it_has_come_after_a_day_and_before_today(after: date, today: date, there: bool) -> None:
    """On the first day of its period it is not there yet; since that day it is no news."""
    things = [(("block", "bengaluru"), "2027-Q2", 2), (("measure", "masking"), "2027-Q2", 1)]

    assert list(things_in_force(facts(), FOUND, after, today)) == (things if there else [])
    assert blocks_since(FOUND, "bengaluru", after, today) == (2 if there else 0)
    assert measures_in_force(FOUND, after, today) == ({"masking"} if there else set())


def test_every_decision_that_goes_along_with_moves_is_ordered() -> None:
    """All but moves, what is on hold, and seats given up, which no move needs."""
    along = {
        kind: Plan.model_validate({kind: (row,)})
        for kind, row in one_of_each().items()
        if kind not in {"moves", "holds", "releases"}
    }

    for kind, needs in along.items():
        order, today = Order(recommendation=kind, needs=needs), date(2027, 4, 2)
        assert orders(facts(order), "test", today) == {kind: needs}, kind
        assert len(list(things(needs))) == 1, kind


@pytest.mark.parametrize(("today", "stays"), [(BEGINS, False), (date(2027, 4, 2), True)])
def test_what_has_begun_stays_ordered_without_its_move(today: date, stays: bool) -> None:
    """Nobody accepts the move any more: what has not begun by then goes with it."""
    (name,) = FOUND
    known = facts(Order(recommendation=name, needs=NEEDS))

    assert orders(known, "test", today) == {name: NEEDS if stays else Plan()}
