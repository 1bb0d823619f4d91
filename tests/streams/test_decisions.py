"""Decisions on recommendations: how one is made, and which become part of the log."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any

import pytest

from models.answer import Recommendation
from models.choices import DecisionKind, Reason
from models.errors import InputError
from streams.decisions import DecisionRequest, decision
from streams.events import Event, RecommendationDecided
from streams.hosts.admission import ID_USED, event_of
from streams.hosts.memory import Memory
from streams.log import Disposition, Letter
from streams.recommend import Decided, Snapshot
from streams.register import DECIDED, MOST_REVISIONS, recommended_after
from streams.wire import encoded
from tests.support.builders import move
from tests.support.histories import MOVE, START, answered, decided, proposal, published, told

NOW = datetime(2027, 1, 10, tzinfo=UTC)
OPEN = Recommendation(
    id="test/kyc/bengaluru/transfer/2027-Q1",
    revision="0123456789abcdef",
    programme="test",
    move=move(6),
    worth=10,
    causes=(),
    start_by=date(2027, 3, 1),
    expires_on=date(2027, 3, 1),
)
SNAPSHOT = Snapshot(programme="test", position=9, revision="f" * 16, open=(OPEN,))
YES = DecisionRequest(OPEN.id, "01234567", DecisionKind.ACCEPT, Reason.AGREED)
OFFER = answered(proposal(6, firm=2), revision="0123456789abcdef")
SHOWN = "0123456789ab"


def test_accepting_takes_all_heads_under_the_whole_revision() -> None:
    event = decision(YES, [SNAPSHOT], "d", NOW)

    assert (event.heads, event.revision, event.programme) == (6, OPEN.revision, "test")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"recommendation": "test/kyc/dalian/transfer/2027-Q1"}, "is not open"),
        ({"revision": "aaaaaaaa"}, "The current one is 0123456789ab"),
        ({"revision": "0123"}, "is not the current one"),
        ({"verdict": DecisionKind.PART}, "goes with `part`"),
        ({"verdict": DecisionKind.PART, "heads": 6}, "is not a part of the move"),
        ({"heads": 3}, "goes with `part`"),
        ({"verdict": DecisionKind.DEFER}, "goes with `defer`"),
        ({"verdict": DecisionKind.WITHDRAW, "heads": 3}, "goes with `part`"),
        (
            {"verdict": DecisionKind.WITHDRAW},
            "has not been decided, so there is nothing to take back",
        ),
        ({"by": "Jane Doe"}, "by: is not a role"),
        ({"by": ""}, "by: is not a role"),
        ({"by": "operations\n"}, "by: is not a role"),
        ({"verdict": DecisionKind.DEFER, "until": date(2027, 3, 2)}, "is not a day to defer it to"),
        (
            {"verdict": DecisionKind.DEFER, "until": date(2027, 1, 10)},
            "is not a day to defer it to",
        ),
    ],
)
def test_what_does_not_fit_is_refused(changes: dict[str, object], words: str) -> None:
    with pytest.raises(InputError, match=words):
        decision(replace(YES, **changes), [SNAPSHOT], "d", NOW)  # type: ignore[arg-type]


def test_a_part_and_a_deferral_say_how_many_and_until_when() -> None:
    part = decision(replace(YES, verdict=DecisionKind.PART, heads=2), [SNAPSHOT], "d", NOW)
    later = replace(YES, verdict=DecisionKind.DEFER, until=date(2027, 2, 1))

    assert part.heads == 2
    assert decision(later, [SNAPSHOT], "d", NOW).until == date(2027, 2, 1)


def standing(verdict: DecisionKind, at: datetime) -> Decided:
    return Decided(recommendation=OPEN.id, revision=OPEN.revision, verdict=verdict,
                   reason=Reason.OTHER, by="operations", recorded_at=at)  # fmt: skip


def test_a_decision_that_stands_is_told_and_can_be_taken_back() -> None:
    """Under the revision that it was made under, and later than it by whatever clock."""
    ahead = NOW + timedelta(minutes=2)
    closed = Snapshot(programme="test", position=9, revision="f" * 16,
                      decided=(standing(DecisionKind.ACCEPT, ahead),))  # fmt: skip
    with pytest.raises(InputError, match="has been decided: accept, by operations, on 2027-01-10"):
        decision(YES, [closed], "d", NOW)
    no_more = replace(YES, verdict=DecisionKind.WITHDRAW, reason=Reason.OTHER, by="head")
    with pytest.raises(InputError, match="The current one is 0123456789ab"):
        decision(replace(no_more, revision="aaaaaaaa"), [closed], "d", NOW)
    event = decision(no_more, [closed], "d", NOW)

    assert (event.verdict, event.heads, event.by) == (DecisionKind.WITHDRAW, None, "head")
    assert (event.programme, event.revision) == ("test", OPEN.revision)
    assert event.recorded_at > ahead


def test_what_was_put_off_is_decided_after_that() -> None:
    ahead = NOW + timedelta(minutes=2)
    shown = SNAPSHOT.model_copy(update={"decided": (standing(DecisionKind.DEFER, ahead),)})

    assert decision(YES, [shown], "d", NOW).recorded_at > ahead


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
    ("events", "becomes"),
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
    events: list[Event], becomes: list[str], together: bool
) -> None:
    """Whether or not all of it comes in one batch: the order of the log alone counts."""
    batches = [[OFFER, *events]] if together else [[OFFER], *([each] for each in events)]

    assert standings(*batches) == ["folded", *becomes]


def test_a_decision_may_be_on_an_older_revision() -> None:
    """What was looked at a year ago still exists; that of two years ago does not."""
    recommended = recommended_after((), OFFER)
    for n in range(MOST_REVISIONS):
        assert any(revision == "0123456789abcdef" for revision, _ in recommended)
        recommended = recommended_after(recommended, answered(proposal(6, firm=2), number=n + 2))

    assert [revision for revision, _ in recommended] == [f"r{n + 2}" for n in range(MOST_REVISIONS)]
    assert len({id(moves) for _, moves in recommended}) == 1


def test_a_revision_under_which_it_is_recommended_still_does_not_age() -> None:
    """However many answers have confirmed it since: it is on the screen all the time."""
    later = [
        answered(proposal(6, firm=2), number=n + 2, revision=f"later-{n:04}")
        for n in range(MOST_REVISIONS + 1)
    ]

    assert standings([OFFER, *later], [said(DecisionKind.ACCEPT)])[-1] == "folded"
    gone = answered(number=MOST_REVISIONS + 5)
    assert standings([OFFER, *later, gone], [said(DecisionKind.ACCEPT)])[-1] != "folded"


def test_an_answer_without_a_plan_recommends_nothing_new() -> None:
    assert recommended_after((), answered(plan=None)) == ()


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
