"""No event is forgotten: each is folded, and each has words in the history of a day."""

from __future__ import annotations

from planner.narration.events import SECTIONS
from streams.events import (
    EVENTS,
    AnswerRecorded,
    DayPassed,
    SignalApproved,
    SignalReported,
    SignalRetracted,
)
from streams.fold import FOLDS

FOLDED_FOR_ALL = {SignalReported, SignalApproved, SignalRetracted, DayPassed}
"""Kinds of events about every programme; `fold` takes them itself."""

WITHOUT_SECTION = {AnswerRecorded, DayPassed}
"""An answer is shown as its plan, a new day as a heading."""


def test_every_event_is_folded() -> None:
    """One without a fold would be a dead letter at every host."""
    assert {*FOLDS, *FOLDED_FOR_ALL} == set(EVENTS)
    assert not {*FOLDS} & {*FOLDED_FOR_ALL}


def test_every_event_has_words() -> None:
    """Each is told in one section of a day, or is named as told elsewhere."""
    told = [kind for kinds, _ in SECTIONS for kind in kinds]

    assert sorted([*told, *WITHOUT_SECTION], key=str) == sorted(EVENTS, key=str)
