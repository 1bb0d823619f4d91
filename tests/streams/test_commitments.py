"""Decisions and what came of them: what is promised, how firmly, and what is ruled out."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from models.choices import DecisionKind, Reason
from models.plan import MoveKey
from models.plan_in_force import Firmness
from models.workforce import Mode
from streams.commitments import (
    Commitment,
    commitments,
    rejected_destinations,
    rejected_moves,
)
from streams.events import Event, Step
from tests.support.builders import move
from tests.support.histories import (
    MOVE,
    PROGRAMME,
    accepted,
    decided,
    executed,
    identity,
    published,
)

LATER = datetime(2027, 1, 9, tzinfo=UTC)


def promised(*events: Event) -> list[Commitment]:
    return list(commitments(published(*events).programmes[PROGRAMME]))


def test_an_id_is_programme_and_move_and_says_which() -> None:
    assert MoveKey.of(move(4, period="2027-Q2")).id("test") == MOVE
    assert MoveKey.parse(MOVE) == ("kyc", "bengaluru", Mode.TRANSFER, "2027-Q2")


NO_MOVES = (
    "",
    "a/b",
    MOVE + "/x",
    "test/kyc/bengaluru/teleport/2027-Q2",
    "test/kyc/bengaluru/transfer/soon",
    "test/Jane Doe is ill/bengaluru/transfer/2027-Q2",
    "test/kyc/bengaluru\n/transfer/2027-Q2",
)


@pytest.mark.parametrize("name", NO_MOVES)
def test_what_names_no_move_is_no_move(name: str) -> None:
    assert MoveKey.parse(name) is None


@pytest.mark.parametrize(
    ("steps", "still_open"),
    [
        ([], 5),
        ([(Step.OFFERED, 5), (Step.AGREED, 3)], 5),
        ([(Step.DECLINED, 2)], 3),
        ([(Step.DECLINED, 1), (Step.PERMIT_REFUSED, 1)], 3),
        ([(Step.LANDED, 4)], 1),
        ([(Step.DECLINED, 2), (Step.LANDED, 3)], 0),
        ([(Step.LANDED, 9)], 0),
    ],
)
def test_heads_that_declined_got_no_permit_or_landed_are_open_no_longer(
    steps: list[tuple[Step, int]], still_open: int
) -> None:
    """Five accepted; offers, agreements, permits and hand-overs leave them as they are."""
    (each,) = promised(accepted(5), *(executed(step, heads) for step, heads in steps))

    assert each.open_heads == still_open


def test_a_part_is_what_was_accepted_of_it() -> None:
    (each,) = promised(decided(DecisionKind.PART, 2, Reason.CAPACITY))

    assert (each.heads, each.firmness, each.started_on) == (2, Firmness.ACCEPTED, date(2027, 1, 1))


@pytest.mark.parametrize(
    "taken_back",
    [
        decided(DecisionKind.REJECT, reason=Reason.BUDGET, at=LATER),
        decided(DecisionKind.DEFER, until=date(2027, 2, 1), at=LATER),
        decided(DecisionKind.WITHDRAW, at=LATER),
    ],
)
def test_the_last_decision_counts(taken_back: Event) -> None:
    """Accepted, then not: whatever the order in which it is heard."""
    assert promised(accepted(5), taken_back) == []
    assert promised(taken_back, accepted(5)) == []


def test_what_is_announced_is_firmer_and_promised_without_a_decision() -> None:
    """Its leads run from the day it was announced, or decided if that was earlier."""
    spread = executed(Step.ANNOUNCED, 3, date(2027, 1, 20))
    (both,) = promised(accepted(5), spread)
    (alone,) = promised(spread)

    assert (both.heads, both.firmness, both.started_on) == (
        5,
        Firmness.ANNOUNCED,
        date(2027, 1, 1),
    )
    assert (alone.heads, alone.firmness, alone.started_on) == (
        3,
        Firmness.ANNOUNCED,
        date(2027, 1, 20),
    )


def test_announcing_more_than_was_accepted_promises_no_more() -> None:
    """Three accepted and five announced: three are promised, and announced."""
    (each,) = promised(accepted(3), executed(Step.ANNOUNCED, 5))

    assert (each.heads, each.firmness) == (3, Firmness.ANNOUNCED)


@pytest.mark.parametrize(
    "no",
    [
        decided(DecisionKind.REJECT, reason=Reason.BUDGET, at=LATER),
        decided(DecisionKind.DEFER, until=date(2027, 2, 1), at=LATER),
    ],
)
def test_what_is_announced_is_no_longer_promised_once_the_answer_is_no(no: Event) -> None:
    """Somebody announced a move that was then rejected or put off; in either order."""
    spread = executed(Step.ANNOUNCED, 3, date(2027, 1, 20))

    assert promised(spread, no) == []
    assert promised(no, spread) == []


@pytest.mark.parametrize("reason", list(Reason))
def test_a_no_for_now_is_no_no_for_good(reason: Reason) -> None:
    """Timing, money and room may be better a quarter later; other reasons will not."""
    facts = published(decided(DecisionKind.REJECT, reason=reason)).programmes[PROGRAMME]
    for_now = reason in {Reason.TIMING, Reason.BUDGET, Reason.CAPACITY}

    assert rejected_destinations(facts) == (frozenset() if for_now else {("kyc", "bengaluru")})


def test_commitments_come_in_the_order_of_ids() -> None:
    other = identity("alerts")

    assert [each.recommendation for each in promised(accepted(1), accepted(1, other))] == [
        other,
        MOVE,
    ]


def test_a_no_that_was_taken_back_rules_nothing_out() -> None:
    """As if nobody had decided; what has been announced stays promised."""
    no, back = (
        decided(DecisionKind.REJECT, reason=Reason.PEOPLE),
        decided(DecisionKind.WITHDRAW, at=LATER),
    )
    facts = published(no, back).programmes[PROGRAMME]

    assert rejected_destinations(facts) == frozenset()
    assert list(rejected_moves(facts)) == []
    (kept,) = promised(accepted(5), executed(Step.ANNOUNCED, 3), back)
    assert (kept.heads, kept.firmness) == (3, Firmness.ANNOUNCED)
