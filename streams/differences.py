"""What has changed between two snapshots: what is new, revised or gone, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.answer import Recommendation
from streams.recommend import Decided, Snapshot


class Gone(StrEnum):
    """Why a recommendation is open no longer."""

    DECIDED = "decided"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"
    """Another recommendation concerns the same cohort now."""
    CLOSED = "closed"
    """The plan that it is part of breaks a rule now, and no other has been found."""
    WITHDRAWN = "withdrawn"
    """Its move is no longer worth it."""


@dataclass(frozen=True)
class Difference:
    """What has changed between two snapshots."""

    new: tuple[Recommendation, ...]
    revised: tuple[Recommendation, ...]
    """The same move under another revision: its posts, days, tasks or worth have changed."""
    gone: Mapping[str, Gone]


def difference(before: Snapshot, after: Snapshot) -> Difference:
    """What has changed for a person who knew the earlier snapshot."""
    old = {each.id: each for each in before.open}
    now = {each.id: each for each in after.open}
    return Difference(
        new=tuple(each for name, each in now.items() if name not in old),
        revised=tuple(
            each
            for name, each in now.items()
            if name in old and old[name].revision != each.revision
        ),
        gone={name: _why_gone(each, after) for name, each in old.items() if name not in now},
    )


def _why_gone(gone: Recommendation, after: Snapshot) -> Gone:
    if gone.id in {each.recommendation for each in after.decided if not _is_due(each, after.day)}:
        return Gone.DECIDED
    if gone.expires_on < after.day:
        return Gone.EXPIRED
    if not after.lawful:
        return Gone.CLOSED
    others = {each.move.cohort for each in after.open}
    return Gone.SUPERSEDED if gone.move.cohort in others else Gone.WITHDRAWN


def _is_due(decided: Decided, today: date) -> bool:
    """Whether it is a deferral whose day has come, so that it holds nothing back any longer."""
    return decided.until is not None and decided.until <= today
