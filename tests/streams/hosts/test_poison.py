"""What tests call poison is: each kind is refused for a reason of its own."""

from __future__ import annotations

from streams.wire import DeadLetter, Parked, decode_submission
from tests.support.events import RECORDED
from tests.support.poison import KINDS, PARKED, poison


def test_no_kind_is_an_event() -> None:
    """Three are of a version to come; of the others one is too large by its size alone."""
    found = [decode_submission(poison(n), RECORDED) for n in range(KINDS)]

    assert [n for n, each in enumerate(found) if isinstance(each, Parked)] == [*PARKED]
    reasons = [each.reason for each in found if isinstance(each, DeadLetter)]
    assert len(reasons) == KINDS - len(PARKED)
    assert reasons.count("is larger than 8000000 bytes") == 1
