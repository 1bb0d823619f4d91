"""No event is forgotten: each is folded, and each has words in the history of a day."""

from __future__ import annotations

from planner.narration.events import SECTIONS, WITHOUT_SECTION
from streams.events import EVENTS
from streams.fold import FOLDED_FOR_ALL, FOLDS


def test_every_event_is_folded() -> None:
    """One without a fold would be a dead letter at every host."""
    assert {*FOLDS, *FOLDED_FOR_ALL} == set(EVENTS)
    assert not {*FOLDS} & {*FOLDED_FOR_ALL}


def test_every_event_has_words() -> None:
    """Each is told in one section of a day, or is named as told elsewhere."""
    told = [kind for kinds, _ in SECTIONS for kind in kinds]

    assert sorted([*told, *WITHOUT_SECTION], key=str) == sorted(EVENTS, key=str)
