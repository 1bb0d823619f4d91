"""A decision is about what is open now, as it is now."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from models.errors import InputError
from models.recommendation import Recommendation
from streams.deciding import Words, decision
from streams.events import Reason, Verdict
from streams.recommend import Snapshot
from tests.builders import move

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
YES = Words(OPEN.id, "01234567", Verdict.ACCEPT, Reason.AGREED)


def test_accepting_takes_all_heads_under_the_whole_revision() -> None:
    event = decision(YES, [SNAPSHOT], "d", NOW)

    assert (event.heads, event.revision, event.programme) == (6, OPEN.revision, "test")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"recommendation": "test/kyc/dalian/transfer/2027-Q1"}, "is not open"),
        ({"revision": "aaaaaaaa"}, "The current one is 0123456789ab"),
        ({"revision": "0123"}, "is not the current one"),
        ({"verdict": Verdict.PART}, "goes with `part`"),
        ({"verdict": Verdict.PART, "heads": 6}, "is no part of the move"),
        ({"heads": 3}, "goes with `part`"),
        ({"verdict": Verdict.DEFER}, "goes with `defer`"),
        ({"verdict": Verdict.DEFER, "until": date(2027, 3, 2)}, "is no day to defer it to"),
        ({"verdict": Verdict.DEFER, "until": date(2027, 1, 10)}, "is no day to defer it to"),
    ],
)
def test_what_does_not_fit_is_refused(changes: dict[str, object], words: str) -> None:
    with pytest.raises(InputError, match=words):
        decision(replace(YES, **changes), [SNAPSHOT], "d", NOW)  # type: ignore[arg-type]


def test_a_part_and_a_deferral_say_how_many_and_until_when() -> None:
    part = decision(replace(YES, verdict=Verdict.PART, heads=2), [SNAPSHOT], "d", NOW)
    later = replace(YES, verdict=Verdict.DEFER, until=date(2027, 2, 1))

    assert part.heads == 2
    assert decision(later, [SNAPSHOT], "d", NOW).until == date(2027, 2, 1)
