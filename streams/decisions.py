"""Decisions of people on recommendations: what they say becomes an event.

A request is checked against what is open now. A host then checks each decision in its log against
all that has been recommended so far: see `streams.register`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from models.answer import Recommendation
from models.base import ID_PATTERN
from models.choices import DecisionKind, Reason
from models.errors import InputError
from models.plan import programme_of
from streams.events import RecommendationDecided
from streams.recommend import Decided, Snapshot
from streams.register import SHORTEST_REVISION


@dataclass(frozen=True, slots=True)
class DecisionRequest:
    """A decision as a person states it, before it is checked against what is open."""

    recommendation: str
    revision: str
    """Of the recommendation as it was looked at; its first characters will do."""
    verdict: DecisionKind
    reason: Reason
    heads: int | None = None
    """Of a part."""
    until: date | None = None
    """Of a deferral."""
    by: str = "unnamed"
    """A role, never a name."""


def decision(
    request: DecisionRequest, snapshots: Iterable[Snapshot], event_id: str, now: datetime
) -> RecommendationDecided:
    """The event that records a decision.

    Raises
    ------
    InputError
        The recommendation is not open, was looked at under another revision, or the options do not
        go together.
    """
    shown = list(snapshots)
    _refuse_odd_options(request)
    if request.verdict is DecisionKind.WITHDRAW:
        return _withdrawal(request, shown, event_id, now)
    found = _recommendation_of(request, shown)
    _refuse_unfit(request, found, now.date())
    return RecommendationDecided(
        id=event_id,
        programme=found.programme,
        recorded_at=_after(_decision_on(request, shown), now),
        recommendation=found.id,
        revision=found.revision,
        verdict=request.verdict,
        reason=request.reason,
        heads=found.move.heads if request.verdict is DecisionKind.ACCEPT else request.heads,
        until=request.until,
        by=request.by,
    )


def _recommendation_of(request: DecisionRequest, shown: Iterable[Snapshot]) -> Recommendation:
    known = [each for one in shown for each in one.open]
    found = next((each for each in known if each.id == request.recommendation), None)
    if found is None:
        decided = _decision_on(request, shown)
        if decided is not None and decided.verdict is not DecisionKind.DEFER:
            on = f"{decided.recorded_at:%Y-%m-%d}"
            said = f"has been decided: {decided.verdict}, by {decided.by}, on {on}"
            step = f"`withdraw` under the revision {decided.revision[:12]} takes it back."
            raise _wrong("recommendation", said, request.recommendation, step)
        step = "`relocate watch` shows what is open."
        raise _wrong("recommendation", "is not open", request.recommendation, step)
    _refuse_other(request, found.revision, "look again, then decide")
    return found


def _withdrawal(
    request: DecisionRequest, shown: Iterable[Snapshot], event_id: str, now: datetime
) -> RecommendationDecided:
    """A decision that ends the one that stands."""
    found = _decision_on(request, shown)
    if found is None:
        step = "`relocate watch` shows what has been decided."
        raise _wrong(
            "recommendation", "has not been decided, so there is nothing to take back", "", step
        )
    _refuse_other(request, found.revision, "it was decided under that")
    return RecommendationDecided(
        id=event_id,
        programme=programme_of(found.recommendation),
        recorded_at=_after(found, now),
        recommendation=found.recommendation,
        revision=found.revision,
        verdict=request.verdict,
        reason=request.reason,
        by=request.by,
    )


def _after(before: Decided | None, now: datetime) -> datetime:
    """Later than the decision before, whose clock may have been ahead of this one."""
    return now if before is None else max(now, before.recorded_at + timedelta(microseconds=1))


def _decision_on(request: DecisionRequest, shown: Iterable[Snapshot]) -> Decided | None:
    known = [each for one in shown for each in one.decided]
    return next((each for each in known if each.recommendation == request.recommendation), None)


def _refuse_other(request: DecisionRequest, revision: str, then: str) -> None:
    if len(request.revision) < SHORTEST_REVISION or not revision.startswith(request.revision):
        step = f"The current one is {revision[:12]}: {then}."
        raise _wrong("revision", "is not the current one", request.revision, step)


def _refuse_odd_options(request: DecisionRequest) -> None:
    if not re.fullmatch(ID_PATTERN, request.by):
        step = "Letters in lower case, digits, dash, underscore, as `operations`; never a name."
        raise _wrong("by", "is not a role", "", step)
    if (request.verdict is DecisionKind.PART) != (request.heads is not None):
        raise _wrong("heads", "goes with `part`, and only with that", "", "")
    if (request.verdict is DecisionKind.DEFER) != (request.until is not None):
        raise _wrong("until", "goes with `defer`, and only with that", "", "")


def _refuse_unfit(request: DecisionRequest, found: Recommendation, today: date) -> None:
    if request.heads is not None and not 1 <= request.heads < found.move.heads:
        step = "A part is at least one and fewer than all; for all of them, use `accept`."
        raise _wrong("heads", "is not a part of the move", str(request.heads), step)
    if request.until is not None and not today < request.until <= found.expires_on:
        step = f"A day after today, and up to {found.expires_on}, when it expires."
        raise _wrong("until", "is not a day to defer it to", str(request.until), step)


def _wrong(field: str, message: str, found: str, step: str) -> InputError:
    return InputError.of(message, field=field, found=found, next_step=step)
