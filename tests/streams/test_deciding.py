"""A decision is about what is open now, as it is now."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from models.answer import DecisionKind, Reason, Recommendation
from models.errors import InputError
from streams.decisions import DecisionRequest, decision
from streams.recommend import Decided, Snapshot
from tests.support.builders import move

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
        ({"by": "Jane Doe"}, "--by: is not a role"),
        ({"by": ""}, "--by: is not a role"),
        ({"by": "operations\n"}, "--by: is not a role"),
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


def decided(verdict: DecisionKind, at: datetime) -> Decided:
    return Decided(recommendation=OPEN.id, revision=OPEN.revision, verdict=verdict,
                   reason=Reason.OTHER, by="operations", recorded_at=at)  # fmt: skip


def test_a_decision_that_stands_is_told_and_can_be_taken_back() -> None:
    """Under the revision that it was made under, and later than it by whatever clock."""
    ahead = NOW + timedelta(minutes=2)
    closed = Snapshot(programme="test", position=9, revision="f" * 16,
                      decided=(decided(DecisionKind.ACCEPT, ahead),))  # fmt: skip
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
    shown = SNAPSHOT.model_copy(update={"decided": (decided(DecisionKind.DEFER, ahead),)})

    assert decision(YES, [shown], "d", NOW).recorded_at > ahead
