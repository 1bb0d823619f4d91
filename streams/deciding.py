"""A person's words on a recommendation -> a decision, if they are about what is open now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from models.errors import InputError, Problem
from models.recommendation import Recommendation
from streams.events import Reason, RecommendationDecided, Verdict
from streams.recommend import Snapshot

SHORTEST_REVISION = 8
"""Characters of a revision that say which one is meant."""


@dataclass(frozen=True, slots=True)
class Words:
    """What a person says."""

    recommendation: str
    revision: str
    """Of the recommendation as it was looked at; its first characters will do."""
    verdict: Verdict
    reason: Reason
    heads: int | None = None
    """Of a part."""
    until: date | None = None
    """Of a deferral."""
    by: str = "unnamed"
    """A role, never a name."""


def decision(
    words: Words, snapshots: Iterable[Snapshot], event_id: str, now: datetime
) -> RecommendationDecided:
    """The event that records a decision.

    Raises
    ------
    InputError
        The recommendation is not open, was looked at under another revision, or the words do not
        go together.
    """
    known = [each for shown in snapshots for each in shown.open]
    found = _looked_at(words, known)
    _refuse_unfit(words, found, now.date())
    return RecommendationDecided(
        id=event_id,
        programme=found.programme,
        recorded_at=now,
        recommendation=found.id,
        revision=found.revision,
        verdict=words.verdict,
        reason=words.reason,
        heads=found.move.heads if words.verdict is Verdict.ACCEPT else words.heads,
        until=words.until,
        by=words.by,
    )


def _looked_at(words: Words, known: Iterable[Recommendation]) -> Recommendation:
    found = next((each for each in known if each.id == words.recommendation), None)
    if found is None:
        step = "`relocate watch` shows what is open."
        raise _wrong("ID", "is not open", words.recommendation, step)
    short = len(words.revision) < SHORTEST_REVISION
    if short or not found.revision.startswith(words.revision):
        step = f"The current one is {found.revision[:12]}: look again, then decide."
        raise _wrong("REVISION", "is not the current one", words.revision, step)
    return found


def _refuse_unfit(words: Words, found: Recommendation, today: date) -> None:
    if (words.verdict is Verdict.PART) != (words.heads is not None):
        raise _wrong("--heads", "goes with `part`, and only with that", "", "")
    if (words.verdict is Verdict.DEFER) != (words.until is not None):
        raise _wrong("--until", "goes with `defer`, and only with that", "", "")
    if words.heads is not None and not 1 <= words.heads < found.move.heads:
        step = "A part is at least one and fewer than all; for all of them, use `accept`."
        raise _wrong("--heads", "is no part of the move", str(words.heads), step)
    if words.until is not None and not today < words.until <= found.expires_on:
        step = f"A day after today, and up to {found.expires_on}, when it expires."
        raise _wrong("--until", "is no day to defer it to", str(words.until), step)


def _wrong(field: str, message: str, found: str, step: str) -> InputError:
    return InputError([Problem(message, field=field, found=found, next_step=step)])
