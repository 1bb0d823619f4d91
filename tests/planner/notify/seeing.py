"""What there is to see, for tests of what is told of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from models.answer import AnswerKind, Recommendation
from planner.notify import Notice, Overview
from planner.notify.notices import carry_over, notices
from planner.notify.notified import Notified
from streams.recommend import Snapshot
from tests.support.builders import move

TODAY = date(2027, 3, 1)
NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)
WEEK = timedelta(days=7)
NAME = "north/kyc/bengaluru/transfer/2027-Q3"


def recommended(**changes: Any) -> Recommendation:
    """A recommendation that lapses in two months."""
    given: dict[str, Any] = {
        "id": NAME,
        "revision": "a" * 64,
        "programme": "north",
        "move": move(12),
        "worth": 100,
        "causes": ("hr/1",),
        "start_by": date(2027, 5, 1),
        "expires_on": date(2027, 5, 1),
    }
    return Recommendation(**{**given, **changes})


def snapshot(*found: Recommendation, **changes: Any) -> Snapshot:
    """What is open for the programme."""
    given: dict[str, Any] = {
        "programme": "north",
        "position": 1,
        "revision": "a" * 64,
        "kind": AnswerKind.CHANGED,
        "open": found,
        "day": TODAY,
    }
    return Snapshot(**{**given, **changes})


def overview(*found: Recommendation, dead: int = 0, **changes: Any) -> Overview:
    """What there is to see of one programme."""
    return Overview({"north": snapshot(*found, **changes)}, dead)


def tell(found: Overview, notified: Notified, now: datetime = NOW) -> tuple[list[Notice], Notified]:
    """All that is told at a look, and what has been told then."""
    notified = carry_over(found, notified, now)
    said = list(notices(found, notified, now, WEEK))
    for each in said:
        notified = each.add_to(notified)
    assert not list(notices(found, notified, now, WEEK)), "something is told for ever"
    return said, notified
