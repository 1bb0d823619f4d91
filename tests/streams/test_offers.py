"""A decision is held against what was recommended, and against the decision that stands."""

from __future__ import annotations

from datetime import date, timedelta
from hashlib import sha256
from typing import Any

import pytest

from models.answer import DecisionKind
from streams.decisions import DECIDED, MOST_REVISIONS, offered
from streams.events import Event, RecommendationDecided
from streams.hosts.admission import ID_USED, event_of
from streams.hosts.memory import Memory
from streams.log import Disposition, Letter
from streams.wire import encoded
from tests.streams.telling import MOVE, START, answered, decided, proposal, published, told

OFFER = answered(proposal(6, firm=2), revision="0123456789abcdef")
SHOWN = "0123456789ab"


def said(verdict: DecisionKind, minute: int = 0, **fields: Any) -> RecommendationDecided:
    """A decision under the revision of the offer; all four heads of what is accepted."""
    heads = fields.pop("heads", 4) if verdict in {DecisionKind.ACCEPT, DecisionKind.PART} else None
    until = date(2027, 1, 20) if verdict is DecisionKind.DEFER else None
    event = decided(verdict, heads, until=until, at=START + timedelta(minutes=minute))
    changes = {"id": f"decide/{verdict}/{minute}", "revision": SHOWN, **fields}
    return event.model_copy(update=changes)


def standings(*batches: list[Event]) -> list[str]:
    """What becomes of each, with why where it is dead."""
    memory = Memory()
    memory.world = published()
    found = []
    for batch in batches:
        admission = memory.admission()
        for event in batch:
            standing, letter = admission.judge(event, encoded(event))
            found.append(letter.reason if letter is not None else standing.value)
        memory.take(admission.events, START)
    return found


@pytest.mark.parametrize("together", [True, False])
@pytest.mark.parametrize(
    ("told_", "becomes"),
    [
        ([said(DecisionKind.ACCEPT)], ["folded"]),
        ([said(DecisionKind.ACCEPT, heads=5)], ["accepts more posts than were recommended"]),
        ([said(DecisionKind.REJECT, revision="made-up")],
         ["is on what was never recommended under that revision"]),
        ([said(DecisionKind.REJECT, revision="0")],
         ["is on what was never recommended under that revision"]),
        ([said(DecisionKind.REJECT, recommendation=f"{MOVE}x")],
         ["is on what was never recommended under that revision"]),
        ([said(DecisionKind.ACCEPT), said(DecisionKind.REJECT, 1)],
         ["folded", "is on what has been decided: take that back first"]),
        ([said(DecisionKind.PART, heads=1), said(DecisionKind.ACCEPT, 1)],
         ["folded", "is on what has been decided: take that back first"]),
        ([said(DecisionKind.DEFER), said(DecisionKind.ACCEPT, 1)], ["folded", "folded"]),
        ([said(DecisionKind.ACCEPT), said(DecisionKind.WITHDRAW, 1), said(DecisionKind.REJECT, 2)],
         ["folded", "folded", "folded"]),
        ([said(DecisionKind.WITHDRAW)], ["takes back what nobody has decided"]),
        ([said(DecisionKind.ACCEPT), said(DecisionKind.WITHDRAW, 1),
          said(DecisionKind.WITHDRAW, 2)],
         ["folded", "folded", "takes back what nobody has decided"]),
        ([said(DecisionKind.ACCEPT, 1), said(DecisionKind.WITHDRAW, 0)],
         ["folded", "was recorded no later than the decision before it"]),
    ],
)  # fmt: skip
def test_a_decision_counts_where_it_fits_what_came_before(
    told_: list[Event], becomes: list[str], together: bool
) -> None:
    """Whether or not all of it comes in one batch: the order of the log alone counts."""
    batches = [[OFFER, *told_]] if together else [[OFFER], *([each] for each in told_)]

    assert standings(*batches) == ["folded", *becomes]


def test_a_decision_may_be_on_an_older_revision() -> None:
    """What was looked at a year ago still exists; that of two years ago does not."""
    offers = offered((), OFFER)
    for n in range(MOST_REVISIONS):
        assert any(revision == "0123456789abcdef" for revision, _ in offers)
        offers = offered(offers, answered(proposal(6, firm=2), number=n + 2))

    assert [revision for revision, _ in offers] == [f"r{n + 2}" for n in range(MOST_REVISIONS)]
    assert len({id(moves) for _, moves in offers}) == 1


def test_an_answer_without_a_plan_recommends_nothing_new() -> None:
    assert offered((), answered(plan=None)) == ()


def test_other_events_are_admitted_as_they_are() -> None:
    """Steps of a move may be told before anybody has decided."""
    event = told(type(OFFER), "answer/9", number=9, answer=OFFER.answer)

    assert standings([event]) == [Disposition.FOLDED.value]


def test_a_decision_that_was_refused_is_not_sent_again_as_it_is() -> None:
    """It would be refused for ever; decided anew it has another id."""
    raw = encoded(said(DecisionKind.REJECT))
    kept = {
        reason: event_of(Letter("1", reason, sha256(raw).hexdigest(), "feed:9", raw), START)
        for reason in (DECIDED, ID_USED, "is too new")
    }

    assert [reason for reason, event in kept.items() if event is not None] == ["is too new"]
